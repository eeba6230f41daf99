"""A customer paid: the payment is credited to the balance, once, however often the panel says so.

Asked by the panel (API) after its gateway captured a payment, or told in a story; leaves a deposit with the policy
version accepted with it, and a lot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.record_fee import check_fee, learn_fee, note_fee
from panel_refunds.flows.refs import check_ref
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.deposit import credit_deposit as book_deposit
from panel_refunds.money import Money
from panel_refunds.store import Books


@dataclass(frozen=True, slots=True)
class PaymentTaken:
    """A captured payment as the panel tells it; ``fee`` None while the processor has not told it.

    ``site`` is the host on which the customer paid, which names the policy; absent: the tenant's first site.
    ``facts`` is what the panel knows of the payment, like ``card_country``; only fraud checks look at it.
    """

    customer_id: str
    gateway: str
    payment: str
    amount: Money
    method: str = "card"
    fee: Money | None = None
    policy: str | None = None
    fingerprint: str | None = None
    display: str | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def credit_deposit(desk: Desk, taken: PaymentTaken) -> Deposit:
    """Credit the payment; told again with the same figures it is the same deposit, with others it is refused."""
    # 1. A gateway we know, an amount it can have taken, a fee below it.
    desk.gateway(taken.gateway)
    check_ref(taken.payment, "payment")
    _check_amounts(taken)
    now = desk.now()

    # 2. In one transaction: the same payment is never credited twice.
    with desk.begin() as books:
        wallet_id = books.ensure_wallet(taken.customer_id, taken.amount.currency, now)
        desk.stop_if_replayed(books)
        if earlier := books.find_deposit_by_payment(taken.gateway, taken.payment):
            return _same(desk, books, earlier, taken)
        version = desk.tenant.policy_at(taken.policy or desk.tenant.policy_name, now)
        _refuse_edited_version(books, version.label, version.digest, desk)
        deposit = Deposit(
            deposit_id=desk.new_id("deposit"),
            wallet_id=wallet_id,
            customer_id=taken.customer_id,
            currency=taken.amount.currency,
            gateway=taken.gateway,
            payment=taken.payment,
            method=taken.method,
            amount=taken.amount.units,
            credited_at=now,
            policy=version.label,
            fingerprint=taken.fingerprint,
            display=taken.display,
        )
        wallet = books.wallet(wallet_id, holds=False)
        book_deposit(wallet, deposit_id=deposit.deposit_id, gateway=deposit.gateway, amount=deposit.amount, at=now)
        books.add_deposit(deposit)
        books.keep_facts(deposit.deposit_id, taken.facts, now)
        if taken.fee is not None:
            deposit = note_fee(books, wallet, deposit, taken.fee.units, now)
        desk.remember(books, deposit.deposit_id, deposit)
    return deposit


def _check_amounts(taken: PaymentTaken) -> None:
    if taken.amount.units <= 0:
        raise Refused("amount_invalid", "A deposit is more than zero.", field="amount")
    if taken.amount.round_down() != taken.amount:
        raise Refused("amount_invalid", f"{taken.amount} is finer than the currency's minor unit.", field="amount")
    if taken.fee is not None:
        check_fee(taken.fee, taken.amount)


def _same(desk: Desk, books: Books, earlier: Deposit, taken: PaymentTaken) -> Deposit:
    mine = (earlier.customer_id, earlier.amount, earlier.currency)
    if mine != (taken.customer_id, taken.amount.units, taken.amount.currency):
        text = "This payment was credited before, to another customer or with another amount."
        raise Refused("already_exists", text, field="payment", deposit=earlier.deposit_id)
    # Whoever told of the payment first, a webhook perhaps, may have known nothing of this.
    books.keep_facts(earlier.deposit_id, taken.facts, desk.now())
    return earlier if taken.fee is None else learn_fee(desk, books, earlier, taken.fee)


def _refuse_edited_version(books: Books, label: str, digest: str, desk: Desk) -> None:
    """A version that a deposit was accepted under is never edited: what people agreed to must stay readable."""
    if books.remember_policy(label, digest, desk.now()) != digest:
        raise Refused(
            "already_exists",
            f"The policy version {label} was changed after it was used; write a new version with a later date.",
        )
