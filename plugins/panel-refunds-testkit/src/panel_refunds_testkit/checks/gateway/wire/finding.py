"""Finding refunds again: after a crash the core asks whether its attempt ran, and believes a complete answer."""

from __future__ import annotations

from functools import partial

from panel_refunds.ports import RefundsFound, RefundStatus
from panel_refunds_testkit.checks.gateway.sending import needs_list, needs_parts, needs_sending
from panel_refunds_testkit.demand import answers_of, demand, demand_equal, demand_raises, skip_unless
from panel_refunds_testkit.peer.falsified import Falsified
from panel_refunds_testkit.stand import GatewayStand

MANY = 120
"""More than any vendor lists on one page."""


class FindingChecks:
    """``find_refunds``: all of them, or not complete; ``find_attempt``: this one, or certainly not."""

    def test_an_attempt_is_found_again(self, stand: GatewayStand) -> None:
        """The order's ``attempt_id`` does not come back with the refund, so after a crash nobody can tell whose it is.

        Put it where the vendor keeps what merchants write (metadata, a reference, its own id of the refund), and read
        it from there; a gateway that has no such place says lookup="by_payment".
        """
        needs_sending(stand)
        skip_unless(stand.capabilities, "lookup", ("by_attempt",))
        payment = stand.pay()
        order = stand.order(payment, stand.amount())
        stand.gateway.create_refund(order)
        (refund,) = look_up(stand, payment).refunds or [None]
        demand(refund, "The refund was made, and find_refunds does not see it.")
        if refund is not None:
            demand_equal(refund.attempt_id, order.attempt_id, "find_refunds: the attempt's id is missing.")
            demand_equal(refund.amount, order.amount, "find_refunds: the amount is wrong.")
            demand_equal(
                refund.ref, stand.peer.refunds_of(payment)[0].ref, "find_refunds: the ref is not the vendor's."
            )

    def test_an_attempt_is_found_by_its_name(self, stand: GatewayStand) -> None:
        """Where the merchant names refunds, ``find_attempt`` has to find the order's own, and nobody else's.

        Ask the vendor about the name that ``create_refund`` gives. None says that the vendor has certainly none of that
        name; for every other answer than the refund or that, raise.
        """
        needs_sending(stand)
        skip_unless(stand.capabilities, "lookup", ("by_name",))
        payment = stand.pay()
        order, other = stand.order(payment, stand.amount(1000)), stand.order(payment, stand.amount(1000))
        demand_equal(stand.gateway.find_attempt(order), None, "find_attempt: nothing was sent yet.")
        stand.gateway.create_refund(order)
        stand.peer.clock.advance(stand.capabilities.lookup_lag)
        found = stand.gateway.find_attempt(order)
        there = stand.peer.refunds_of(payment)[0].ref
        wanted = (there, order.attempt_id, order.amount)
        demand_equal(found and (found.ref, found.attempt_id, found.amount), wanted, "find_attempt: not the refund.")
        demand_equal(stand.gateway.find_attempt(other), None, "find_attempt: this attempt was never sent.")
        with Falsified(stand.peer.url) as between:
            stand.build(base_url=between.url).gateway.find_attempt(order)
            for number in range(len(between.seen)):
                between.falsify(number)
                again = stand.build(base_url=between.url).gateway
                for told in answers_of(partial(again.find_attempt, order)):
                    demand(told == found, "The vendor's answer could not be read, and find_attempt gave one.")

    def test_a_refund_made_elsewhere_is_nobodys_attempt(self, stand: GatewayStand) -> None:
        """A refund made in the vendor's pages is missing, or carries an attempt's id: it would be taken for ours."""
        needs_list(stand)
        payment = stand.pay()
        ref = stand.peer.refund_outside(payment, stand.amount())
        found = look_up(stand, payment)
        demand_equal([refund.ref for refund in found.refunds], [ref], "find_refunds: not the refund that was made.")
        demand_equal(found.refunds[0].attempt_id, None, "Nobody here asked for it; attempt_id has to be None.")
        demand_equal(found.refunds[0].status, RefundStatus.SUCCEEDED, "It was paid out.")
        demand_equal(found.refunds[0].amount, stand.amount(), "find_refunds: the amount is wrong.")

    def test_nothing_is_found_where_nothing_was_made(self, stand: GatewayStand) -> None:
        """An empty list is a proof only when it is ``complete``; without a look-up it never is."""
        payment = stand.pay()
        stand.peer.refund_outside(stand.pay(), stand.amount())
        found = stand.gateway.find_refunds(payment)
        demand_equal(found.refunds, (), "find_refunds: refunds of another payment.")
        if stand.capabilities.lookup in ("none", "by_name"):
            demand(not found.complete, "The capabilities say that there is no list of refunds; this proves no absence.")
        else:
            demand(found.complete, "Everything was read, and find_refunds does not say that it is complete.")

    def test_more_refunds_than_fit_on_a_page_are_all_found(self, stand: GatewayStand) -> None:
        """Only the first page of the list was read, and called complete. Read all pages; say so when one is missing."""
        needs_list(stand)
        needs_parts(stand)
        skip_unless(stand.capabilities, "max_refunds", (None,))
        payment = stand.pay(stand.amount(100 * MANY))
        made = {stand.peer.refund_outside(payment, stand.amount(100 - number % 7)) for number in range(MANY)}
        found = look_up(stand, payment)
        missing = made - {refund.ref for refund in found.refunds}
        demand(not missing, f"{len(missing)} of {len(made)} refunds are missing, and complete is {found.complete}.")
        demand(found.complete, "All refunds were found, and find_refunds does not say that it is complete.")
        demand_equal(len(found.refunds), len(made), "find_refunds: a refund is listed twice.")
        self._one_request_breaks(stand, payment, made)

    def _one_request_breaks(self, stand: GatewayStand, payment: str, made: set[str]) -> None:
        with Falsified(stand.peer.url) as between:
            gateway = stand.build(base_url=between.url).gateway
            gateway.find_refunds(payment)
            for number in range(len(between.seen)):
                between.falsify(number)
                again = stand.build(base_url=between.url).gateway
                for found in answers_of(partial(again.find_refunds, payment)):
                    whole = {refund.ref for refund in found.refunds} == made
                    demand(whole or not found.complete, "A page could not be read, and the rest is called complete.")

    def test_a_payment_that_nobody_has_has_no_complete_list(self, stand: GatewayStand) -> None:
        """The list of refunds of a payment that this account does not have was called complete: it proves nothing."""
        needs_list(stand)
        others = stand.pay(account="second")
        stand.peer.refund_outside(others, stand.amount())
        with demand_raises(LookupError, "There is no such payment in this account: find_refunds."):
            stand.gateway.find_refunds(others)

    def test_a_look_up_says_when_it_looked(self, stand: GatewayStand) -> None:
        """``as_of`` is the moment *before* the first request, by the host's clock: what came later may be missing."""
        needs_list(stand)
        found = stand.gateway.find_refunds(stand.pay())
        demand_equal(found.as_of, stand.peer.clock(), "find_refunds: as_of is not the time of surroundings.now().")


def look_up(stand: GatewayStand, payment: str) -> RefundsFound:
    """What is found once the lag of the look-up is over."""
    stand.peer.clock.advance(stand.capabilities.lookup_lag)
    return stand.gateway.find_refunds(payment)
