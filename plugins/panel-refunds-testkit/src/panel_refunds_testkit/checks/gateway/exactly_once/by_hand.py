"""Gateways that never send: the core makes an operator's task of a refund, and the task can be done once."""

from __future__ import annotations

from functools import partial

from panel_refunds.errors import Refused
from panel_refunds.flows.record_payout import record_payout
from panel_refunds_testkit.checks.gateway.exactly_once.aftermath import nothing
from panel_refunds_testkit.checks.gateway.sending import must_have_given_back
from panel_refunds_testkit.demand import demand, demand_equal, demand_raises, skip_with
from panel_refunds_testkit.peer.faulty_wire import FaultyWire
from panel_refunds_testkit.shop.shop import FINANCE, Shop
from panel_refunds_testkit.stand import GatewayStand


class TaskChecks:
    """Through the core, without a refund request."""

    def test_what_is_paid_by_hand_is_recorded_once(self, stand: GatewayStand) -> None:
        """A gateway through which the core never sends sent something, or its refund could be recorded two times."""
        skip_with(stand.capabilities.automatic, "automatic")
        with FaultyWire(stand.peer.url, on=stand.peer.refund_requests) as wire, Shop(stand, wire.url) as shop:
            wanted = shop.approve_one()
            shop.finish(wanted)
            refund = shop.refund(wanted)
            demand(refund.task, f"The refund waits for an operator, and nobody was asked; it is {refund.state}.")
            demand_equal(wire.count(), 0, "Requests to make a refund.")
            must_have_given_back(stand, wanted.payment, nothing(stand))
            record = partial(record_payout, shop.desk, wanted.refund_id, by=FINANCE)
            for _ in range(2):
                demand_equal(record(reference="transfer 1").state, "paid", "An operator recorded it.")
            with demand_raises(Refused, "It was recorded with another reference."):
                record(reference="transfer 2")
            demand_equal(len(shop.attempts(wanted)), 0, "Attempts to send what is paid by hand.")
            shop.audit()
