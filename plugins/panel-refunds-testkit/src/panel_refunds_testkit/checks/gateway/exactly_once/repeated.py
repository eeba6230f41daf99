"""The same order again: at once, in twenty threads, much later. And twenty different ones for one payment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

from panel_refunds.ports import GatewayRefund, NotExecuted, Rejected, Rejection
from panel_refunds_testkit.checks.gateway.exactly_once.aftermath import (
    RECOGNISED,
    Tried,
    an_order,
    made_for,
    try_order,
)
from panel_refunds_testkit.checks.gateway.sending import (
    given_back,
    must_have_given_back,
    must_run,
    needs_parts,
    needs_sending,
)
from panel_refunds_testkit.demand import broken, demand, demand_equal, skip_unless
from panel_refunds_testkit.peer.faulty_wire import FaultyWire
from panel_refunds_testkit.stand import GatewayStand

TWENTY = 20
MARGIN = timedelta(hours=1)
"""So long before a key expires the core stops to rely on it."""
LONG = timedelta(days=60)
KNOWN_AGAIN = (*RECOGNISED, "one_per_payment")


class RepeatedChecks:
    """One order is one refund, however often it is sent."""

    def test_the_same_order_twice_is_one_refund(self, stand: GatewayStand) -> None:
        """An order was sent twice and paid twice: the vendor did not recognise the second one.

        Send ``order.key`` where the vendor looks for a key (or as its own id of the refund), and the same bytes each
        time; make no key and no time stamp of your own. Where the vendor has no such thing, say ``dedupe="none"``.
        """
        needs_sending(stand)
        skip_unless(stand.capabilities, "dedupe", KNOWN_AGAIN)
        order = an_order(stand)
        first = must_run(stand, order, stand.gateway.create_refund(order))
        self._is_recognised(stand, Tried(order, first))

    def test_a_key_lives_as_long_as_it_is_promised(self, stand: GatewayStand) -> None:
        """The vendor has forgotten the key sooner than ``dedupe_lifetime`` says, and paid twice.

        Promise what the vendor's documentation promises, not what was seen. For ever is None.
        """
        needs_sending(stand)
        skip_unless(stand.capabilities, "dedupe", KNOWN_AGAIN)
        order = an_order(stand)
        first = must_run(stand, order, stand.gateway.create_refund(order))
        stand.peer.clock.advance((stand.capabilities.dedupe_lifetime or LONG) - MARGIN)
        self._is_recognised(stand, Tried(order, first))

    def test_after_its_key_expired_a_refund_is_still_found(self, stand: GatewayStand) -> None:
        """The answer was lost, days went by, the key is worth nothing, and the look-up does not show the attempt.

        From here on only the look-up keeps the core from sending the refund anew: ``find_refunds`` has to read the
        attempt's id from the vendor's record, however old it is.
        """
        needs_sending(stand)
        can = stand.capabilities
        skip_unless(can, "lookup", ("by_attempt",))
        order = an_order(stand)
        with FaultyWire(stand.peer.url, on=stand.peer.refund_requests) as wire:
            wire.next("answer_lost")
            try_order(stand.build(base_url=wire.url).gateway, order)
        stand.peer.clock.advance(max(can.dedupe_lifetime or LONG, can.longest_processing, can.lookup_lag) + MARGIN)
        found = stand.gateway.find_refunds(order.payment)
        mine = [refund.ref for refund in found.refunds if refund.attempt_id == order.attempt_id]
        demand_equal(mine, [made_for(stand, order)[0].ref], "find_refunds: our attempt is there.")

    def test_twenty_at_once_with_one_key_are_one_refund(self, stand: GatewayStand) -> None:
        """Twenty threads sent the same order, and it was paid more than once, or one of them was told that it is not.

        While another request with the key is under way vendors answer with a conflict: that is ``NotExecuted`` or
        unknown, never ``Rejected``.
        """
        needs_sending(stand)
        skip_unless(stand.capabilities, "dedupe", RECOGNISED)
        order = an_order(stand)
        with ThreadPoolExecutor(TWENTY) as pool:
            tries = list(pool.map(partial(try_order, stand.gateway), [order] * TWENTY))
        made = made_for(stand, order)
        demand_equal(len(made), 1, "One order in twenty threads: refunds at the vendor.")
        for tried in tries:
            if isinstance(tried.outcome, GatewayRefund):
                demand_equal(tried.outcome.ref, made[0].ref, "One of the twenty answers is of another refund.")
            refused = isinstance(tried.outcome, Rejected) and tried.outcome.code is not Rejection.ALREADY_REFUNDED
            demand(not refused, f"The refund was made, and one of the twenty answers is {tried.outcome!r}.")

    def test_twenty_different_orders_never_exceed_the_payment(self, stand: GatewayStand) -> None:
        """Twenty orders for a quarter of one payment: more than the payment went back, or an answer belongs to another.

        What one call needs it has in its own variables: the object is used by many threads at once.
        """
        needs_sending(stand)
        needs_parts(stand)
        payment, quarter = stand.pay(), stand.amount(1000)
        orders = [stand.order(payment, quarter) for _ in range(TWENTY)]
        with ThreadPoolExecutor(TWENTY) as pool:
            tries = list(pool.map(partial(try_order, stand.gateway), orders))
        there = given_back(stand, payment)
        demand(there <= stand.amount(), f"{there} of {stand.amount()} went back.")
        told = [tried for tried in tries if isinstance(tried.outcome, GatewayRefund)]
        refs = [tried.outcome.ref for tried in told if isinstance(tried.outcome, GatewayRefund)]
        demand_equal(len(set(refs)), len(refs), "Two orders were told as the same refund.")
        by_ref = {refund.ref: refund for refund in stand.peer.refunds_of(payment)}
        for tried, ref in zip(told, refs, strict=True):
            demand(ref in by_ref, f"The vendor has no refund {ref!r}.")
            demand(
                by_ref[ref].attempt_id in (None, tried.order.attempt_id), "An answer was given to another order's call."
            )

    @staticmethod
    def _is_recognised(stand: GatewayStand, tried: Tried) -> None:
        order, first = tried.order, tried.outcome
        again = stand.gateway.create_refund(order)
        must_have_given_back(stand, order.payment, order.amount)
        if isinstance(again, GatewayRefund) and isinstance(first, GatewayRefund):
            demand_equal(again.ref, first.ref, "The same order again is the same refund.")
        elif stand.capabilities.dedupe in RECOGNISED and not isinstance(again, NotExecuted):
            broken(f"The vendor knows the repeated order and gives the refund; create_refund says {again!r}.")
        elif isinstance(again, Rejected):
            codes = (Rejection.ALREADY_REFUNDED, Rejection.OVER_REFUND, Rejection.NOT_REFUNDABLE)
            demand(again.code in codes, f"It was refunded already; create_refund says {again!r}.")
