"""Refunds, attempts and requests against each other, their holds and their entries.

Per payment, what went back and what was kept of it never exceed what came in, less what went back without us.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from panel_refunds.ledger.account import HELD
from panel_refunds.money import format_units
from panel_refunds.refunds.attempt import OPEN, Attempt
from panel_refunds.refunds.refund import AT_GATEWAY, HOLDING, Refund, request_state
from panel_refunds.store.audit_facts import WalletFacts
from panel_refunds.store.audit_wallet import GATEWAYS, Fault, Moved, Movements

_NOTHING = Moved()
_LEAVING = AT_GATEWAY | {"paid"}


def check_refunds(facts: WalletFacts, moved: Movements) -> Iterator[Fault]:
    """Every refund, attempt and request of one wallet."""
    wallet = facts.kept.wallet_id
    attempts: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in facts.attempts:
        attempts[attempt.refund_id].append(attempt)
    for refund in facts.refunds:
        ids = (wallet, refund.refund_id)
        yield from _check_entries(refund, moved, ids)
        yield from _check_holds(facts, refund, ids)
        yield from _check_attempts(refund, attempts[refund.refund_id], ids)
    yield from _check_holders(facts)
    yield from _check_per_deposit(facts)
    yield from _check_requests(facts)


def _check_entries(refund: Refund, moved: Movements, ids: tuple[str, str]) -> Iterator[Fault]:
    paid = moved.get(("refund_paid", refund.refund_id), _NOTHING)
    back = moved.get(("refund_reversed", refund.refund_id), _NOTHING)
    is_paid = refund.state == "paid"
    if paid.times - back.times != is_paid or paid.times > 1:
        text = f"{refund.refund_id} is {refund.state}; {paid.times} entries pay it and {back.times} take it back."
        yield Fault("refund_entry_wrong", text, ids)
        return
    net = paid.sums[GATEWAYS] + back.sums[GATEWAYS]
    if net != (refund.net if is_paid else 0) or (is_paid and -paid.sums[HELD] != refund.gross):
        text = f"{refund.refund_id}: its entries and its figures differ."
        yield Fault("refund_figures_wrong", text, ids)


def _check_holds(facts: WalletFacts, refund: Refund, ids: tuple[str, str]) -> Iterator[Fault]:
    mine = [hold for hold in facts.holds if hold.holder == refund.refund_id]
    held = sum(hold.amount for hold in mine if hold.state == "open" and hold.purpose == "refund")
    wanted = refund.gross if refund.state in HOLDING else 0
    if held != wanted:
        text = f"{refund.refund_id} is {refund.state} and holds {format_units(held)} instead of {format_units(wanted)}."
        yield Fault("refund_hold_wrong", text, ids)
    settled = sum(hold.amount for hold in mine if hold.state == "settled" and hold.purpose == "refund")
    if refund.state == "paid" and settled != refund.gross:
        text = f"{refund.refund_id} is paid; its settled holds are {format_units(settled)}."
        yield Fault("refund_settled_wrong", text, ids)
    if refund.state not in HOLDING and any(hold.state == "open" and hold.purpose == "bonus" for hold in mine):
        yield Fault("hold_left_open", f"{refund.refund_id} is {refund.state} and has bonuses out of use.", ids)


def _check_attempts(refund: Refund, attempts: Sequence[Attempt], ids: tuple[str, str]) -> Iterator[Fault]:
    succeeded = [attempt for attempt in attempts if attempt.state == "succeeded"]
    still_open = [attempt for attempt in attempts if attempt.state in OPEN]
    if refund.state == "paid" and not succeeded and (attempts or not refund.reference):
        text = f"{refund.refund_id} is paid, and neither an attempt nor an operator's reference shows it."
        yield Fault("refund_without_proof", text, ids)
    if succeeded and (refund.state != "paid" or len(succeeded) > 1):
        text = f"{refund.refund_id} is {refund.state}; {len(succeeded)} of its attempts succeeded."
        yield Fault("attempt_not_booked", text, ids)
    if still_open and refund.state not in AT_GATEWAY | {"approved"}:
        text = f"{still_open[0].attempt_id} is {still_open[0].state}, but its refund is {refund.state}."
        yield Fault("attempt_left_open", text, (*ids, still_open[0].attempt_id))
    if refund.state in AT_GATEWAY and not still_open:
        text = f"{refund.refund_id} is {refund.state}, and no attempt is open."
        yield Fault("attempt_missing", text, ids)
    for attempt in [*succeeded, *still_open]:
        if attempt.amount != refund.net:
            text = f"{attempt.attempt_id} pays {format_units(attempt.amount)}, its refund another sum."
            yield Fault("attempt_differs", text, (*ids, attempt.attempt_id))


def _check_holders(facts: WalletFacts) -> Iterator[Fault]:
    known = {refund.refund_id for refund in facts.refunds} | {dispute.dispute_id for dispute in facts.disputes}
    for hold in facts.holds:
        if hold.holder not in known:
            text = f"{hold.hold_id} is held for {hold.holder}, which is no refund or dispute of this wallet."
            yield Fault("holder_missing", text, (facts.kept.wallet_id, hold.hold_id))


def _check_per_deposit(facts: WalletFacts) -> Iterator[Fault]:
    still_open: dict[str, int] = defaultdict(int)
    payments = {deposit.deposit_id: (deposit.gateway, deposit.payment, deposit.currency) for deposit in facts.deposits}
    for attempt in facts.attempts:
        still_open[attempt.deposit_id] += attempt.state in OPEN
        if payments.get(attempt.deposit_id) != (attempt.gateway, attempt.payment, attempt.currency):
            text = f"{attempt.attempt_id} names another payment than its deposit."
            yield Fault("attempt_payment_wrong", text, (facts.kept.wallet_id, attempt.attempt_id))
    for deposit in facts.deposits:
        ids = (facts.kept.wallet_id, deposit.deposit_id)
        if still_open[deposit.deposit_id] > 1:
            yield Fault("attempts_open_twice", f"{deposit.deposit_id} has more than one attempt under way.", ids)
        gone = sum(
            (refund.net or 0) + (refund.processor_fee or 0)
            for refund in facts.refunds
            if refund.deposit_id == deposit.deposit_id and refund.state in _LEAVING
        )
        lost = sum(
            dispute.amount
            for dispute in facts.disputes
            if dispute.deposit_id == deposit.deposit_id and dispute.state == "lost"
        )
        if gone + deposit.external_refunded + lost > deposit.amount:
            total = format_units(gone + deposit.external_refunded + lost)
            text = f"Of {deposit.deposit_id}, {format_units(deposit.amount)}, {total} went back, was kept or was lost."
            yield Fault("deposit_overpaid", text, ids)


def _check_requests(facts: WalletFacts) -> Iterator[Fault]:
    refunds: dict[str, list[Refund]] = defaultdict(list)
    for refund in facts.refunds:
        if refund.why != "replaced":
            refunds[refund.request_id].append(refund)
    for request_id, state in facts.requests.items():
        mine = refunds[request_id]
        undecided = state in ("waiting_for_customer", "in_review", "withdrawn", "declined")
        if undecided:
            right = not any(refund.state in _LEAVING | {"approved"} for refund in mine)
            right = right and (state in ("waiting_for_customer", "in_review") or not _holding(mine))
        else:
            right = request_state(mine, "in_review") == state
        if not right:
            states = ", ".join(refund.state for refund in mine) or "there are none"
            text = f"{request_id} is {state}; its refunds: {states}."
            yield Fault("request_state_wrong", text, (facts.kept.wallet_id, request_id))


def _holding(refunds: Sequence[Refund]) -> bool:
    return any(refund.state in HOLDING for refund in refunds)
