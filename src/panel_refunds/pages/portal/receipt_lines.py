"""What a receipt says, line by line: the page and the PDF show the same value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from panel_refunds.errors import Refused
from panel_refunds.pages.portal.request import RefundLines, request_given
from panel_refunds.pages.portal.status_words import Status
from panel_refunds.pages.portal.sums import SumLine
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import Words
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.tickets.arrival import Arrival
from panel_refunds.web.answers.requests import show_request

HAS_RECEIPT = frozenset({"approved", "sending", "sent", "paid"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A word and what belongs to it. ``is_id``: to be copied letter by letter; ``at`` where it is a moment."""

    word: str
    text: str
    is_id: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReceiptPart:
    """One movement back to one payment. ``said`` are sentences; ``sum`` is empty where the money stayed."""

    name: str
    status: Status
    said: tuple[str, ...]
    sum: tuple[SumLine, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The whole receipt of a request; ``total`` is what arrives, None while that is not known."""

    title: str
    request_id: str
    status: Status
    facts: tuple[Fact, ...]
    parts: tuple[ReceiptPart, ...]
    total: Fact | None
    notes: tuple[str, ...]


def receipt_of(visit: Visit, request: RefundRequest) -> Receipt:
    """The receipt; refused with ``no_receipt`` for a request of which nothing goes out."""
    if request.state not in HAS_RECEIPT:
        raise Refused("no_receipt", state=request.state)
    _ = visit.words
    given = request_given(visit, request, show_request(visit, request))
    aside = _set_aside(_)
    return Receipt(
        title=_("Refund receipt"),
        request_id=request.request_id,
        status=given["status"],
        facts=_facts(visit, request, given["arrives"]),
        parts=tuple(_part(_, refund) for refund in given["refunds"]),
        total=Fact(_("Total that arrives"), given["total"]) if given["total"] else None,
        notes=tuple(aside[code] for code in request.overrides if code in aside),
    )


def _facts(visit: Visit, request: RefundRequest, arrives: Arrival | None) -> tuple[Fact, ...]:
    _, figures = visit.words, visit.figures
    found = [
        Fact(_("From"), f"{visit.brand.name}, {_.isolated(request.site)}"),
        Fact(_("For the customer"), _.isolated(request.customer_id)),
        Fact(_("Request"), request.request_id, is_id=True),
        Fact(_("Asked"), figures.moment(request.opened_at), at=request.opened_at),
    ]
    if request.decided_at:
        found.append(Fact(_("Approved"), figures.moment(request.decided_at), at=request.decided_at))
    if arrives:
        days = _("between {first} and {last}", first=figures.day(arrives.first), last=figures.day(arrives.last))
        found.append(Fact(_("It should arrive"), days))
    return (*found, Fact(_("Policy"), request.policy, is_id=True))


def _part(_: Words, refund: RefundLines) -> ReceiptPart:
    facts = [Fact(_("Transaction"), refund.payment, is_id=True)]
    if refund.reference:
        facts.append(Fact(_("Reference for your bank"), refund.reference, is_id=True))
    back = _("{amount} is on your balance again.", amount=refund.back) if refund.back else ""
    said = tuple(text for text in (refund.why, back) if text)
    return ReceiptPart(refund.name, refund.status, said, () if refund.back else tuple(refund.sum), tuple(facts))


def _set_aside(_: Words) -> dict[str, str]:
    """What two people with a reason may set aside, as the receipt says it."""
    return {
        "window_closed": _("The time limit was set aside for you by two people."),
        "window_not_open": _("The waiting time was set aside for you by two people."),
        "subject_missing": _("The missing subject was set aside for you by two people."),
        "below_minimum": _("The least amount was set aside for you by two people."),
        "minimum_unknown": _("The least amount was decided for you by two people."),
    }
