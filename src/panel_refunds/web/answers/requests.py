"""A refund request with everything about it: what was asked, decided, held, sent and said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from panel_refunds.flows.deciding import held_refunds
from panel_refunds.flows.ticketing import arrival_of
from panel_refunds.money import format_units
from panel_refunds.policy.decision import Decision
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Books
from panel_refunds.tickets.attachment import Attachment
from panel_refunds.tickets.message import TicketMessage
from panel_refunds.web.answers.findings import DryRunView, FindingView, show_dry_runs, show_findings
from panel_refunds.web.answers.refunds import RefundView, refund_of
from panel_refunds.web.answers.verdicts import VerdictView, show_verdicts
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class AskedView(Shown):
    """What was asked, as it stands after every reply; ``amount`` null: everything, or not said yet."""

    amount: str | None
    everything: bool
    of: str | None
    subject: str
    channel: str


class DecisionView(Shown):
    """What the policy said, line by line; ``net`` is null while a fee is not known.

    ``dry_run`` is what rules on trial would have said. It changed nothing, and only the staff sees it.
    """

    id: str
    at: datetime
    policy: str
    recommend: str
    gross: str
    net: str | None
    reasons: list[str]
    lines: list[FindingView]
    dry_run: list[DryRunView]


class FileView(Shown):
    """A file that came with a message; ``size`` is in bytes. ``GET /files/ID`` gives it."""

    id: str
    name: str
    type: str
    size: int
    sha256: str


class MessageView(Shown):
    """One message of the ticket."""

    id: str
    author: str
    kind: str
    text: str
    at: datetime
    files: list[FileView]


class ApprovalView(Shown):
    """One person's yes."""

    person: str
    at: datetime
    text: str


class ArrivalView(Shown):
    """First and last day on which the money should arrive, in the tenant's time zone."""

    first: date
    last: date


class RequestLineView(Shown):
    """A request in a list."""

    id: str
    customer: str
    currency: str
    state: str
    recommend: str
    opened_at: datetime
    due_at: datetime | None


class RequestView(RequestLineView):
    """The whole request. ``due`` is the day until which finance answers, in the tenant's time zone.

    ``facts`` is what the panel sent for the fraud checks and ``verdicts`` what they said; both are null for whoever is
    not of the staff.
    """

    site: str
    asked: AskedView
    policy: str
    submitted_at: datetime | None
    due: date | None
    offer_until: datetime | None
    paused_at: datetime | None
    decided_at: datetime | None
    decided_by: list[str]
    opened_by: str | None
    overrides: list[str]
    decision: DecisionView | None
    refunds: list[RefundView]
    arrival: ArrivalView | None
    approvals: list[ApprovalView]
    conversation: list[MessageView]
    facts: dict[str, str] | None
    verdicts: list[VerdictView] | None


def show_request(call: Viewer, request: RefundRequest) -> RequestView:
    """The request as it is now."""
    with call.desk.read() as books:
        return request_of(call, books, books.get_request(request.request_id))


def show_request_line(request: RefundRequest) -> RequestLineView:
    """The request as a list shows it."""
    return RequestLineView(
        id=request.request_id,
        customer=request.customer_id,
        currency=request.currency,
        state=request.state,
        recommend=request.recommend,
        opened_at=request.opened_at,
        due_at=request.due_at,
    )


def request_of(call: Viewer, books: Books, request: RefundRequest) -> RequestView:
    """The same, inside a look at the books."""
    calendar, currency = call.desk.tenant.calendar, request.currency
    decision = books.get_decision(request.decision_id) if request.decision_id else None
    refunds = held_refunds(books.refunds_of(request.request_id))
    messages = [each for each in books.messages_of(request.request_id) if each.kind != "note" or call.for_staff]
    files = books.attachments_of(request.request_id)
    return RequestView(
        **show_request_line(request).model_dump(),
        site=request.site,
        asked=_asked(request),
        policy=request.policy,
        submitted_at=request.submitted_at,
        due=calendar.day_of(request.due_at) if request.due_at else None,
        offer_until=request.offer_until,
        paused_at=request.paused_at,
        decided_at=request.decided_at,
        decided_by=list(request.decided_by),
        opened_by=request.opened_by,
        overrides=list(request.overrides),
        decision=_decision(call, decision, currency) if decision else None,
        refunds=[refund_of(call, books, refund, currency) for refund in refunds],
        arrival=_arrival(call, request),
        approvals=[
            ApprovalView(person=each.person, at=each.at, text=each.text)
            for each in books.approvals_of(request.request_id)
        ],
        conversation=[_message(each, files.get(each.message_id, ())) for each in messages],
        facts=dict(books.facts_of(request.request_id)) if call.for_staff else None,
        verdicts=show_verdicts(call, books, request.request_id),
    )


def _message(message: TicketMessage, files: Iterable[Attachment]) -> MessageView:
    return MessageView(
        id=message.message_id,
        author=message.author,
        kind=message.kind,
        text=message.text,
        at=message.at,
        files=[
            FileView(id=each.attachment_id, name=each.name, type=each.media_type, size=each.size, sha256=each.digest)
            for each in files
        ],
    )


def _asked(request: RefundRequest) -> AskedView:
    ask = request.ask
    return AskedView(
        amount=None if ask.amount is None else format_units(ask.amount, request.currency),
        everything=ask.everything,
        of=ask.about or ("order_refunds" if ask.target == "order_refunds" else None),
        subject=ask.subject,
        channel=ask.channel,
    )


def _decision(call: Viewer, decision: Decision, currency: str) -> DecisionView:
    return DecisionView(
        id=decision.decision_id,
        at=decision.at,
        policy=decision.policy,
        recommend=decision.recommend,
        gross=format_units(decision.gross, currency),
        net=None if decision.net is None else format_units(decision.net, currency),
        reasons=list(decision.reasons),
        lines=show_findings(call, decision.findings),
        dry_run=show_dry_runs(call, decision.in_dry_run),
    )


def _arrival(call: Viewer, request: RefundRequest) -> ArrivalView | None:
    if request.last_sent_at is None:
        return None
    days = arrival_of(call.desk, request, request.last_sent_at)
    return ArrivalView(first=days.first, last=days.last)
