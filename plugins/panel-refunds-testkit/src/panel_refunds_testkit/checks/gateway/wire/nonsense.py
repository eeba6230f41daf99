"""Nonsense: a proxy's page, half a thought, a field of another kind. It may end in an error, never in another fact.

The true answers go through ``Falsified``, which changes one thing at a time: the whole body of every request that a
read needs, then every single value in it. What the adapter makes of it is compared with what it made of the truth.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from panel_refunds.ports import GatewayRefund, PaymentFacts, RefundsFound
from panel_refunds_testkit.checks.gateway.sending import needs_reading
from panel_refunds_testkit.demand import answers_of, demand, skip_if
from panel_refunds_testkit.peer.falsified import Falsified
from panel_refunds_testkit.peer.server import PeerReply
from panel_refunds_testkit.stand import GatewayStand

AnswerT = TypeVar("AnswerT")
HUGE = 4 * 1024 * 1024
WHOLE = {
    "a page of HTML": b"<!doctype html><html><body>We will be back soon.</body></html>",
    "nothing": b"",
    "half of it": b'{"id": "x", "amount": ',
    "a list": b"[]",
    "null": b"null",
    "a number": b"17",
    "a text": b'"ok"',
    "an empty object": b"{}",
    "bytes that are no text": b"\xff\xfe\x00\x01",
    "a very deep list": b"[" * 100_000 + b"]" * 100_000,
    "a very long page": b"<html>" + b"x" * HUGE,
}
OTHER_KIND = {"unexpected": True}
OTHER_TEXT = "nonsense"


@dataclass(frozen=True, slots=True)
class Falsehood:
    """One false answer: to which request of the read, what it says instead, and in words."""

    number: int
    body: bytes
    told: str


class NonsenseChecks:
    """Reads behind somebody who talks nonsense."""

    def test_a_payment_is_never_made_of_nonsense(self, stand: GatewayStand) -> None:
        """An answer that is no payment, or has a field of another kind, became facts that are not true.

        Read every field strictly (``panel_refunds.ports.said``): missing or of another kind makes the whole answer
        unreadable, and ``get_payment`` raises. Never fill in a default for an amount, a status or a dispute.
        """
        needs_reading(stand)
        payment = stand.pay()
        if stand.capabilities.disputes:
            stand.peer.tell_dispute(payment, "open")

        def compare(true: PaymentFacts, told: PaymentFacts, what: str) -> None:
            demand(told.amount == true.amount or not told.captured, f"{what}, and the payment is of {told.amount}.")
            demand(told.refunded == true.refunded, f"{what}, and {told.refunded} of it went back.")
            demand(told.fee in (true.fee, None), f"{what}, and the fee is {told.fee}.")
            demand(told.dispute == true.dispute, f"{what}, and the dispute is {told.dispute!r}.")
            demand(payment in (told.ref, *told.refs), f"{what}, and the payment is {told.ref!r}.")

        _try(stand, lambda built: partial(built.get_payment, payment), compare)

    def test_a_refund_is_never_made_of_nonsense(self, stand: GatewayStand) -> None:
        """An answer that is no refund, or has a field of another kind, became another refund."""
        skip_if(stand.capabilities.lookup == "none", "capability: lookup is none")
        payment = stand.pay()
        ref = stand.peer.refund_outside(payment, stand.amount())

        def compare(true: GatewayRefund, told: GatewayRefund, what: str) -> None:
            demand(told.amount == true.amount, f"{what}, and the refund is of {told.amount}.")
            demand(told.status == true.status, f"{what}, and the refund is {told.status.value}.")

        def compare_all(true: RefundsFound, told: RefundsFound, what: str) -> None:
            for refund in told.refunds:
                compare(true.refunds[0], refund, what)
            demand(told.refunds or not told.complete, f"{what}, and the list is empty and called complete.")

        _try(stand, lambda built: partial(built.find_refunds, payment), compare_all)

        def compare_one(true: GatewayRefund, told: GatewayRefund, what: str) -> None:
            demand(told.ref == true.ref, f"{what}, and the refund is {told.ref!r}.")
            compare(true, told, what)

        if answers_of(partial(stand.gateway.get_refund, ref)):
            _try(stand, lambda built: partial(built.get_refund, ref), compare_one)


def _try(
    stand: GatewayStand,
    ask: Callable[[Any], Callable[[], AnswerT]],
    compare: Callable[[AnswerT, AnswerT, str], None],
) -> None:
    with Falsified(stand.peer.url) as between:
        built = stand.build(base_url=between.url).gateway
        true = ask(built)()
        replies = [reply for _, reply in between.seen]
        between.falsify(None)
        ask(built)()
        # An adapter that asks something once (for a token) is built anew each time, so that it asks again.
        anew = len(between.seen) != len(replies)
        for falsehood in _falsehoods(replies):
            if anew:
                built = stand.build(base_url=between.url).gateway
            between.falsify(falsehood.number, partial(_said, falsehood.body))
            for answer in answers_of(ask(built)):
                compare(true, answer, falsehood.told)


def _said(body: bytes, true: PeerReply) -> PeerReply:
    return PeerReply(true.status, body, true.headers)


def _falsehoods(replies: list[PeerReply]) -> Iterator[Falsehood]:
    for number, reply in enumerate(replies):
        for what, body in WHOLE.items():
            yield Falsehood(number, body, f"The vendor's answer was {what}")
        try:
            true = json.loads(reply.body)
        except ValueError:
            continue
        for path in _leaves(true):
            for other in (OTHER_KIND, OTHER_TEXT) if isinstance(_at(true, path), str) else (OTHER_KIND,):
                changed = _with(true, path, other)
                where = ".".join(str(step) for step in path)
                yield Falsehood(number, json.dumps(changed).encode(), f"{where} was {other!r} in the vendor's answer")


def _leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value that is neither a table nor a list."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    elif path:
        yield path


def _at(value: Any, path: tuple[str | int, ...]) -> object:
    for step in path:
        value = value[step]
    return value


def _with(value: Any, path: tuple[str | int, ...], other: object) -> Any:
    changed = deepcopy(value)
    inside = changed
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = other
    return changed
