"""Why the policy says what it says, in the reader's language: one sentence for each code that a decision can have.

A decision keeps codes and figures, and an English sentence for the records. Here the code picks the sentence and the
figures go into it as the language writes them. A rule that a plugin brought may have a code of its own; then its own
sentence is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from panel_refunds.pages.figures import Figures
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import Words

_AMOUNTS = frozenset({"asked", "possible", "bonus", "elsewhere", "gross", "fee", "least", "actual", "amount"})


class Line(Protocol):
    """A line of a decision, as flows and as answers have it."""

    @property
    def code(self) -> str: ...
    @property
    def clause(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def effect(self) -> str: ...
    @property
    def about(self) -> str | None: ...
    @property
    def figures(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence with the clause it comes from; ``request`` is the id of a request that it speaks of."""

    text: str
    clause: str
    code: str
    request: str | None = None


def reasons_of(visit: Visit, lines: Iterable[Line], currency: str, *, effects: Iterable[str] = ()) -> list[Reason]:
    """The lines that say why less or later than asked, each sentence once; ``effects``: only those."""
    wanted = frozenset(effects) or frozenset({"deny", "review", "cap", "ask", "wait"})
    found = (reason_of(visit, line, currency) for line in lines if line.effect in wanted)
    return list({reason.text: reason for reason in found}.values())


def reason_of(visit: Visit, line: Line, currency: str) -> Reason:
    """One line in the reader's words."""
    sentence = sentences(visit.words).get(line.code)
    text = line.text
    if sentence is not None:
        try:
            text = sentence.format(**_shown(line.figures, visit.figures, currency))
        except LookupError:
            text = line.text  # an old decision may lack a figure
    return Reason(text, line.clause, line.code, line.figures.get("request"))


def _shown(figures: Mapping[str, str], language: Figures, currency: str) -> dict[str, str]:
    shown = dict(figures)
    for name, text in figures.items():
        if name in _AMOUNTS:
            shown[name] = language.amount(text, currency)
        elif name == "until":
            shown[name] = language.moment(datetime.fromisoformat(text))
    return shown


def sentences(_: Words) -> dict[str, str]:
    """Code → sentence, figures still to be put in."""
    return {**_of_deposits(_), **_of_amounts(_), **_of_requests(_), **_of_orders(_)}


def _of_deposits(_: Words) -> dict[str, str]:
    return {
        "window_closed": _("The time to ask for this money ended on {until}."),
        "window_not_open": _("It is too early to ask for this money."),
        "request_open": _("You have already asked for this deposit; that request is still open."),
        "payment_disputed": _("This payment is disputed at your bank, so nothing of it is sent from here."),
        "payment_inquiry": _("Your bank has asked about this payment, so a person looks at it first."),
        "deposits_not_refundable": _("Deposits made this way stay on the balance."),
        "at_discretion": _("For deposits made this way a person decides."),
        "destination_not_original": _("This way of paying cannot send money back to where it came from."),
        "used_too_much": _("Too much of this deposit has been used for it to go back."),
        "refunded_elsewhere": _("{elsewhere} of this payment was already paid back to you."),
        "order_refunds_not_withdrawable": _("What orders gave back stays on the balance."),
    }


def _of_amounts(_: Words) -> dict[str, str]:
    return {
        "nothing_unspent": _("There is nothing unspent here that could go back."),
        "exceeds_unspent": _("You asked for {asked}; at most {possible} can go back."),
        "bonus_not_refundable": _("{bonus} of your balance is bonus, which is never paid out."),
        "fee_exceeds_amount": _("The fees ({fee}) would use up all of {gross}, so nothing would arrive."),
        "fee_unknown": _("The payment processor has not told us its fee yet. We send nothing before we know it."),
        "below_minimum": _("The least amount is {least}; this would be {actual}."),
        "minimum_unknown": _("There is no least amount for this currency yet, so a person decides."),
        "above_limit": _("An amount of this size is always looked at by a person."),
    }


def _of_requests(_: Words) -> dict[str, str]:
    looked_at = _("A person looks at this request before anything is sent.")
    return {
        "account_terminated": _("This account was closed for breaking the rules; nothing is paid out from it."),
        "account_forfeited": _("The balance of this account was forfeited."),
        "account_suspended": _("This account is suspended at the moment."),
        "subject_missing": _("The request needs its subject."),
        "amount_missing": _("Please say how much you would like back."),
        "deposit_missing": _("Please choose the deposit it is about."),
        "order_missing": _("Please choose the order it is about."),
        "reason_missing": _("Please say why you would like it back."),
        "fraud_suspected": looked_at,
        "check_failed": looked_at,
        "rule_failed": looked_at,
        "fraud_denied": _("Our checks do not let this request go through."),
    }


def _of_orders(_: Words) -> dict[str, str]:
    return {
        "user_error": _(
            "The order could not be delivered for a reason on your side, such as a link or a private account."
        ),
        "order_completed": _("The order is completed. What drops off later is not paid back."),
        "order_in_review": _("A person is looking at this order; your request waits for the result."),
        "order_not_started": _(
            "The order has not started. We ask for it to be cancelled; the money follows the answer."
        ),
        "order_in_progress": _("The order is being worked on, so its money is spent."),
        "too_early": _("It is too early to have this order cancelled."),
        "cancel_not_possible": _("Orders cannot be cancelled from here."),
    }
