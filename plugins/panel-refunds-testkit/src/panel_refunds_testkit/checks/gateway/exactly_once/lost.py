"""A request or its answer that is lost, late or mangled: the adapter says what it knows, and no more."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from panel_refunds.ports import GatewayRefund
from panel_refunds_testkit.checks.gateway.exactly_once.aftermath import (
    RECOGNISED,
    Tried,
    an_order,
    find_out,
    made_for,
    must_admit,
    must_be_held,
    must_be_one_request,
    nothing,
    try_order,
)
from panel_refunds_testkit.checks.gateway.sending import must_have_given_back, must_match, needs_sending
from panel_refunds_testkit.demand import demand, skip_unless
from panel_refunds_testkit.peer.faulty_wire import HTML, PAGE, Fault, FaultyWire, Said
from panel_refunds_testkit.peer.server import PeerReply
from panel_refunds_testkit.stand import GatewayStand

BROKEN = (500, 502, 503, 504)
NOT_THE_VENDORS = (400, 403, 404, 408)
NONSENSE = {
    "a page of HTML": PAGE,
    "nothing": b"",
    "half a thought": b'{"id": "x", "amount": ',
    "an empty object": b"{}",
    "a list": b"[]",
    "a text": b'"ok"',
    "bytes that are no text": b"\xff\xfe\x00\x01",
}


class LostChecks:
    """One order behind one fault, and the way on from there."""

    def test_a_lost_answer_is_unknown(self, stand: GatewayStand) -> None:
        """The refund ran, its answer was lost, and ``create_refund`` says that it did not, or will not, run.

        A connection that breaks after something was sent is ``OutcomeUnknown``, or let the exception go on. Then the
        core looks for the attempt, and sends the same order again only while its key lives.
        """
        needs_sending(stand)
        self._behind(stand, "answer_lost", "The answer was lost")

    def test_a_lost_request_is_not_a_refusal(self, stand: GatewayStand) -> None:
        """The request never arrived, and ``create_refund`` calls that a success, or a refusal by the vendor.

        It cannot be told from a lost answer: ``OutcomeUnknown``. The same order has to run afterwards.
        """
        needs_sending(stand)
        self._behind(stand, "request_lost", "The request was lost")

    def test_where_nobody_listens_nothing_ran(self, stand: GatewayStand) -> None:
        """There was no connection at all, and ``create_refund`` calls that a refusal by the vendor.

        Nothing was sent: ``NotExecuted``. When in doubt ``OutcomeUnknown``, then the core looks first.
        """
        needs_sending(stand)
        order = an_order(stand)
        with _nobody() as url:
            tried = try_order(stand.build(base_url=url).gateway, order)
        must_admit(stand, tried, "Nobody listens at the address")
        find_out(stand, order)

    def test_half_an_answer_is_unknown(self, stand: GatewayStand) -> None:
        """The answer broke off in the middle, and ``create_refund`` says that the refund did not run."""
        needs_sending(stand)
        self._behind(stand, "half_answer", "The answer broke off")

    def test_an_error_of_the_server_after_it_ran_is_unknown(self, stand: GatewayStand) -> None:
        """The refund ran, something in between answered with a 5xx, and the adapter takes that for the vendor's no.

        A 5xx says nothing about the refund, whatever stands in it. Neither does a 400, 403, 404 or 408 without the
        vendor's own words: ``Rejected`` is only for a refusal that the vendor's documentation knows.
        """
        needs_sending(stand)
        for status in (*BROKEN, *NOT_THE_VENDORS):
            self._behind(stand, partial(_page, status), f"It ran, and HTTP {status} came back with a page of HTML")
        for status in BROKEN:
            self._behind(stand, partial(_with_status, status), f"It ran, and came back as HTTP {status}")

    def test_an_error_of_the_server_before_it_ran_may_be_sent_again(self, stand: GatewayStand) -> None:
        """The vendor was down or asked to slow down, nothing ran, and the order was closed as refused.

        A 503 is unknown, a 429 ``NotExecuted``; the same order runs later.
        """
        needs_sending(stand)
        self._behind(stand, "error_before", "A 503 came back")
        self._behind(stand, "busy", "A 429 came back")

    def test_nonsense_instead_of_an_answer_is_unknown(self, stand: GatewayStand) -> None:
        """The refund ran, the answer was a page of HTML, or nothing, with HTTP 200, and was taken for a yes or a no.

        Read the answer strictly: what is not the refund, with its id, amount and status, is ``OutcomeUnknown``.
        """
        needs_sending(stand)
        for what, body in NONSENSE.items():
            for status in (None, 200):
                self._behind(stand, partial(_says, body, status), f"It ran, and the answer was {what}")

    def test_slower_than_the_deadline_is_unknown(self, stand: GatewayStand) -> None:
        """No answer came in time, and the adapter says that the refund failed, or asked once more behind our back.

        A time-out of the HTTP client is unknown. Never wait longer than the host's deadline, and never ask again.
        """
        needs_sending(stand)
        order = an_order(stand)
        with FaultyWire(stand.peer.url, on=stand.peer.refund_requests) as wire:
            built = stand.build(base_url=wire.url, impatient=True)
            wire.next("hold_answer")
            tried = try_order(built.gateway, order)
            must_match(stand, wire.seen)
            must_be_held(stand, wire)
            demand(not isinstance(tried.outcome, GatewayRefund), "No answer had come, and it is told as a refund.")
            wire.release()
            must_admit(stand, tried, "No answer came in time")
            must_be_one_request(stand, wire, "No answer came in time")
        find_out(stand, order)

    def test_a_redirect_is_not_followed(self, stand: GatewayStand) -> None:
        """The answer pointed elsewhere, and the order went there: key and refund, to whoever wrote that answer.

        Clients of ``surroundings.http_client`` follow nothing; leave it so. Nobody knows what became of the order.
        """
        needs_sending(stand)
        order = an_order(stand)
        with FaultyWire(stand.peer.url, on=stand.peer.refund_requests) as wire:
            built = stand.build(base_url=wire.url)
            wire.next("redirect")
            tried = try_order(built.gateway, order)
            must_match(stand, wire.seen)
        must_have_given_back(stand, order.payment, nothing(stand))
        must_admit(stand, tried, "The answer was a redirect")
        find_out(stand, order)

    def test_a_request_that_arrives_twice_is_one_refund(self, stand: GatewayStand) -> None:
        """The network delivered one request two times, and the vendor paid two times: the key is not where it looks."""
        needs_sending(stand)
        skip_unless(stand.capabilities, "dedupe", RECOGNISED)
        self._behind(stand, "duplicate", "The request arrived twice")

    @staticmethod
    def _behind(stand: GatewayStand, fault: Fault | Said, what: str) -> None:
        order = an_order(stand)
        with FaultyWire(stand.peer.url, on=stand.peer.refund_requests) as wire:
            built = stand.build(base_url=wire.url)
            wire.next(fault)
            tried: Tried = try_order(built.gateway, order)
            must_be_one_request(stand, wire, what)
            demand(fault == "duplicate" or len(made_for(stand, order)) <= 1, f"{what}: it was made twice.")
            must_admit(stand, tried, what)
            find_out(stand, order, built.gateway)


def _page(status: int, _true: PeerReply) -> PeerReply:
    return PeerReply(status, PAGE, HTML)


def _with_status(status: int, true: PeerReply) -> PeerReply:
    return PeerReply(status, true.body, true.headers)


def _says(body: bytes, status: int | None, true: PeerReply) -> PeerReply:
    return PeerReply(status or true.status, body, true.headers)


@contextmanager
def _nobody() -> Iterator[str]:
    """An address where nobody listens, and nobody else will for as long as the block lasts."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
