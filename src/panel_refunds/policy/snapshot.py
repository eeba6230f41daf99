"""The facts a decision is made from: one wallet at one moment, with nothing to look up any more.

Built by the store under the wallet's lock, or by a test by hand. Times are aware UTC, amounts units of the
wallet's currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from panel_refunds.ledger.customer import AccountState
from panel_refunds.ledger.deposit import DisputeState
from panel_refunds.policy.settings import OrderRules, PolicyVersion


@dataclass(frozen=True, slots=True)
class LotFacts:
    """Cash that is left of one lot: ``left`` is neither spent nor held.

    ``asked_at`` is the time of an earlier request, in time, whose refund failed: it counts instead of a new one.
    """

    lot_id: str
    kind: Literal["deposit", "order_refund"]
    left: int
    returned_at: datetime | None = None
    order_id: str | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TiedBonus:
    """A bonus tied to a deposit: what was granted, and what of it is spent and not charged for yet."""

    lot_id: str
    granted: int
    spent: int


@dataclass(frozen=True, slots=True)
class DepositFacts:
    """One deposit with everything a rule may ask of it.

    ``version`` was accepted with the deposit and alone may take money; ``governed_by`` decides the rest (the same,
    unless the tenant governs by the time of the request). ``fee`` is None while it is not known. ``fee_kept`` and
    ``gross_refunded`` count refunds that have not failed, those under way included. ``spent`` is what went into orders
    and has not come back, ``elsewhere`` what somebody else paid back at the gateway. ``original_guaranteed`` is what
    its gateway promises for its method.
    """

    deposit_id: str
    payment: str
    gateway: str
    method: str
    amount: int
    credited_at: datetime
    version: PolicyVersion
    governed_by: PolicyVersion
    fee: int | None
    fee_kept: int = 0
    gross_refunded: int = 0
    spent: int = 0
    elsewhere: int = 0
    lots: tuple[LotFacts, ...] = ()
    bonuses: tuple[TiedBonus, ...] = ()
    dispute: DisputeState = "none"
    open_request: str | None = None
    original_guaranteed: bool = True

    @property
    def left(self) -> int:
        """What is unspent and not held, over all its lots."""
        return sum(lot.left for lot in self.lots)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """The order a request is about."""

    order_id: str
    status: str
    placed_at: datetime
    rules: OrderRules
    charge: int
    refunded: int
    reason: str | None = None
    refill_until: datetime | None = None
    in_review: bool = False
    open_request: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A wallet as a rule sees it. ``deposits`` are in order of their age, oldest first."""

    customer: str
    currency: str
    at: datetime
    account: AccountState
    cash: int
    bonus: int
    held: int
    deposits: tuple[DepositFacts, ...]
    order: OrderFacts | None = None
    last_use_at: datetime | None = None
    approved_in_days: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
