"""Bonuses: money the panel gives, and may take back while it is not spent."""

from __future__ import annotations

from panel_refunds.flows.grant_bonus import grant_bonus, void_bonus
from panel_refunds.ledger.lot import Lot
from panel_refunds.money import Money, format_units, parse_positive
from panel_refunds.web.answers.deposits import BonusView, show_bonus
from panel_refunds.web.fields import Amount, Currency, CustomerId, Given, Id, Person, Shown, Text
from panel_refunds.web.operation import Write
from panel_refunds.web.tenancy import Call

TAG = "bonuses"


class BonusGiven(Given):
    """A bonus; ``tied_to`` is the deposit it came with. Without ``currency`` the tenant's."""

    customer: CustomerId
    amount: Amount
    currency: Currency | None = None
    tied_to: Id | None = None


class VoidGiven(Given):
    """Who takes a bonus back, from whom, and why."""

    customer: CustomerId
    by: Person
    text: Text


class VoidedView(Shown):
    """What of a bonus was taken back."""

    id: str
    customer: str
    taken: str


def grant(call: Call, body: BonusGiven) -> Lot:
    """Give a customer a bonus, which is never paid out."""
    currency = call.currency_of(body.currency)
    return grant_bonus(call.desk, body.customer, Money(parse_positive(body.amount), currency), tied_to=body.tied_to)


def void(call: Call, body: VoidGiven) -> VoidedView:
    """Take back what is left of a bonus."""
    bonus = call.path["bonus"]
    taken = void_bonus(call.desk, body.customer, bonus, by=body.by, text=body.text)
    return VoidedView(id=bonus, customer=body.customer, taken=format_units(taken))


def _voided(call: Call, body: VoidGiven, subject: str) -> VoidedView:
    with call.desk.read() as books:
        done = [each for each in books.actions_of(subject) if each.action == "void_bonus"]
    taken = int(done[-1].facts["taken"]) if done else 0
    return VoidedView(id=call.path["bonus"], customer=body.customer, taken=format_units(taken))


def _as_it_is(_call: Call, voided: VoidedView) -> VoidedView:
    return voided


OPERATIONS = (
    Write(
        "/bonuses",
        "grant_bonus",
        "money",
        grant,
        show_bonus,
        BonusView,
        BonusGiven,
        status=201,
        only_books=True,
        codes=("amount_invalid", "currency_unknown", "account_forfeited"),
        tag=TAG,
    ),
    Write(
        "/bonuses/{bonus}/void",
        "void_bonus",
        "money",
        void,
        _as_it_is,
        VoidedView,
        VoidGiven,
        again=_voided,
        codes=("reason_needed",),
        tag=TAG,
    ),
)
