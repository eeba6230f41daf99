"""What the system writes into a ticket: plain sentences with the figures, the date and what happens next."""

from __future__ import annotations

from datetime import date, datetime

from panel_refunds.calendar import Calendar
from panel_refunds.money import format_units
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.finding import Finding
from panel_refunds.tickets.arrival import Arrival


def received(decision: Decision, currency: str, due_at: datetime | None, calendar: Calendar) -> str:
    """The first answer to a request: what was understood, and what happens next."""
    if decision.recommend == "ask":
        return "We need a little more before we can look at this. " + _reasons(decision)
    if decision.recommend == "offer":
        gross, net = _figures(decision, currency)
        return f"{_reasons(decision)} We can send back {gross} ({net} would arrive). Please confirm, or withdraw."
    day = f" We answer by {calendar.day_of(due_at).isoformat()}." if due_at else ""
    if decision.recommend == "decline":
        return f"We received your request and will look at it.{day} As it stands: {_reasons(decision)}"
    gross, net = _figures(decision, currency)
    if decision.recommend == "wait" and not decision.refunds:
        return f"We received your request.{day} {_reasons(decision)}"
    return f"We received your request: {gross} is set aside, {net} would arrive.{day}"


def approved(gross: int, net: int, currency: str) -> str:
    """A person or a rule approved it."""
    return f"Approved: {_amount(gross, currency)} leaves your balance, {_amount(net, currency)} is on its way to you."


def declined(reason: str) -> str:
    """A person or a rule declined it, or it was stopped."""
    text = reason.strip()
    stop = "" if text.endswith((".", "!", "?")) else "."
    return f"Declined: {text}{stop} What was set aside is on your balance again."


def forfeited() -> str:
    """The balance was forfeited, so the request ends."""
    return "This request was closed: the balance of this account was forfeited."


def sent(net: int, currency: str, arrives: Arrival, reference: str | None) -> str:
    """The gateway has it."""
    number = f" Its reference is {reference}." if reference else ""
    return f"{_amount(net, currency)} was sent. It should arrive {_range(arrives.first, arrives.last)}.{number}"


def failed(gross: int, currency: str, why: str) -> str:
    """The gateway could not, or took it back; the money is on the balance again."""
    back = _amount(gross, currency)
    return f"The refund did not go through ({why}). {back} is on your balance again, and this ticket is open."


def stopped(why: str, gross: int, currency: str) -> str:
    """Something ended it before it was sent: ``why`` is ``account_terminated``, or the payment is disputed."""
    terminated = why == "account_terminated"
    text = "the account was terminated" if terminated else "the payment is disputed at the bank"
    return f"{_amount(gross, currency)} was not sent: {text}."


def withdrawn() -> str:
    """The customer took the request back, or an offer ran out."""
    return "The request was withdrawn; what was set aside is on your balance again."


def refill_asked() -> str:
    """The guarantee answers a drop."""
    return "The refill guarantee of this order still runs: we asked the provider for a refill."


def cancel_asked() -> str:
    """The provider is asked; money moves only on its word."""
    return "We asked the provider to cancel the order. The money follows as soon as the provider has done so."


def due_soon(due_at: datetime, calendar: Calendar) -> str:
    """To finance: the promised day comes near."""
    return f"This request must be answered by {calendar.day_of(due_at).isoformat()}."


def overdue(due_at: datetime, calendar: Calendar) -> str:
    """To finance: the promise was broken."""
    return f"This request was due on {calendar.day_of(due_at).isoformat()} and is not answered."


def _reasons(decision: Decision) -> str:
    reasons: list[Finding] = [finding for finding in decision.findings if finding.is_reason]
    return " ".join(dict.fromkeys(finding.text for finding in reasons))


def _figures(decision: Decision, currency: str) -> tuple[str, str]:
    net = decision.net
    arriving = "an amount still unknown" if net is None else _amount(net, currency)
    return _amount(decision.gross, currency), arriving


def _amount(units: int, currency: str) -> str:
    return f"{format_units(units, currency)} {currency}"


def _range(first: date, last: date) -> str:
    return f"between {first.isoformat()} and {last.isoformat()}"
