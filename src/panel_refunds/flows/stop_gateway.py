"""A gateway that refuses our key, permission or mode is stopped for this tenant, and started again when it works.

    one send is told that the set-up is wrong  →  stopped, told once  →  …  →  one refund may try  →  started again

It is stopped for everybody: the stop is a row in the books that every sender reads before it sends. Attempts keep their
key, refunds their hold; other gateways and other tenants go on. After a while one refund is let through to see whether
it works again, then another, never two at once; a person can start it at any time, and stop one by hand too. What a
person stopped only a person starts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import check_named
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.flows.ticketing import post
from panel_refunds.ports import MisconfiguredError
from panel_refunds.store import Books, GatewayStop

PROBE_AFTER = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
BY_HAND = timedelta(hours=1)
SYSTEM = "system"
_LONGEST = 300
AnswerT = TypeVar("AnswerT")


def stop_gateway(desk: Desk, gateway: str, *, by: str, text: str) -> GatewayStop:
    """A person stops the gateway until a person starts it; nothing more is sent through it, by anybody."""
    desk.gateway(gateway)
    _must_explain(by, text)
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        was_stopped = books.end_gateway_stop(gateway)
        stop = GatewayStop(gateway, desk.new_id("stop"), text, desk.now(), by)
        books.add_gateway_stop(stop)
        before, after = {"gateway": "stopped" if was_stopped else "working"}, {"gateway": "stopped"}
        books.add_action(by, "stop_gateway", gateway, desk.now(), text, {}, before=before, after=after)
        desk.remember(books, gateway)
    return stop


def start_gateway(desk: Desk, gateway: str, *, by: str, text: str) -> None:
    """A person says that the gateway works: what waits for it is due now. Refused when it is not stopped."""
    desk.gateway(gateway)
    _must_explain(by, text)
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        if not _start(desk, books, gateway, by, text):
            raise Refused("gateway_not_stopped", field="gateway")
        desk.remember(books, gateway)


def stop_misconfigured(desk: Desk, books: Books, gateway: str, why: str, *, request_id: str | None = None) -> None:
    """The gateway said that our set-up is wrong: stop it, and tell finance once (inside the caller's transaction)."""
    now = desk.now()
    why = why[:_LONGEST]
    stop = GatewayStop(gateway, desk.new_id("stop"), why, now, SYSTEM, now + PROBE_AFTER[0])
    if books.add_gateway_stop(stop):
        text = (
            f"Nothing is sent through {gateway} any more: it refuses our key, permission or mode. {why} Mend it, then"
            f" run: panel-refunds gateways start {gateway}"
        )
        post(desk, books, "gateway_stopped", text, request_id=request_id, facts={"gateway": gateway, "why": why})
        books.add_action(SYSTEM, "stop_gateway", gateway, now, why, {})


def watched(desk: Desk, gateway: str, ask: Callable[[], AnswerT]) -> AnswerT:
    """What ``ask`` says; a ``MisconfiguredError`` of it stops the gateway before it goes on."""
    try:
        return ask()
    except MisconfiguredError as error:
        with desk.begin() as books:
            stop_misconfigured(desk, books, gateway, str(error))
        raise


def wait_until(desk: Desk, gateway: str) -> tuple[datetime | None, bool]:
    """When a send may be tried, None for now; and whether that send is the one that tries a stopped gateway."""
    with desk.read() as books:
        stop = books.find_gateway_stop(gateway)
    if stop is None:
        return None, False
    now = desk.now()
    if stop.probe_at is None:
        return now + BY_HAND, False
    next_at = now + PROBE_AFTER[min(stop.probes + 1, len(PROBE_AFTER) - 1)]
    if stop.probe_at <= now:
        with desk.begin() as books:
            if books.take_probe(gateway, now, next_at):
                return None, True
        return next_at, False
    return stop.probe_at, False


def give_probe_back(desk: Desk, gateway: str) -> None:
    """The refund that was to try the gateway could not be sent for a reason of its own: another one may try at once."""
    with desk.begin() as books:
        books.give_probe_back(gateway, desk.now())


def start_proved(desk: Desk, gateway: str) -> None:
    """The gateway did what it was asked to: start it again, and tell finance."""
    with desk.begin() as books:
        _start(desk, books, gateway, SYSTEM, "It works again: a refund was taken.")


def _start(desk: Desk, books: Books, gateway: str, by: str, text: str) -> bool:
    if not books.end_gateway_stop(gateway):
        return False
    books.hasten_refunds(gateway, desk.now())
    before, after = {"gateway": "stopped"}, {"gateway": "working"}
    books.add_action(by, "start_gateway", gateway, desk.now(), text, {}, before=before, after=after)
    post(desk, books, "gateway_started", f"{gateway} sends again. {text}", facts={"gateway": gateway})
    return True


def _must_explain(by: str, text: str) -> None:
    check_named(by)
    check_may(by, "stop or start a gateway")
    if not text.strip():
        raise Refused("reason_needed", field="text")
