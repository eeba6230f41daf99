"""After something went wrong: is what the adapter said true, and does the way on end with one refund?

An order that may have run is *unknown*: an exception says the same. ``find_out`` goes on as the core does, looking the
attempt up and sending the identical order again only where the capabilities allow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, NotExecuted, Outcome, OutcomeUnknown, RefundOrder
from panel_refunds_testkit.checks.gateway.sending import given_back, must_have_given_back, must_match
from panel_refunds_testkit.demand import answers_of, broken, demand, demand_equal
from panel_refunds_testkit.peer.faulty_wire import FaultyWire
from panel_refunds_testkit.peer.gateway_peer import PeerRefund
from panel_refunds_testkit.stand import GatewayStand

RECOGNISED = ("key", "client_ref")


@dataclass(frozen=True, slots=True)
class Tried:
    """An order and what came of it: an outcome, or None where the adapter raised."""

    order: RefundOrder
    outcome: Outcome | None


def an_order(stand: GatewayStand) -> RefundOrder:
    """An order for a new payment: for a part of it, so that a second refund would have room; else for all."""
    can = stand.capabilities
    part = can.partial and (can.max_refunds is None or can.max_refunds > 1)
    return stand.order(stand.pay(), stand.amount(1000) if part else stand.amount())


def try_order(gateway: object, order: RefundOrder) -> Tried:
    """Send it; whatever is raised means that nobody knows."""
    outcomes = answers_of(partial(gateway.create_refund, order))  # type: ignore[attr-defined]  # raw or bounded
    return Tried(order, outcomes[0] if outcomes else None)


def made_for(stand: GatewayStand, order: RefundOrder) -> list[PeerRefund]:
    """The refunds of the order's payment that truly count."""
    return [refund for refund in stand.peer.refunds_of(order.payment) if refund.counts]


def must_admit(stand: GatewayStand, tried: Tried, what: str) -> None:
    """The order may have run: it is unknown, or it is told as the refund that is truly there."""
    made, outcome = made_for(stand, tried.order), tried.outcome
    demand(len(made) <= 1, f"{what}: the vendor has {len(made)} refunds for one order.")
    if outcome is None or isinstance(outcome, OutcomeUnknown):
        return
    if isinstance(outcome, GatewayRefund):
        demand(made, f"{what}: nothing was made, and create_refund says {outcome!r}.")
        demand_equal((outcome.ref, outcome.amount), (made[0].ref, made[0].amount), f"{what}: it is another refund.")
        return
    if isinstance(outcome, NotExecuted) and not made:
        return
    ran = "it ran" if made else "it did not run this time, and could the next"
    broken(f"{what}: {ran}. Whoever cannot know that says OutcomeUnknown. create_refund says {outcome!r}.")


def must_be_one_request(stand: GatewayStand, wire: FaultyWire, what: str) -> None:
    """One call of ``create_refund`` put one request for a refund on the wire."""
    must_match(stand, wire.seen)
    demand_equal(wire.count(), 1, f"{what}: one call of create_refund is one request.")


def must_be_held(stand: GatewayStand, wire: FaultyWire) -> None:
    """Come back when the request for a refund, or its answer, is held on the wire."""
    if not wire.wait_until_held():
        must_match(stand, wire.seen)
        broken("The order was never sent.")


def find_out(stand: GatewayStand, order: RefundOrder, gateway: object | None = None) -> None:
    """Go on as the core does; in the end there is one refund, or none where only a person could tell."""
    can, gateway = stand.capabilities, gateway or stand.gateway
    stand.peer.clock.advance(can.lookup_lag)
    if can.lookup == "by_attempt":
        found = gateway.find_refunds(order.payment)  # type: ignore[attr-defined]  # raw or bounded
        mine = [refund for refund in found.refunds if refund.attempt_id == order.attempt_id]
        made = made_for(stand, order)
        demand(
            mine or not made or not found.complete,
            "The refund was made, and a look-up that calls itself complete does not show the attempt: it would be sent "
            "again. The attempt's id has to be in the request, and find_refunds has to read it.",
        )
        if mine:
            demand_equal([refund.ref for refund in mine], [made[0].ref], "find_refunds: another refund has the id.")
            demand_equal(mine[0].amount, order.amount, "find_refunds: the amount is wrong.")
            must_have_given_back(stand, order.payment, order.amount)
            return
        demand(found.complete, "Nothing is in the way any more, and find_refunds is not complete.")
    if can.dedupe in RECOGNISED:
        again = try_order(gateway, order).outcome
        if not isinstance(again, GatewayRefund):
            broken(f"The same order was sent once more, with nothing in the way; create_refund says {again!r}.")
        demand_equal(again.ref, made_for(stand, order)[0].ref, "It is not the refund that is there.")
        must_have_given_back(stand, order.payment, order.amount)
    else:
        must_not_exceed(stand, order)


def must_not_exceed(stand: GatewayStand, order: RefundOrder) -> None:
    """Not more than the order went back."""
    there = given_back(stand, order.payment)
    if there.units:
        demand_equal(str(there), str(order.amount), "More than the order went back.")


def nothing(stand: GatewayStand) -> Money:
    """No money."""
    return Money(0, stand.peer.currency)
