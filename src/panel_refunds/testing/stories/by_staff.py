"""What the staff do in a story: approve, decline, ask, terminate an account, forfeit a balance.

At the desk a person has to say why. A story may leave that out, and then a stock sentence stands there; except where a
rule is set aside, because whether a reason was given is exactly what such a story is about.
"""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.close_account import forfeit_account, terminate_account
from panel_refunds.flows.review_refund import approve_refund, ask_customer, decline_refund
from panel_refunds.testing.stories.stage import Stage
from panel_refunds.testing.stories.story import (
    AccountTerminated,
    BalanceForfeited,
    CustomerAsked,
    RefundApproved,
    RefundDeclined,
)

STOCK_REASON = "The story gives no reason."
EVIDENCE = "The story itself."


def approve(event: RefundApproved, stage: Stage) -> str:
    """Approve; what is approved is sent right after the event."""
    request_id = stage.find(stage.requests, event.request)
    approval = Approval(event.by, event.text, event.amount)
    try:
        approve_refund(stage.desk, request_id, approval)
    except Refused as refused:
        if refused.code != "reason_needed" or event.text:
            raise
        approve_refund(stage.desk, request_id, Approval(event.by, STOCK_REASON, event.amount))
    less = f" {event.amount} of it" if event.amount else ""
    return f"{event.request}: {_people(event.by)} approves{less}{_why(event.text)}"


def decline(event: RefundDeclined, stage: Stage) -> str:
    """Decline."""
    by, text = _people(event.by), event.text or STOCK_REASON
    decline_refund(stage.desk, stage.find(stage.requests, event.request), by=by, text=text)
    return f"{event.request}: {by} declines{_why(event.text)}"


def ask(event: CustomerAsked, stage: Stage) -> str:
    """Ask the customer; the clock stops."""
    by, text = _people(event.by), event.text or STOCK_REASON
    ask_customer(stage.desk, stage.find(stage.requests, event.request), by=by, text=text)
    return f"{event.request}: {by} asks the customer{_why(event.text)}"


def terminate(event: AccountTerminated, stage: Stage) -> str:
    """Terminate the account."""
    terminate_account(stage.desk, event.who, cause=event.cause, by=_people(event.by))
    return f"the account of {event.who} is terminated: {event.cause}"


def forfeit(event: BalanceForfeited, stage: Stage) -> str:
    """Take the whole balance."""
    forfeit_account(stage.desk, event.who, cause=event.cause, evidence=EVIDENCE, by=event.by)
    return f"the balance of {event.who} is forfeited: {event.cause}"


def _people(by: tuple[str, ...]) -> str:
    return ", ".join(by)


def _why(text: str) -> str:
    return f": “{text}”" if text else ""
