"""Review: finance approves, declines or asks. Who may, and how many, is decided by the flows and never here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.review_refund import approve_refund, ask_customer, decline_refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.web.answers.requests import RequestView, show_request
from panel_refunds.web.api.requests import request_again
from panel_refunds.web.fields import Amount, Given, Person, Text
from panel_refunds.web.operation import Write
from panel_refunds.web.tenancy import Call

TAG = "review"


class ApprovalGiven(Given):
    """Who approves, how much when it is less than recommended, and why where that is needed."""

    by: Annotated[list[Person], Field(min_length=1, max_length=10)]
    amount: Amount | None = None
    text: Text = ""


class WordsGiven(Given):
    """Who, and with which words; the customer reads them."""

    by: Person
    text: Text


def approve(call: Call, body: ApprovalGiven) -> RefundRequest:
    """Approve; once everybody the policy wants has, the refunds are sent."""
    approval = Approval(tuple(body.by), body.text, body.amount)
    return approve_refund(call.desk, call.path["request"], approval)


def decline(call: Call, body: WordsGiven) -> RefundRequest:
    """Decline with a reason; what was set aside is free again."""
    return decline_refund(call.desk, call.path["request"], by=body.by, text=body.text)


def ask(call: Call, body: WordsGiven) -> RefundRequest:
    """Ask the customer something; the clock stands still until they answer."""
    return ask_customer(call.desk, call.path["request"], by=body.by, text=body.text)


_CODES = ("request_closed", "request_not_in_review", "reason_needed")

OPERATIONS = (
    Write(
        "/requests/{request}/approve",
        "approve_request",
        "review",
        approve,
        show_request,
        RequestView,
        ApprovalGiven,
        again=request_again,
        wakes=True,
        codes=(*_CODES, "second_person_needed", "role_needed", "exceeds_unspent", "payment_disputed", "window_closed"),
        tag=TAG,
    ),
    Write(
        "/requests/{request}/decline",
        "decline_request",
        "review",
        decline,
        show_request,
        RequestView,
        WordsGiven,
        again=request_again,
        codes=(*_CODES, "too_late"),
        tag=TAG,
    ),
    Write(
        "/requests/{request}/ask",
        "ask_customer",
        "review",
        ask,
        show_request,
        RequestView,
        WordsGiven,
        again=request_again,
        codes=_CODES,
        tag=TAG,
    ),
)
