"""The vendor's word for *this key came with another request*: it says that something ran, and not what."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.ports import GatewayRefund, Rejected
from panel_refunds_testkit.checks.gateway.exactly_once.aftermath import RECOGNISED, made_for, try_order
from panel_refunds_testkit.checks.gateway.sending import must_have_given_back, must_run, needs_parts, needs_sending
from panel_refunds_testkit.demand import broken, demand_equal, skip_unless
from panel_refunds_testkit.stand import GatewayStand


class UsedKeyChecks:
    """One attempt, one key, two amounts."""

    def test_a_key_that_came_with_another_order_is_no_refusal(self, stand: GatewayStand) -> None:
        """The vendor knows the key from another request, and ``create_refund`` calls that a refusal, or a new refund.

        A refusal would close the attempt and give the customer's money back a second time, although a refund with this
        key is there. Find the vendor's word for it, and say ``OutcomeUnknown``: the core looks the attempt up. A vendor
        that answers with its first answer gives a refund of another amount than was ordered; that is unknown too.
        """
        needs_sending(stand)
        needs_parts(stand)
        skip_unless(stand.capabilities, "dedupe", RECOGNISED)
        order = stand.order(stand.pay(), stand.amount(1000))
        first = must_run(stand, order, stand.gateway.create_refund(order))
        other = replace(order, amount=stand.amount(700))
        outcome = try_order(stand.gateway, other).outcome
        made = made_for(stand, order)
        demand_equal(
            [(refund.ref, refund.amount) for refund in made],
            [(first.ref, order.amount)],
            "Two requests came under one key, and the vendor made of them what it should not. Is the key where the"
            " vendor looks for it? Then look at the peer: `books.find_answer(…)` before `books.refund(…)` knows such a"
            " key, and raises KeyUsedError.",
        )
        must_have_given_back(stand, order.payment, order.amount)
        ran = f"A refund of {order.amount} was made under this key; the same key came again with {other.amount}"
        if isinstance(outcome, Rejected):
            broken(f"{ran}. That is no refusal: the attempt ran. create_refund says {outcome!r}.")
        if isinstance(outcome, GatewayRefund):
            told = (outcome.ref, outcome.amount)
            demand_equal(told, (first.ref, order.amount), f"{ran}. It is told as a refund that is not there.")
