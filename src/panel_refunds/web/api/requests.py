"""Refund requests: asked, confirmed, withdrawn and answered for the signed-in customer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from panel_refunds.errors import Refused
from panel_refunds.flows.answer_request import Reply, confirm_offer, reply_to_request, withdraw_request
from panel_refunds.flows.quote_request import quote_request
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.ids import is_id
from panel_refunds.refunds.request import RefundRequest, RequestState, Target
from panel_refunds.web.answers.page import Page, PageQuery
from panel_refunds.web.answers.request_quotes import RequestQuoteView, show_request_quote
from panel_refunds.web.answers.requests import (
    RequestLineView,
    RequestView,
    show_request,
    show_request_line,
)
from panel_refunds.web.fields import Amount, Currency, CustomerId, Facts, Given, Host, Id, Line, Person, Text, Word
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.sent_files import OF_FILES, Files, uploads_of
from panel_refunds.web.tenancy import Call

TAG = "requests"
_OF = Field(description="A deposit's or an order's id, or order_refunds; without it all that qualifies, oldest first.")


class RequestGiven(Given):
    """What the customer asks: an amount or ``all``, of what, with which subject; ``by``: who of the staff asks."""

    customer: CustomerId
    amount: Amount | None = None
    of: Annotated[Id | None, _OF] = None
    subject: Line = ""
    text: Text = ""
    channel: Word = "panel"
    currency: Currency | None = None
    site: Host | None = None
    by: Person | None = None
    facts: Facts = Field(default_factory=dict)
    files: Files = Field(default_factory=list)


class OwnerGiven(Given):
    """Which customer answers; the request has to be theirs."""

    customer: CustomerId


class ReplyGiven(Given):
    """What the customer adds; a field left out stays as it was."""

    customer: CustomerId
    text: Text = ""
    subject: Line | None = None
    amount: Amount | None = None
    of: Annotated[Id | None, _OF] = None
    files: Files = Field(default_factory=list)


class RequestQuery(PageQuery):
    """Which requests."""

    customer: CustomerId | None = None
    state: RequestState | None = None


class RequestQuoteQuery(Given):
    """What would be asked, as for a request."""

    amount: Amount | None = None
    of: Annotated[Id | None, _OF] = None
    subject: Line = ""
    text: Text = ""
    channel: Word = "panel"
    currency: Currency | None = None
    site: Host | None = None


def ask(call: Call, body: RequestGiven) -> RefundRequest:
    """Ask for money back; what can go back is set aside, and finance answers in the ticket."""
    host, policy = call.policy_of(body.site)
    target, about = read_target(body.of)
    asked = RefundAsked(
        customer_id=body.customer,
        site=host,
        policy=policy,
        amount=body.amount,
        target=target,
        about=about,
        subject=body.subject,
        channel=body.channel,
        text=body.text,
        currency=call.currency_of(body.currency),
        opened_by=body.by,
        facts=body.facts,
        files=uploads_of(body.files),
    )
    return request_refund(call.desk, asked)


def quote_one(call: Call, asked: RequestQuoteQuery) -> RequestQuoteView:
    """What a request for this amount would get now, line by line; nothing is written, and nothing is promised."""
    host, policy = call.policy_of(asked.site)
    target, about = read_target(asked.of)
    would = RefundAsked(
        customer_id=call.path["customer"],
        site=host,
        policy=policy,
        amount=asked.amount,
        target=target,
        about=about,
        subject=asked.subject,
        channel=asked.channel,
        text=asked.text,
        currency=call.currency_of(asked.currency),
    )
    return show_request_quote(call, quote_request(call.desk, would))


def confirm(call: Call, body: OwnerGiven) -> RefundRequest:
    """Accept the offered amount."""
    return confirm_offer(call.desk, call.path["request"], customer_id=body.customer)


def withdraw(call: Call, body: OwnerGiven) -> RefundRequest:
    """Take the request back, while nothing was sent."""
    return withdraw_request(call.desk, call.path["request"], customer_id=body.customer)


def reply(call: Call, body: ReplyGiven) -> RefundRequest:
    """Write into the ticket, and add what was missing."""
    target, about = read_target(body.of)
    added = Reply(
        body.text, body.subject, body.amount, None if body.of is None else target, about, uploads_of(body.files)
    )
    return reply_to_request(call.desk, call.path["request"], added, customer_id=body.customer)


def show_one(call: Call, _asked: Given) -> RequestView:
    """One request: decision line by line, refunds, conversation, due day, arrival."""
    return show_request(call, get_request(call))


def show_many(call: Call, asked: RequestQuery) -> Page[RequestLineView]:
    """Requests, oldest first."""
    states = None if asked.state is None else [asked.state]
    with call.desk.read() as books:
        found = books.list_requests(states=states, customer=asked.customer, after=asked.after, limit=asked.limit + 1)
    items = [show_request_line(request) for request in found[: asked.limit]]
    return Page[RequestLineView](items=items, next=items[-1].id if len(found) > asked.limit else None)


def get_request(call: Call) -> RefundRequest:
    """The request that the path names; refused with ``not_found``."""
    with call.desk.read() as books:
        return books.get_request(call.path["request"])


def request_again(call: Call, _body: Given, _subject: str) -> RefundRequest:
    """The request that an earlier write was about, for writes whose path names it."""
    return get_request(call)


def read_target(of: str | None) -> tuple[Target, str | None]:
    """What a request is about, from the one word it is given in."""
    if of is None:
        return "everything", None
    if of == "order_refunds":
        return "order_refunds", None
    if is_id(of, "deposit"):
        return "deposit", of
    if is_id(of, "order"):
        return "order", of
    raise Refused("not_found", "There is no such deposit or order.", field="of")


def _asked_again(call: Call, _body: Given, subject: str) -> RefundRequest:
    with call.desk.read() as books:
        return books.get_request(subject)


OPERATIONS = (
    Write(
        "/requests",
        "ask_refund",
        "requests",
        ask,
        show_request,
        RequestView,
        RequestGiven,
        again=_asked_again,
        status=201,
        wakes=True,
        takes_files=True,
        codes=("amount_invalid", "currency_unknown", "wrong_channel", "request_open", *OF_FILES),
        tag=TAG,
    ),
    Read(
        "/customers/{customer}/request-quote",
        "quote_request",
        "read",
        quote_one,
        RequestQuoteView,
        RequestQuoteQuery,
        codes=("amount_invalid", "currency_unknown", "wrong_channel", "request_open"),
        tag=TAG,
    ),
    Read("/requests", "list_requests", "read", show_many, Page[RequestLineView], RequestQuery, tag=TAG),
    Read("/requests/{request}", "get_request", "read", show_one, RequestView, tag=TAG),
    Write(
        "/requests/{request}/confirm",
        "confirm_offer",
        "requests",
        confirm,
        show_request,
        RequestView,
        OwnerGiven,
        again=request_again,
        wakes=True,
        codes=("request_not_waiting", "request_closed"),
        tag=TAG,
    ),
    Write(
        "/requests/{request}/withdraw",
        "withdraw_request",
        "requests",
        withdraw,
        show_request,
        RequestView,
        OwnerGiven,
        again=request_again,
        codes=("too_late", "request_closed"),
        tag=TAG,
    ),
    Write(
        "/requests/{request}/reply",
        "reply_to_request",
        "requests",
        reply,
        show_request,
        RequestView,
        ReplyGiven,
        again=request_again,
        wakes=True,
        takes_files=True,
        codes=("amount_invalid", "request_closed", *OF_FILES),
        tag=TAG,
    ),
)
