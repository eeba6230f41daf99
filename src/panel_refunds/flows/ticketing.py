"""What a flow writes into a ticket, and the alarms it sets on its clock. All inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from panel_refunds.flows.desk import Desk
from panel_refunds.money import Money
from panel_refunds.policy.decision import Decision
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Books, OutboxMessage
from panel_refunds.tickets import letters
from panel_refunds.tickets.arrival import Arrival, arrival
from panel_refunds.tickets.clock import resumed
from panel_refunds.tickets.message import MessageKind, TicketMessage

NO_FACTS: Mapping[str, str] = {}


def open_ticket(desk: Desk, books: Books, request: RefundRequest, decision: Decision, text: str) -> TicketMessage:
    """The customer's own words, which are returned, and our first answer."""
    words = f"{request.ask.subject}\n\n{text}".strip()
    asked = note(desk, books, request, "customer", words or "(no text)", author=request.opened_by or "customer")
    letter = letters.received(decision, request.currency, request.due_at, desk.tenant.calendar)
    tell(desk, books, request, "request_received", letter)
    return asked


def note(
    desk: Desk, books: Books, request: RefundRequest, kind: MessageKind, text: str, *, author: str = "system"
) -> TicketMessage:
    """Add a message to the conversation without sending it to anybody."""
    message = TicketMessage(
        message_id=desk.new_id("message"),
        request_id=request.request_id,
        wallet_id=request.wallet_id,
        author=author,
        kind=kind,
        text=text,
        at=desk.now(),
    )
    books.add_message(message)
    return message


def tell(desk: Desk, books: Books, request: RefundRequest, kind: str, text: str) -> TicketMessage:
    """Write to the customer: into the ticket, and through the notifiers."""
    told = note(desk, books, request, "system", text)
    post(desk, books, kind, text, customer=request.customer_id, request_id=request.request_id)
    return told


def post(
    desk: Desk,
    books: Books,
    kind: str,
    text: str,
    *,
    customer: str | None = None,
    request_id: str | None = None,
    facts: Mapping[str, str] = NO_FACTS,
) -> str:
    """Put a message into the outbox; a worker brings it to the notifiers. Without a customer it is for the staff.

    ``kind`` is one of ``tickets.kinds``; returns the message's id.
    """
    outbox_id = desk.new_id("outbox")
    books.add_outbox(OutboxMessage(outbox_id, kind, customer, request_id, text, facts, desk.now()))
    books.schedule("deliver", outbox_id, desk.now())
    return outbox_id


def schedule_clock(desk: Desk, books: Books, request: RefundRequest) -> None:
    """Set the alarms: the end of an offer, a reminder before the due time, and the due time itself."""
    if request.offer_until and request.state == "waiting_for_customer":
        books.schedule("expire_offer", request.request_id, request.offer_until)
    if request.due_at:
        review = desk.tenant.policy_labelled(request.policy).rules.review
        remind_at = desk.tenant.calendar.before(request.due_at, review.remind_before)
        books.schedule("remind", request.request_id, max(remind_at, desk.now()))
        books.schedule("escalate", request.request_id, request.due_at)


def stop_clock(books: Books, request: RefundRequest) -> None:
    """The request is answered: no alarm of it rings any more."""
    for kind in ("remind", "escalate", "expire_offer"):
        books.unschedule(kind, request.request_id)


def resume_clock(desk: Desk, request: RefundRequest) -> RefundRequest:
    """The customer has answered: the due time moves by the working days that began meanwhile."""
    if request.paused_at is None:
        return request
    due = request.due_at
    if due is not None:
        due = resumed(due, request.paused_at, desk.now(), desk.tenant.calendar)
    return replace(request, due_at=due, paused_at=None)


def arrival_of(desk: Desk, request: RefundRequest, sent_at: datetime) -> Arrival:
    """When money that was sent at ``sent_at`` should arrive, counted from the event that the policy names."""
    rules = desk.tenant.policy_labelled(request.policy).rules.payout
    starts = {"sent": sent_at, "approval": request.decided_at, "request": request.submitted_at}
    return arrival(rules, starts[rules.arrives_from] or sent_at, desk.tenant.calendar)


def amount_of(units: int, request: RefundRequest) -> str:
    """``units`` with the request's currency, for a sentence."""
    return str(Money(units, request.currency))
