"""Deposits: payments that the panel's gateways took, their fees, and what banks say of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.look_at_payment import look_at_payment
from panel_refunds.flows.record_fee import record_fee
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import Money, parse_positive, parse_units
from panel_refunds.web.answers.deposits import DepositView, show_deposit
from panel_refunds.web.answers.page import Page, PageQuery
from panel_refunds.web.answers.payments import PaymentView, payment_of
from panel_refunds.web.fields import Amount, Currency, CustomerId, Facts, Given, Host, Line, Person, Ref, Text, Word
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "deposits"


class DepositGiven(Given):
    """A captured payment. Without ``currency`` the tenant's; without ``fee`` it is not known yet."""

    customer: CustomerId
    gateway: Word
    payment: Ref
    amount: Amount
    currency: Currency | None = None
    method: Word = "card"
    fee: Amount | None = None
    fingerprint: Ref | None = None
    display: Line | None = None
    facts: Facts = Field(default_factory=dict)
    site: Host | None = None


class FeeGiven(Given):
    """What the processor kept of the payment, in the deposit's currency."""

    fee: Amount


class DisputeGiven(Given):
    """What the bank says; ``amount`` is what is contested, all that is left of the payment when it is not given.

    ``by`` and ``text``: the person who says how it was decided, and the evidence, where no gateway told it.
    """

    state: Literal["inquiry", "opened", "won", "lost"]
    amount: Amount | None = None
    by: Person | None = None
    text: Text = ""


class DepositQuery(PageQuery):
    """Which deposits."""

    customer: CustomerId | None = None


def credit(call: Call, body: DepositGiven) -> Deposit:
    """Credit a captured payment to a customer's balance, once for each payment."""
    _, policy = call.policy_of(body.site)
    currency = call.currency_of(body.currency)
    fee = None if body.fee is None else Money(parse_units(body.fee, field="fee"), currency)
    taken = PaymentTaken(
        customer_id=body.customer,
        gateway=body.gateway,
        payment=body.payment,
        amount=Money(parse_positive(body.amount), currency),
        method=body.method,
        fee=fee,
        policy=policy,
        fingerprint=body.fingerprint,
        display=body.display,
        facts=body.facts,
    )
    return verify_and_credit(call.desk, taken)


def tell_fee(call: Call, body: FeeGiven) -> Deposit:
    """Tell the processor's fee of a deposit; requests that waited for it are decided anew."""
    deposit = _deposit(call)
    return record_fee(call.desk, deposit.deposit_id, Money(parse_units(body.fee, field="fee"), deposit.currency))


def tell_dispute(call: Call, body: DisputeGiven) -> Deposit:
    """Tell that a payment is contested, or how that was decided."""
    deposit = _deposit(call)
    amount = None if body.amount is None else Money(parse_positive(body.amount), deposit.currency)
    if body.state in ("won", "lost"):
        close_dispute(call.desk, deposit.deposit_id, outcome=body.state, by=body.by, text=body.text)
    else:
        open_dispute(call.desk, deposit.deposit_id, kind="open" if body.state == "opened" else "inquiry", amount=amount)
    return _deposit(call)


def show_one(call: Call, _asked: Given) -> DepositView:
    """One deposit."""
    return show_deposit(call, _deposit(call))


def show_payment(call: Call, _asked: Given) -> PaymentView:
    """The deposit's payment as its gateway has it at this moment."""
    return payment_of(look_at_payment(call.desk, call.path["deposit"]))


def show_many(call: Call, asked: DepositQuery) -> Page[DepositView]:
    """Deposits, oldest first."""
    with call.desk.read() as books:
        found = books.list_deposits(customer_id=asked.customer, after=asked.after, limit=asked.limit + 1)
    items = [show_deposit(call, deposit) for deposit in found[: asked.limit]]
    return Page[DepositView](items=items, next=items[-1].id if len(found) > asked.limit else None)


def _deposit(call: Call) -> Deposit:
    with call.desk.read() as books:
        return books.get_deposit(call.path["deposit"])


def _again(call: Call, _body: Given, _subject: str) -> Deposit:
    return _deposit(call)


OPERATIONS = (
    Write(
        "/deposits",
        "credit_deposit",
        "money",
        credit,
        show_deposit,
        DepositView,
        DepositGiven,
        status=201,
        codes=(
            "amount_invalid",
            "currency_unknown",
            "currency_mismatch",
            "already_exists",
            "payment_unknown",
            "payment_not_captured",
            "payment_differs",
            "payment_given_back",
            "gateway_silent",
        ),
        tag=TAG,
    ),
    Read("/deposits", "list_deposits", "read", show_many, Page[DepositView], DepositQuery, tag=TAG),
    Read("/deposits/{deposit}", "get_deposit", "read", show_one, DepositView, tag=TAG),
    Read("/deposits/{deposit}/payment", "look_at_payment", "read", show_payment, PaymentView, tag=TAG),
    Write(
        "/deposits/{deposit}/fee",
        "tell_fee",
        "money",
        tell_fee,
        show_deposit,
        DepositView,
        FeeGiven,
        wakes=True,
        codes=("amount_invalid", "fee_known_already"),
        tag=TAG,
    ),
    Write(
        "/deposits/{deposit}/dispute",
        "tell_dispute",
        "money",
        tell_dispute,
        show_deposit,
        DepositView,
        DisputeGiven,
        again=_again,
        wakes=True,
        codes=("amount_invalid", "dispute_closed", "no_dispute"),
        tag=TAG,
    ),
)
