"""The queue: what is due first comes first, what waits for the customer stands apart, nothing else is in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from panel_refunds.flows.deciding import held_refunds
from panel_refunds.ids import is_id
from panel_refunds.pages.answer import Answer, GoTo
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.forms import ListForm, SearchForm
from panel_refunds.pages.visit import Visit
from panel_refunds.refunds.request import RefundRequest, RequestState
from panel_refunds.store import Books

PAGE = 25
LONGEST_NUMBER = 5
Order = Literal["due", "age"]
VIEWS: Mapping[str, tuple[tuple[RequestState, ...], Order]] = MappingProxyType(
    {
        "decide": (("in_review", "failed"), "due"),
        "waiting": (("waiting_for_customer",), "due"),
        "under_way": (("approved", "sending", "sent"), "due"),
        "paid": (("paid",), "age"),
        "declined": (("declined", "withdrawn"), "age"),
    }
)
"""The filters of the queue: which states, and in which order."""


@dataclass(frozen=True, slots=True)
class Line:
    """One request in a list: what is asked or set aside (units, None: everything), and how its clock stands."""

    request: RefundRequest
    amount: int | None
    card: str | None
    left: timedelta | None
    """Until it is due; negative when it is overdue, None where no clock runs."""

    @property
    def overdue(self) -> bool:
        """Whether it should have been answered."""
        return self.left is not None and self.left < timedelta(0)

    @property
    def may_be_ticked(self) -> bool:
        """Whether the rules recommend to approve it."""
        return self.request.state == "in_review" and self.request.recommend == "approve"


def show(visit: Visit) -> Answer:
    """The queue, by default what waits for a decision and, apart from it, what waits for customers."""
    view = visit.query.get("show", "decide")
    if view not in VIEWS:
        view = "decide"
    number = _page_number(visit.query.get("page", "1"))
    states, order = VIEWS[view]
    with visit.desk.read() as books:
        listed = books.requests_by_due if order == "due" else books.requests_by_age
        found = listed(states, limit=PAGE, skip=(number - 1) * PAGE)
        waiting = books.requests_by_due(VIEWS["waiting"][0], limit=PAGE) if view == "decide" and number == 1 else []
        counts = books.count_requests(("in_review", "failed", "waiting_for_customer", "approved", "sending", "sent"))
        total = sum(counts.get(state, 0) for state in states) if order == "due" else None
        more = total > number * PAGE if total is not None else len(found) == PAGE
        lines = [line_of(books, each, visit.desk.now()) for each in found]
        waiting_lines = [line_of(books, each, visit.desk.now()) for each in waiting]
    given = {
        "view": view,
        "lines": lines,
        "waiting": waiting_lines,
        "number": number,
        "more": more,
        "total": total,
        "counts": {name: sum(counts.get(state, 0) for state in each) for name, (each, _) in VIEWS.items()},
        "overdue": sum(line.overdue for line in lines),
        "search": SearchForm.fresh(visit),
        "form": ListForm.fresh(visit),
    }
    return desk_page(visit, "queue", given)


def search(visit: Visit) -> Answer:
    """Find a request by its id, its customer, or a card's last four digits; nothing typed gets into an address."""
    form = SearchForm.read(visit)
    text = (form.text.data or "").strip()[:120]
    if is_id(text, "request"):
        return GoTo(visit.address_of("desk_request", request=text))
    with visit.desk.read() as books:
        customer = books.find_customer(text) if text else None
        found = books.search_requests(text) if text else []
        lines = [line_of(books, each, visit.desk.now()) for each in found]
    given = {"lines": lines, "customer": customer, "text": text, "search": form}
    return desk_page(visit, "found", given)


def line_of(books: Books, request: RefundRequest, now: datetime) -> Line:
    """The request as a list shows it."""
    refunds = [each for each in held_refunds(books.refunds_of(request.request_id)) if each.state != "stopped"]
    amount = sum(each.gross for each in refunds) if refunds else request.ask.amount
    deposits = books.deposits_by_id(each.deposit_id for each in refunds)
    cards = [each.display for each in deposits.values() if each.display]
    runs = request.due_at is not None and request.state == "in_review" and request.paused_at is None
    left = request.due_at - now if runs and request.due_at else None
    return Line(request, amount, cards[0] if cards else None, left)


def _page_number(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return max(int(text), 1) if is_number else 1
