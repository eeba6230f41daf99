"""Replies that are none: an error about the whole question, which touches no order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import get_args

from panel_refunds.money import Money
from panel_refunds_testkit.checks.gateway.wire.nonsense import WHOLE
from panel_refunds_testkit.demand import NOT_HTTP, answers_of, demand, demand_equal, skip_if
from panel_refunds_testkit.peer.falsified import Falsified
from panel_refunds_testkit.peer.faulty_wire import HTML, PAGE, FaultyWire
from panel_refunds_testkit.peer.provider_peer import Spoilt
from panel_refunds_testkit.peer.server import PeerReply
from panel_refunds_testkit.stand.provider_stand import ProviderStand, states_of

WAIT = 37
SERVER_ERRORS = (500, 502, 503, 504)


class BrokenReplyChecks:
    """Questions about orders behind somebody who answers something else."""

    def test_nonsense_touches_no_order(self, stand: ProviderStand) -> None:
        """A page of HTML, half an answer or JSON of another shape became the state of an order.

        Read the reply strictly. What is none is ``reply_error`` (or an exception), and no order is in ``orders``.
        """
        skip_if(not stand.over_http, NOT_HTTP)
        for refs in _questions(stand):
            with Falsified(stand.peer.url) as between:
                provider = stand.build(base_url=between.url).provider
                for what, body in WHOLE.items():
                    between.falsify(0, partial(_with_body, body))
                    told = states_of(provider, refs)
                    demand(not told, f"The reply was {what}, and these were told: {told}.")

    def test_a_server_error_touches_no_order(self, stand: ProviderStand) -> None:
        """The reply had a status of 500 or more, and its body was believed, or an order was touched."""
        skip_if(not stand.over_http, NOT_HTTP)
        for refs in _questions(stand):
            with Falsified(stand.peer.url) as between:
                provider = stand.build(base_url=between.url).provider
                for status in SERVER_ERRORS:
                    for page in (PAGE,) if stand.peer.any_status else (PAGE, None):
                        between.falsify(0, partial(_with_status, status, page))
                        told = states_of(provider, refs)
                        demand(not told, f"The reply had HTTP {status}, and these were told: {told}.")

    def test_a_limit_is_told_with_its_time(self, stand: ProviderStand) -> None:
        """The provider said that it takes no more questions for a while (429), and the time it named got lost.

        Give ``OrdersReply(reply_error=…, retry_after=…)``; the core waits that long, and nobody is asked meanwhile.
        """
        skip_if(not stand.over_http, NOT_HTTP)
        for refs in _questions(stand):
            with Falsified(stand.peer.url) as between:
                provider = stand.build(base_url=between.url).provider
                between.falsify(0, _limited)
                replies = answers_of(partial(provider.get_orders, refs))
                for reply in replies:
                    demand(reply.reply_error is not None, "The reply was HTTP 429, and there is no reply_error.")
                    demand_equal(reply.retry_after, timedelta(seconds=WAIT), f"retry-after was {WAIT} seconds.")
                demand(replies, "A limit is an answer: reply_error with retry_after, no exception.")

    def test_a_reply_about_one_order_is_none_about_several(self, stand: ProviderStand) -> None:
        """Two orders were asked for, the reply spoke of one without naming it, and it was taken for one of the two."""
        skip_if(not stand.over_http, NOT_HTTP)
        skip_if(stand.capabilities.batch == 1, "capability: batch is 1")
        alone = stand.place("canceled")
        refs = [stand.place(), stand.place()]
        with Falsified(stand.peer.url) as between:
            provider = stand.build(base_url=between.url).provider
            between.falsify(None)
            provider.get_orders([alone])
            ((_, flat), *_) = between.seen
            between.falsify(0, lambda _: flat)
            told = states_of(provider, refs)
            demand(not told, f"The reply spoke of one order that it did not name, and these were told: {told}.")

    def test_a_reply_that_never_comes_touches_no_order(self, stand: ProviderStand) -> None:
        """The reply was cut, the connection broke, or it was too slow: an order was touched, or it was asked again."""
        skip_if(not stand.over_http, NOT_HTTP)
        for refs in _questions(stand):
            with FaultyWire(stand.peer.url, on="*") as wire:
                provider = stand.build(base_url=wire.url, impatient=True).provider
                for fault in ("half_answer", "answer_lost", "request_lost", "hold_answer"):
                    before = wire.count()
                    wire.next(fault)
                    told = states_of(provider, refs)
                    demand(not told, f"The reply never came ({fault}), and these were told: {told}.")
                    demand(wire.count() - before <= 1, f"After {fault} the question was put again. Never retry.")
                    wire.calm()

    def test_nothing_is_asked_twice(self, stand: ProviderStand) -> None:
        """A question was put again after an error. The core asks again, when it is time; the adapter never does."""
        skip_if(not stand.over_http, NOT_HTTP)
        for refs in _questions(stand):
            for fault in ("error_before", "busy", "redirect"):
                with FaultyWire(stand.peer.url, on="*") as wire:
                    provider = stand.build(base_url=wire.url).provider
                    wire.next(fault, times=9)
                    answers_of(partial(provider.get_orders, refs))
                    demand(wire.count() <= 1, f"After {fault} the question was put again.")

    def test_a_wrong_key_touches_no_order(self, stand: ProviderStand) -> None:
        """The provider does not accept the key, and an order was touched, a wish accepted, or a balance told."""
        skip_if(not stand.over_http, NOT_HTTP)
        provider = stand.build(given=stand.peer.wrong_settings(stand.peer.url)).provider
        for refs in _questions(stand):
            told = states_of(provider, refs)
            demand(not told, f"The key is wrong, and these were told: {told}.")
            for reply in answers_of(partial(provider.get_orders, refs)):
                demand(reply.reply_error is not None, "The key is wrong, and get_orders has no reply_error.")
        ref = stand.place()
        for wish in (provider.request_cancel, provider.request_refill):
            for asked in answers_of(partial(wish, ref)):
                demand(asked.outcome != "accepted", f"The key is wrong, and {wish.__name__} was accepted.")
        for balance in answers_of(provider.balance):
            demand(not isinstance(balance, Money), "The key is wrong, and a balance was told.")

    def test_a_spoilt_source_touches_no_order(self, stand: ProviderStand) -> None:
        """What the adapter reads is empty, half, no such thing or gone, and an order was touched by it."""
        skip_if(stand.over_http, "peer: it is asked over HTTP")
        refs = [stand.place("canceled") for _ in range(min(3, stand.capabilities.batch))]
        demand(states_of(stand.provider, refs), "Before it was spoilt, the source could be read.")
        for how in get_args(Spoilt):
            stand.peer.spoil(how)
            told = states_of(stand.build().provider, refs)
            demand(not told, f"What is read is {how}, and these were told: {told}.")


def _questions(stand: ProviderStand) -> Iterator[list[str]]:
    """One order, and several where they fit into one question; all of them would pay if they were believed."""
    yield [stand.place("canceled")]
    if stand.capabilities.batch > 1:
        yield [stand.place("canceled"), stand.place("partial"), stand.place("completed")]


def _with_body(body: bytes, true: PeerReply) -> PeerReply:
    return replace(true, body=body)


def _with_status(status: int, page: bytes | None, true: PeerReply) -> PeerReply:
    return replace(true, status=status) if page is None else PeerReply(status, page, HTML)


def _limited(_: PeerReply) -> PeerReply:
    body = json.dumps({"error": "Too many requests"}).encode()
    return PeerReply(429, body, {"content-type": "application/json", "retry-after": str(WAIT)})
