"""A whole, true answer, but to another request: caches and mixed-up connections do that, and it is nobody's success.

The kit does not know the vendor's words. It makes two refunds that differ in everything, and hands to the one what was
said of the other: all of it, or only those values in which the two differ and which it recognises.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from panel_refunds.money import Money, exponent_of
from panel_refunds.ports import GatewayRefund, RefundOrder
from panel_refunds_testkit.checks.gateway.exactly_once.aftermath import find_out, must_admit, try_order
from panel_refunds_testkit.checks.gateway.sending import must_match, needs_sending
from panel_refunds_testkit.checks.gateway.wire.amounts import currencies_of
from panel_refunds_testkit.demand import broken
from panel_refunds_testkit.peer.faulty_wire import FaultyWire
from panel_refunds_testkit.peer.server import PeerReply
from panel_refunds_testkit.stand import GatewayStand

Same = Callable[[object, RefundOrder], bool]


class MistakenChecks:
    """The answer is of another refund."""

    def test_another_refund_in_the_answer_is_unknown(self, stand: GatewayStand) -> None:
        """The answer named another amount, currency, payment or attempt than the order, and was taken for a success.

        Compare whatever the vendor gives back with the order; what does not fit is ``OutcomeUnknown``: something may
        have run, and nobody knows what.
        """
        needs_sending(stand)
        with FaultyWire(stand.peer.url, on=stand.peer.refund_requests) as wire:
            gateway = stand.build(base_url=wire.url).gateway
            other, said = self._another(stand, wire)
            order = self._whole(stand, 0)
            wire.next(partial(_instead, said))
            tried = try_order(gateway, order)
            if isinstance(tried.outcome, GatewayRefund) and _tells_apart(said.body, other):
                broken(
                    f"The answer is about {other.amount} of {other.payment}; for {order.amount} of {order.payment} "
                    f"create_refund says {tried.outcome!r}."
                )
            find_out(stand, order)
            for what, same in KNOWN.items():
                mixed = self._whole(stand, 0)
                changes: list[int] = []
                wire.next(partial(_mixed, said, other, mixed, same, changes))
                tried = try_order(gateway, mixed)
                if changes and isinstance(tried.outcome, GatewayRefund):
                    broken(f"The {what} in the answer is another refund's, and create_refund says {tried.outcome!r}.")
                must_admit(stand, tried, f"The {what} in the answer is another refund's")
                find_out(stand, mixed)

    def _another(self, stand: GatewayStand, wire: FaultyWire) -> tuple[RefundOrder, PeerReply]:
        """A refund of another payment, in another currency if there is one, and what was said of it."""
        kept: list[PeerReply] = []

        def keep(true: PeerReply) -> PeerReply:
            kept.append(true)
            return true

        order = self._whole(stand, -1)
        wire.next(keep)
        try_order(stand.build(base_url=wire.url).gateway, order)
        if not kept:
            must_match(stand, wire.seen)
            broken("create_refund was called, and its request got no answer.")
        return order, kept[0]

    @staticmethod
    def _whole(stand: GatewayStand, currency: int) -> RefundOrder:
        amount = stand.amount(4000 if currency == 0 else 7000, currencies_of(stand)[currency])
        return stand.order(stand.pay(amount), amount)


def _instead(said: PeerReply, _true: PeerReply) -> PeerReply:
    return said


def _mixed(
    said: PeerReply, other: RefundOrder, order: RefundOrder, same: Same, changes: list[int], true: PeerReply
) -> PeerReply:
    """The true answer with those values that are ``same`` in the two orders taken from the other's answer."""
    try:
        mine, others = json.loads(true.body, parse_float=str), json.loads(said.body, parse_float=str)
    except ValueError:
        return true
    there = dict(_leaves(others))
    for path, value in list(_leaves(mine)):
        if path in there and there[path] != value and same(value, order) and same(there[path], other):
            inside: Any = mine
            for step in path[:-1]:
                inside = inside[step]
            inside[path[-1]] = there[path]
            changes.append(1)
    return PeerReply(true.status, json.dumps(mine).encode(), true.headers)


def _leaves(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], object]]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(item, (*path, key))
    else:
        yield path, value


def _tells_apart(body: bytes, other: RefundOrder) -> bool:
    """Whether anything in the answer says which refund it is about."""
    try:
        leaves = [value for _, value in _leaves(json.loads(body, parse_float=str))]
    except ValueError:
        return False
    return any(same(value, other) for value in leaves for same in KNOWN.values())


def _is_amount(value: object, order: RefundOrder) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return False
    try:
        number = Decimal(value)
    except InvalidOperation:
        return False
    main = Decimal(order.amount.units) / Money.of("1", order.amount.currency).units
    return number in (main, main.scaleb(exponent_of(order.amount.currency)))


KNOWN: dict[str, Same] = {
    "amount": _is_amount,
    "currency": lambda value, order: isinstance(value, str) and value.upper() == order.amount.currency,
    "payment": lambda value, order: value == order.payment,
    "attempt": lambda value, order: (
        isinstance(value, str) and (order.attempt_id in value or order.key in value) and value != order.payment
    ),
}
"""What a value may be, in any vendor's words."""
