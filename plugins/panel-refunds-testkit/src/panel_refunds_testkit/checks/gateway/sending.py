"""Sending on the stand: an order that must go through, one that must be refused, and what is true at the peer.

Every check of refunds ends in the same question: does what the adapter says agree with what the vendor's books say?
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase

from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, Outcome, RefundOrder, RefundStatus, Rejected, Rejection
from panel_refunds_testkit.demand import broken, demand, demand_equal, skip_if, skip_unless, skip_without
from panel_refunds_testkit.stand import GatewayStand


def needs_sending(stand: GatewayStand) -> None:
    """Skip what sends where the core never sends by itself."""
    skip_without(stand.capabilities.automatic, "automatic")


def needs_reading(stand: GatewayStand) -> None:
    """Skip what reads where refunds are an operator's from beginning to end, and nobody is asked."""
    skip_unless(stand.capabilities, "refund", ("native", "payout"))


def needs_list(stand: GatewayStand) -> None:
    """Skip what reads all refunds of a payment where the vendor has no list of them."""
    skip_unless(stand.capabilities, "lookup", ("by_attempt", "by_payment"))


def must_tell_refunded(stand: GatewayStand, payment: str, amount: Money) -> None:
    """``get_payment`` tells that this amount went back; None only where refunds are looked up by name."""
    told = stand.gateway.get_payment(payment).refunded
    if told is not None or stand.capabilities.lookup != "by_name":
        demand_equal(str(told), str(amount), "get_payment: refunded is wrong.")


def needs_parts(stand: GatewayStand) -> None:
    """Skip what pays a part where only the whole goes back."""
    skip_without(stand.capabilities.partial, "partial")
    skip_if(stand.capabilities.max_refunds == 1, "capability: max_refunds is 1")


def send(stand: GatewayStand, payment: str, amount: Money) -> GatewayRefund:
    """Send an order that the vendor carries out; the refund as the adapter tells it."""
    order = stand.order(payment, amount)
    return must_run(stand, order, stand.gateway.create_refund(order))


def must_run(stand: GatewayStand, order: RefundOrder, outcome: Outcome) -> GatewayRefund:
    """``outcome`` as the refund that ``order`` asked for; broken when it is anything else."""
    if not isinstance(outcome, GatewayRefund):
        broken(f"The vendor carried out a refund of {order.amount}, and create_refund says {outcome!r}.")
    demand(
        outcome.ref, "A refund has a ref: it is read again by it, and an operator looks for it in the vendor's pages."
    )
    demand_equal(outcome.amount, order.amount, "The refund has another amount than was ordered.")
    demand(
        outcome.attempt_id in (None, order.attempt_id),
        "The refund carries another attempt id than the order; give what the vendor's answer has, or None.",
    )
    wanted = {RefundStatus.SUCCEEDED, *([RefundStatus.PENDING] if stand.capabilities.answers == "async" else [])}
    demand(
        outcome.status in wanted,
        f"The vendor says the refund is done, and create_refund calls it {outcome.status.value!r}. A gateway that only"
        ' takes orders and answers later says answers="async" in its capabilities.',
    )
    return outcome


def must_be_refused(outcome: Outcome, codes: Collection[Rejection], why: str) -> Rejected:
    """``outcome`` as a refusal with one of ``codes``; broken when it is anything else."""
    names = ", ".join(sorted(code.value for code in codes))
    if not isinstance(outcome, Rejected):
        broken(f"{why} It did not run and never will: that is Rejected ({names}). create_refund says {outcome!r}.")
    demand(outcome.code in codes, f"{why} The code should be {names}; it is {outcome.code.value!r}.")
    return outcome


def must_match(stand: GatewayStand, seen: Sequence[str]) -> None:
    """Broken when none of the requests that came by is one of those that make a refund, as the peer names them."""
    pattern = stand.peer.refund_requests
    if any(fnmatchcase(request, pattern) for request in seen):
        return
    came = "No request came by at all."
    if seen:
        came = f"What came by: {', '.join(dict.fromkeys(seen))}."
    broken(
        f"create_refund was called, and the peer's refund_requests, {pattern!r}, matches nothing that was sent. {came}"
        " If the request that makes a refund is among them, write it in the peer as it stands here: the method, a"
        " space, the path without a query, and * for what changes in it. If it is not, create_refund did not send one."
    )


def given_back(stand: GatewayStand, payment: str) -> Money:
    """What the customer truly has, or will have, back."""
    total = Money(0, stand.peer.currency)
    for number, refund in enumerate(each for each in stand.peer.refunds_of(payment) if each.counts):
        total = refund.amount if number == 0 else total + refund.amount
    return total


def must_have_given_back(stand: GatewayStand, payment: str, amount: Money) -> None:
    """The vendor's books show this amount given back, and no more."""
    there = given_back(stand, payment)
    if amount.units == 0:
        demand(there.units == 0, f"Nothing should have been given back; the vendor's books show {there}.")
    else:
        demand_equal(str(there), str(amount), "The vendor's books show that another amount was given back.")


def stranger_to(ref: str) -> str:
    """A ref of the same shape that nothing has: the last letter or digit is another."""
    for place in range(len(ref) - 1, -1, -1):
        letter = ref[place]
        if letter.isdigit():
            return f"{ref[:place]}{(int(letter) + 5) % 10}{ref[place + 1 :]}"
        if letter.isalpha():
            other = "q" if letter.lower() != "q" else "w"
            return f"{ref[:place]}{other if letter.islower() else other.upper()}{ref[place + 1 :]}"
    return f"{ref}0"
