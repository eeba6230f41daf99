"""A deposit and a bonus, as the API shows them."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.lot import Lot
from panel_refunds.money import format_units
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class DepositView(Shown):
    """A payment credited to a customer's balance; ``fee`` is null while the processor has not told it."""

    id: str
    customer: str
    gateway: str
    payment: str
    method: str
    currency: str
    amount: str
    fee: str | None
    external_refunded: str
    dispute: str
    credited_at: datetime
    policy: str
    display: str | None


class BonusView(Shown):
    """Money the panel gave; ``tied_to`` is the deposit it came with."""

    id: str
    amount: str
    tied_to: str | None
    granted_at: datetime


def show_deposit(_call: Viewer, deposit: Deposit) -> DepositView:
    """The deposit as it is."""
    return DepositView(
        id=deposit.deposit_id,
        customer=deposit.customer_id,
        gateway=deposit.gateway,
        payment=deposit.payment,
        method=deposit.method,
        currency=deposit.currency,
        amount=format_units(deposit.amount, deposit.currency),
        fee=None if deposit.fee is None else format_units(deposit.fee, deposit.currency),
        external_refunded=format_units(deposit.external_refunded, deposit.currency),
        dispute=deposit.dispute,
        credited_at=deposit.credited_at,
        policy=deposit.policy,
        display=deposit.display,
    )


def show_bonus(_call: Viewer, lot: Lot) -> BonusView:
    """The bonus as it was given."""
    return BonusView(id=lot.lot_id, amount=format_units(lot.amount), tied_to=lot.deposit_id, granted_at=lot.credited_at)
