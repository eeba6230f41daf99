"""Review: finance approves, declines or asks. Who may, and how many, is decided by the flows and never here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.approve_many import MOST, ApprovedOne, Chosen, approve_many
from panel_refunds.flows.review_refund import approve_refund, ask_customer, decline_refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.web.answers.requests import RequestView, show_request
from panel_refunds.web.api.requests import request_again
from panel_refunds.web.fields import Amount, Given, Id, Person, Shown, Text
from panel_refunds.web.operation import Write
from panel_refunds.web.sent_files import OF_FILES, Files, uploads_of
from panel_refunds.web.tenancy import Call

TAG = "review"


class ApprovalGiven(Given):
    """Who approves, how much when it is less than recommended, and why where that is needed.

    ``waits``: where a rule has to be set aside, this yes is noted and waits for another person's.
    """

    by: Annotated[list[Person], Field(min_length=1, max_length=10)]
    amount: Amount | None = None
    text: Text = ""
    waits: bool = False


class ChosenGiven(Given):
    """A request, and the amount that whoever chose it saw: another one is not approved."""

    request: Id
    amount: Amount


class ManyGiven(Given):
    """Who approves which requests, each by itself."""

    by: Person
    requests: Annotated[list[ChosenGiven], Field(min_length=1, max_length=MOST)]


class ApprovedOneView(Shown):
    """What became of one: ``approved``, ``waits``, ``refused`` or ``broke``; ``state`` is the request's state now.

    ``code`` and ``text`` say why it was refused; ``before``: an earlier sending of the same list did it.
    """

    request: str
    outcome: str
    state: str | None
    code: str | None
    text: str | None
    before: bool


class ApprovedManyView(Shown):
    """What became of each, in the order in which they were given."""

    requests: list[ApprovedOneView]


class WordsGiven(Given):
    """Who, and with which words; the customer reads them."""

    by: Person
    text: Text
    files: Files = Field(default_factory=list)


def approve(call: Call, body: ApprovalGiven) -> RefundRequest:
    """Approve; once everybody the policy wants has, the refunds are sent."""
    approval = Approval(tuple(body.by), body.text, body.amount, body.waits)
    return approve_refund(call.desk, call.path["request"], approval)


def approve_list(call: Call, body: ManyGiven) -> list[ApprovedOne]:
    """Approve requests that the rules recommend, each by itself: one that is refused takes no other with it."""
    chosen = [Chosen(each.request, each.amount) for each in body.requests]
    return approve_many(call.desk, chosen, by=body.by)


def approve_list_again(call: Call, body: ManyGiven, _subject: str) -> list[ApprovedOne]:
    """What was approved before is found by its own key; what was not is tried now."""
    return approve_list(call, body)


def show_list(_call: Call, done: list[ApprovedOne]) -> ApprovedManyView:
    """Each with its outcome."""
    return ApprovedManyView(
        requests=[
            ApprovedOneView(
                request=each.request_id,
                outcome=each.outcome,
                state=each.request.state if each.request else None,
                code=each.refused.code if each.refused else None,
                text=each.refused.text if each.refused else None,
                before=each.before,
            )
            for each in done
        ]
    )


def decline(call: Call, body: WordsGiven) -> RefundRequest:
    """Decline with a reason; what was set aside is free again."""
    return decline_refund(call.desk, call.path["request"], by=body.by, text=body.text, files=uploads_of(body.files))


def ask(call: Call, body: WordsGiven) -> RefundRequest:
    """Ask the customer something; the clock stands still until they answer."""
    return ask_customer(call.desk, call.path["request"], by=body.by, text=body.text, files=uploads_of(body.files))


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
        "/approvals",
        "approve_many",
        "review",
        approve_list,
        show_list,
        ApprovedManyView,
        ManyGiven,
        again=approve_list_again,
        wakes=True,
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
        takes_files=True,
        codes=(*_CODES, "too_late", *OF_FILES),
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
        takes_files=True,
        codes=(*_CODES, *OF_FILES),
        tag=TAG,
    ),
)
