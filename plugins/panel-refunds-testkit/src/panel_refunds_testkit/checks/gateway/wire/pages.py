"""A page of somebody in between: a proxy's 404 is no word of the vendor's, and a firewall's 401 says nothing of a key.

The refund side of the same thing is in ``exactly_once.lost``; here it is the reads. Each request that a read needs is
answered once with such a page, behind ``Falsified``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from panel_refunds.ports import MisconfiguredError, RefundsFound
from panel_refunds_testkit.checks.gateway.sending import needs_reading
from panel_refunds_testkit.demand import answers_of, broken
from panel_refunds_testkit.peer.falsified import Falsified
from panel_refunds_testkit.peer.faulty_wire import HTML, PAGE
from panel_refunds_testkit.peer.server import PeerReply
from panel_refunds_testkit.stand import GatewayStand

STATUSES = (401, 403, 404)
_WRONG = {
    LookupError: "That is an absence which nobody proved (a KeyError of your own is one, too): only the vendor's own"
    " words say that there is no such thing.",
    MisconfiguredError: "That stops the gateway for nothing: only the vendor's own words say that a key is wrong.",
}


class PageChecks:
    """Reads behind somebody who answers in the vendor's place."""

    def test_a_page_of_somebody_else_is_neither_absence_nor_a_wrong_key(self, stand: GatewayStand) -> None:
        """A page of HTML with 401, 403 or 404 became ``LookupError`` or ``MisconfiguredError`` in a read.

        Look for the vendor's own words in the body before you believe the status. Without them nobody knows anything:
        raise ``NoAnswerError`` (of ``ports.asking``), and the core asks again later.
        """
        needs_reading(stand)
        with Falsified(stand.peer.url) as between:
            for name, read in _reads(stand):
                between.falsify(None)
                true = answers_of(partial(read, stand.build(base_url=between.url).gateway))
                for number, (request, _) in enumerate(between.seen if true else ()):
                    for status in STATUSES:
                        between.falsify(number, partial(_page, status))
                        gateway = stand.build(base_url=between.url).gateway
                        what = f"{request.method} {request.path} was answered with a page of HTML and {status}"
                        _must_know_nothing(partial(read, gateway), true[0], f"{name}: {what}")


def _reads(stand: GatewayStand) -> Iterator[tuple[str, Callable[[Any], object]]]:
    """Every read that the adapter has, about something that is there."""
    can, payment = stand.capabilities, stand.pay()
    order = stand.order(stand.pay(), stand.amount())
    ref = stand.peer.refund_outside(payment, stand.amount())
    if can.disputes:
        stand.peer.tell_dispute(payment, "open")
    yield "get_payment", lambda gateway: gateway.get_payment(payment)
    for dispute in [delivery.ref for delivery in stand.peer.deliveries() if delivery.kind == "dispute"]:
        yield "get_dispute", partial(_get_dispute, dispute)
    if can.lookup in ("by_attempt", "by_payment"):
        yield "find_refunds", lambda gateway: gateway.find_refunds(payment)
    if can.automatic:
        stand.gateway.create_refund(order)
        ref = stand.peer.refunds_of(order.payment)[0].ref
    if can.automatic and can.lookup == "by_name":
        yield "find_attempt", lambda gateway: gateway.find_attempt(order)
    yield "get_refund", lambda gateway: gateway.get_refund(ref)
    if can.early_warnings:
        yield "find_warnings", lambda gateway: gateway.find_warnings(payment)
    if can.change_feed:
        since = stand.peer.clock()
        yield "list_changes", lambda gateway: gateway.list_changes(since, None)
    if can.knows_float:
        yield "available_float", lambda gateway: gateway.available_float(stand.peer.currency)


def _get_dispute(ref: str, gateway: Any) -> object:
    return gateway.get_dispute(ref)


def _must_know_nothing(question: Callable[[], object], true: object, what: str) -> None:
    try:
        told = question()
    except tuple(_WRONG) as error:
        kind = next(kind for kind in _WRONG if isinstance(error, kind))
        broken(f"{what}, and it raised {type(error).__name__} ({error}). {_WRONG[kind]} Raise NoAnswerError.")
    except Exception:  # noqa: BLE001 - whatever else an adapter raises says that it does not know
        return
    if told != true and not (isinstance(told, RefundsFound) and not told.complete):
        broken(f"{what}, and it answered {told!r}.")


def _page(status: int, _true: PeerReply) -> PeerReply:
    return PeerReply(status, PAGE, HTML)
