"""One call is one request: whoever asks again behind the core's back has no books to ask first."""

from __future__ import annotations

from functools import partial

from panel_refunds_testkit.checks.gateway.exactly_once.aftermath import an_order, must_be_one_request, try_order
from panel_refunds_testkit.checks.gateway.sending import needs_reading, needs_sending
from panel_refunds_testkit.demand import answers_of, demand
from panel_refunds_testkit.peer.faulty_wire import HTML, PAGE, Fault, FaultyWire, Said
from panel_refunds_testkit.peer.server import PeerReply
from panel_refunds_testkit.stand import GatewayStand

MANY = 50


class RetriedChecks:
    """Requests are counted on the wire."""

    def test_one_call_is_one_request(self, stand: GatewayStand) -> None:
        """``create_refund`` asked twice after an error: the vendor's library retries by itself, or the adapter does.

        Turn retries off (``max_network_retries=0`` and the like). The core sends again, when it knows that it may.
        """
        needs_sending(stand)
        faults: list[Fault | Said] = ["busy", "error_before", "request_lost", "answer_lost", "half_answer"]
        faults += [partial(_page, 500), partial(_page, 409)]
        for fault in faults:
            order = an_order(stand)
            with FaultyWire(stand.peer.url, on=stand.peer.refund_requests) as wire:
                gateway = stand.build(base_url=wire.url).gateway
                wire.next(fault, times=MANY)
                try_order(gateway, order)
                must_be_one_request(stand, wire, _named(fault))

    def test_a_read_that_fails_is_not_repeated(self, stand: GatewayStand) -> None:
        """A read was repeated after an error. While a vendor is down, everybody who asks again keeps it down."""
        needs_reading(stand)
        payment = stand.pay()
        for read in ("get_payment", "find_refunds"):
            with FaultyWire(stand.peer.url, on="*") as wire:
                gateway = stand.build(base_url=wire.url).gateway
                answers_of(partial(getattr(gateway, read), payment))
                most = len(wire.seen)
                again = stand.build(base_url=wire.url).gateway
                wire.next("error_before", times=MANY, on="GET *")
                wire.next("busy", times=MANY, on="POST *")
                answers_of(partial(getattr(again, read), payment))
                asked = len(wire.seen) - most
            demand(asked <= most, f"{read} needs {most} requests, and {asked} were sent while each was refused.")


def _page(status: int, _true: PeerReply) -> PeerReply:
    return PeerReply(status, PAGE, HTML)


def _named(fault: Fault | Said) -> str:
    return fault if isinstance(fault, str) else "an error page after it ran"
