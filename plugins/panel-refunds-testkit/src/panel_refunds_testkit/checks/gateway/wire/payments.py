"""Payments read from the vendor: amounts, fee, dispute, payer; and those that are not there."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Literal

from panel_refunds.money import Money
from panel_refunds.ports import PaymentFacts
from panel_refunds_testkit.checks.gateway.sending import needs_reading, stranger_to
from panel_refunds_testkit.demand import demand, demand_equal, demand_raises, skip_if, skip_unless, skip_without
from panel_refunds_testkit.stand import GatewayStand

_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")


class PaymentChecks:
    """``get_payment``: what the core believes before it credits or refunds."""

    def test_a_payment_is_told_with_all_its_facts(self, stand: GatewayStand) -> None:
        """A fact is missing or wrong: amount, captured, refunded, dispute, fee, names or moment.

        The core compares each with its own books before it sends; a guess here is money there.
        """
        needs_reading(stand)
        ref = stand.pay()
        facts = stand.gateway.get_payment(ref)
        demand_equal(facts.amount, stand.amount(), "The amount is what the customer paid.")
        demand(facts.captured, "The payment was captured.")
        if facts.refunded is not None or stand.capabilities.lookup != "by_name":
            demand_equal(facts.refunded, Money(0, facts.amount.currency), "Nothing was refunded yet.")
        demand_equal(facts.dispute, "none", "Nobody disputes it.")
        demand(
            ref in (facts.ref, *facts.refs), "The name that was asked for is neither the facts' ref nor one of refs."
        )
        demand(facts.method in (None, stand.peer.method), f"The customer paid by {stand.peer.method!r}.")
        if facts.paid_at is not None:
            demand(facts.paid_at.tzinfo, "paid_at has to be aware, in UTC.")
            late = facts.paid_at - stand.peer.clock()
            demand(timedelta(days=-1) < late <= timedelta(seconds=1), "The payment was made now, not at paid_at.")
        demand(not _CARD.search(facts.display or ""), "display shows a whole card number; show the last four digits.")

    def test_a_payment_that_nobody_has_is_a_lookup_error(self, stand: GatewayStand) -> None:
        """A read of something that does not exist raises ``LookupError``: it proves absence, other errors do not."""
        known, others = stand.pay(), stand.pay(account="second")
        for ref in (stranger_to(known), others, "no such payment"):
            with demand_raises(LookupError, f"There is no payment {ref!r} in this account: get_payment."):
                stand.gateway.get_payment(ref)

    def test_a_refund_made_elsewhere_counts(self, stand: GatewayStand) -> None:
        """Somebody refunded in the vendor's own pages, ``refunded`` does not show it, and the core pays it again."""
        needs_reading(stand)
        skip_if(stand.capabilities.lookup == "by_name", "capability: lookup is by_name")
        payment = stand.pay()
        back = stand.amount(1000) if stand.capabilities.partial else stand.amount()
        stand.peer.refund_outside(payment, back)
        demand_equal(stand.gateway.get_payment(payment).refunded, back, "get_payment: refunded is wrong.")

    def test_a_dispute_is_seen(self, stand: GatewayStand) -> None:
        """The bank asks for the money, and ``dispute`` does not say so at once: the core would pay a second time."""
        needs_reading(stand)
        skip_without(stand.capabilities.disputes, "disputes")
        states: tuple[Literal["open", "won", "lost"], ...] = ("open", "won", "lost")
        for state in states:
            payment = stand.pay()
            stand.peer.tell_dispute(payment, "open")
            demand_equal(stand.gateway.get_payment(payment).dispute, "open", "A bank disputes the payment.")
            if state != "open":
                stand.peer.tell_dispute(payment, state)
                demand_equal(stand.gateway.get_payment(payment).dispute, state, "The dispute has ended.")

    def test_a_fee_comes_late_and_exactly(self, stand: GatewayStand) -> None:
        """While the vendor does not know its fee, ``fee`` is None, never 0: what is kept of a refund hangs on it.

        Zero is a fee; None is *not known yet*. Read it as ``Money`` from the vendor's digits, without a float.
        """
        skip_unless(stand.capabilities, "fee", ("reported",))
        skip_if(not stand.capabilities.fee_lag, "capability: fee_lag is nothing")
        payment = stand.peer.take_payment(stand.amount(), fee=None)
        demand_equal(stand.gateway.get_payment(payment).fee, None, "The vendor does not know the fee yet.")
        stand.peer.tell_fee(payment, stand.fee_of(stand.amount()))
        demand_equal(stand.gateway.get_payment(payment).fee, stand.fee_of(stand.amount()), "The fee is known now.")

    def test_a_fee_is_told_as_the_capabilities_say(self, stand: GatewayStand) -> None:
        """``fee="reported"`` and no fee comes, or another promise and one comes all the same."""
        needs_reading(stand)
        fee = stand.gateway.get_payment(stand.pay()).fee
        if stand.capabilities.fee == "reported":
            demand_equal(fee, stand.fee_of(stand.amount()), "The vendor tells its fee.")
        else:
            demand_equal(fee, None, f"The capabilities say fee={stand.capabilities.fee!r}; the adapter cannot know it.")

    def test_the_same_payer_has_the_same_fingerprint(self, stand: GatewayStand) -> None:
        """A fingerprint names the account that paid: the same for all its payments, another for every other one.

        Take what the vendor gives for that, not the payment's id, and not the card's last digits.
        """
        skip_without(stand.capabilities.fingerprints, "fingerprints")
        one, again = (_fingerprint(stand) for _ in range(2))
        demand(one, "The capabilities promise a fingerprint, and there is none.")
        demand_equal(again, one, "One payer paid twice; the fingerprints differ.")
        stand.peer.change_payer()
        demand(_fingerprint(stand) != one, "Another payer paid, and the fingerprint is the same.")


def _fingerprint(stand: GatewayStand) -> str | None:
    facts: PaymentFacts = stand.gateway.get_payment(stand.pay())
    return facts.fingerprint
