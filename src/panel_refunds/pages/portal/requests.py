"""The customer's requests, newest first, each with how it stands and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds.errors import Refused
from panel_refunds.money import format_units
from panel_refunds.pages.answer import Answer, Show
from panel_refunds.pages.portal.refusals import missing
from panel_refunds.pages.portal.status_words import Status, request_status
from panel_refunds.pages.visit import Visit
from panel_refunds.refunds.request import RefundRequest

MANY = 20


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request in the list; ``amount`` is what was asked, in words where it was everything."""

    request_id: str
    status: Status
    amount: str
    asked_on: str
    next_step: str


def show(visit: Visit) -> Answer:
    """A page of them; ``before`` in the address says which."""
    before = visit.query.get("before")
    if before is not None and not _is_mine(visit, before):
        return missing(visit)
    with visit.desk.read() as books:
        found = books.newest_requests_of(visit.customer, before=before, limit=MANY + 1)
    lines = [line_of(visit, request) for request in found[:MANY]]
    older = lines[-1].request_id if len(found) > MANY else None
    return Show("portal/requests.html", {"lines": lines, "older": older, "newest": before is None})


def _is_mine(visit: Visit, request_id: str) -> bool:
    with visit.desk.read() as books:
        try:
            return books.get_request(request_id).customer_id == visit.customer
        except Refused:
            return False


def line_of(visit: Visit, request: RefundRequest) -> RequestLine:
    """The request as the list shows it."""
    return RequestLine(
        request.request_id,
        request_status(visit.words, request.state),
        amount_asked(visit, request),
        visit.figures.day_of(request.opened_at),
        _next_step(visit, request),
    )


def amount_asked(visit: Visit, request: RefundRequest) -> str:
    """How much was asked for."""
    if request.ask.amount is None:
        everything = request.ask.everything
        return visit.words("Everything that can go back") if everything else visit.words("Amount not said yet")
    return visit.figures.amount(format_units(request.ask.amount, request.currency), request.currency)


def _next_step(visit: Visit, request: RefundRequest) -> str:
    _, figures = visit.words, visit.figures
    if request.state == "waiting_for_customer":
        return _("We need your answer.")
    if request.state == "in_review" and request.due_at and request.due_at >= visit.desk.now():
        return _("We answer by {day}.", day=figures.day_of(request.due_at))
    if request.state == "in_review":
        return _("We are late with our answer. It comes as soon as we can.")
    if request.state in ("approved", "sending"):
        return _("The money is about to be sent.")
    if request.state == "sent":
        return _("The money is on its way.")
    if request.state == "failed":
        return _("The money is on your balance again.")
    return ""
