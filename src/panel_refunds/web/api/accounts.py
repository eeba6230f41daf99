"""Accounts: ended for a breach, or forfeited for fraud. Both are for good."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from panel_refunds.flows.close_account import forfeit_account, terminate_account
from panel_refunds.web.answers.balances import CustomerView, show_customer
from panel_refunds.web.fields import Given, Person, Text
from panel_refunds.web.operation import Write
from panel_refunds.web.tenancy import Call

TAG = "accounts"


class TerminationGiven(Given):
    """Why, and who says so."""

    cause: Text
    by: Person


class ForfeitureGiven(Given):
    """Why, what shows it, and the people who decide it together."""

    cause: Text
    evidence: Text
    by: Annotated[list[Person], Field(min_length=1, max_length=10)]


def terminate(call: Call, body: TerminationGiven) -> str:
    """End refunds for a customer who broke the rules; the balance stays where it is."""
    return terminate_account(call.desk, call.path["customer"], cause=body.cause, by=body.by).customer_id


def forfeit(call: Call, body: ForfeitureGiven) -> str:
    """Take the whole balance, own money and bonus, for good; needs different people and evidence."""
    forfeit_account(call.desk, call.path["customer"], cause=body.cause, evidence=body.evidence, by=body.by)
    return call.path["customer"]


def _again(call: Call, _body: Given, _subject: str) -> str:
    return call.path["customer"]


OPERATIONS = (
    Write(
        "/accounts/{customer}/terminate",
        "terminate_account",
        "accounts",
        terminate,
        show_customer,
        CustomerView,
        TerminationGiven,
        again=_again,
        codes=("reason_needed", "already_forfeited"),
        tag=TAG,
    ),
    Write(
        "/accounts/{customer}/forfeit",
        "forfeit_account",
        "accounts",
        forfeit,
        show_customer,
        CustomerView,
        ForfeitureGiven,
        again=_again,
        codes=("reason_needed", "evidence_needed", "second_person_needed", "already_forfeited"),
        tag=TAG,
    ),
)
