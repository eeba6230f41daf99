"""The settings of one policy version, as values.

Every class is one table of a policy file, every field one key, its default the letter of an ordinary policy.
``panel_refunds.tenants`` reads and checks the files; here the settings only say what they mean. All are
frozen: a version that was used is never edited, and the same version always decides alike.

Amounts are units of 10⁻⁸ (``panel_refunds.money``), spans are ``panel_refunds.calendar.Span``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from panel_refunds.calendar import Span, Unit
from panel_refunds.orders.rules import (
    BUILTIN_REASONS,
    BUILTIN_STATUS_EFFECTS,
    CustomerCancel,
    OrderRules,
    ReasonEffect,
    StatusEffect,
)

__all__ = [
    "BUILTIN_REASONS",
    "BUILTIN_STATUS_EFFECTS",
    "ZERO",
    "AccountRules",
    "Amounts",
    "AutoApprove",
    "BonusRules",
    "Condition",
    "CustomerCancel",
    "DepositRules",
    "Forfeiture",
    "Minimum",
    "OrderRefundRules",
    "OrderRules",
    "OwnFee",
    "PayoutRules",
    "PolicyException",
    "PolicyVersion",
    "ReasonEffect",
    "ReviewRules",
    "Rules",
    "Spending",
    "StatusEffect",
    "TicketRules",
    "Window",
]


@dataclass(frozen=True, slots=True)
class Amounts:
    """A figure per currency; ``everywhere`` holds for all of them (only zero can say that)."""

    by_currency: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    everywhere: int | None = None

    def find(self, currency: str) -> int | None:
        """The figure in ``currency`` in units, or None where the policy has none (a person decides)."""
        return self.by_currency.get(currency, self.everywhere)


ZERO = Amounts(everywhere=0)


@dataclass(frozen=True, slots=True)
class Window:
    """When something may be asked for, counted from an event.

    ``start`` is what it counts from: ``credited`` (the deposit), ``returned`` (the order refund), ``last_use``
    (the customer's latest deposit or order). More than ``after`` must have passed (None: at once) and not more
    than ``within`` (None: unlimited). ``ends``: at the same ``moment`` of the clock or with the day.
    """

    start: Literal["credited", "returned", "last_use"] = "credited"
    after: Span | None = None
    within: Span | None = None
    ends: Literal["moment", "end_of_day"] = "moment"


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least amounts, equal passes: the gross asked for, the net that would arrive, cash + bonus before."""

    requested: Amounts = ZERO
    received: Amounts = ZERO
    balance: Amounts = ZERO


@dataclass(frozen=True, slots=True)
class OwnFee:
    """The house's own fee: a share of each refund's gross in parts per million, and a sum once per request."""

    percent_ppm: int = 0
    fixed: Amounts = ZERO


@dataclass(frozen=True, slots=True)
class DepositRules:
    """``[deposits]``: what goes back to where it came from."""

    refundable: Literal["right", "discretion", "never"] = "right"
    window: Window = Window("credited", within=Span(Unit.DAYS, 14))
    minimum: Minimum = Minimum()
    used_at_most_percent: int = 100
    destination: Literal["original", "told_by_customer"] = "original"
    if_impossible: Literal["stays_on_balance", "operator"] = "stays_on_balance"
    processor_fee: Literal["whole_once", "by_share", "house_pays"] = "whole_once"
    own_fee: OwnFee = OwnFee()


@dataclass(frozen=True, slots=True)
class OrderRefundRules:
    """``[order_refunds]``: whether money that orders gave back can leave; else as for deposits."""

    withdrawable: Literal["as_deposit", "never"] = "as_deposit"
    window: Window = Window("returned")


@dataclass(frozen=True, slots=True)
class Spending:
    """``[spending]``: which money an order takes, and which comes back."""

    first: tuple[Literal["bonus", "cash"], ...] = ("bonus", "cash")
    returns: Literal["last_spent_first", "by_share", "bonus_first"] = "last_spent_first"


@dataclass(frozen=True, slots=True)
class BonusRules:
    """``[bonus]``: what happens to bonuses tied to a deposit that goes back."""

    cancel_on: Literal["request", "payout"] = "request"
    restore_if_declined: bool = True
    already_spent: Literal["ignore", "deduct"] = "ignore"


@dataclass(frozen=True, slots=True)
class TicketRules:
    """``[tickets]``: what a complete request is, and what happens when too much is asked for."""

    subjects: tuple[str, ...] = ("Refund Request",)
    required: tuple[Literal["amount", "deposit", "order", "reason"], ...] = ("amount",)
    channels: tuple[str, ...] = ("portal", "panel")
    over_ask: Literal["offer", "cap", "decline"] = "offer"
    offer_stands: Span = Span(Unit.DAYS, 7)


@dataclass(frozen=True, slots=True)
class AutoApprove:
    """Approve by rule while what one customer got in ``days`` days, this request included, is at most ``up_to``."""

    up_to: Amounts
    days: int


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """``[review]``: who decides, until when. ``approvers`` are roles, one different person for each."""

    within: Span = Span(Unit.WORKING_DAYS, 5)
    remind_before: Span = Span(Unit.WORKING_DAYS, 1)
    approvers: tuple[str, ...] = ("finance",)
    opener_may_approve: bool = False
    auto_approve: AutoApprove | None = None
    auto_decline: bool = False


@dataclass(frozen=True, slots=True)
class PayoutRules:
    """``[payout]``: working days until it arrives (told to the customer), and patience with the gateway's float."""

    arrives: tuple[int, int] = (3, 15)
    arrives_from: Literal["sent", "approval", "request"] = "sent"
    wait_for_gateway_balance: Span = Span(Unit.DAYS, 10)


@dataclass(frozen=True, slots=True)
class Forfeiture:
    """How many different people a forfeiture needs, and what it takes."""

    people: int = 2
    takes: tuple[Literal["cash", "bonus"], ...] = ("cash", "bonus")


@dataclass(frozen=True, slots=True)
class AccountRules:
    """``[accounts]``: what account states mean for refunds."""

    terminated: Literal["deny"] = "deny"
    forfeiture: Forfeiture = Forfeiture()


@dataclass(frozen=True, slots=True)
class Rules:
    """One full set of tables; what an exception changes is a copy of this."""

    deposits: DepositRules = DepositRules()
    order_refunds: OrderRefundRules = OrderRefundRules()
    spending: Spending = Spending()
    bonus: BonusRules = BonusRules()
    orders: OrderRules = field(default_factory=OrderRules)
    tickets: TicketRules = TicketRules()
    review: ReviewRules = ReviewRules()
    payout: PayoutRules = PayoutRules()
    accounts: AccountRules = AccountRules()


@dataclass(frozen=True, slots=True)
class Condition:
    """When an exception holds: every key given must match, each with any of its words.

    ``method`` and ``gateway`` speak of the deposit, ``provider`` and ``service`` of the order.
    """

    method: tuple[str, ...] = ()
    gateway: tuple[str, ...] = ()
    provider: tuple[str, ...] = ()
    service: tuple[str, ...] = ()

    def holds(self, facts: Mapping[str, str]) -> bool:
        """Whether ``facts`` (``{"method": "card", …}``) meet every key."""
        wanted = {"method": self.method, "gateway": self.gateway, "provider": self.provider, "service": self.service}
        return all(facts.get(key) in words for key, words in wanted.items() if words)


@dataclass(frozen=True, slots=True)
class PolicyException:
    """Settings that hold only under a condition.

    ``changes`` has the path of a setting as ``("deposits", "refundable")`` and its checked value; a path may be
    three long (``("orders", "status", "partial")``: one word of a table).
    """

    condition: Condition
    changes: tuple[tuple[tuple[str, ...], object], ...]


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """What one policy file says: in force from the start of ``day`` in the tenant's time zone.

    ``digest`` is the SHA-256 of what the file says, its comments aside, so that a version that was used cannot be
    edited unseen.
    """

    name: str
    day: date
    rules: Rules = field(default_factory=Rules)
    exceptions: tuple[PolicyException, ...] = ()
    digest: str = ""

    @property
    def label(self) -> str:
        """``default@2025-08-29``, as stored with each deposit and decision."""
        return f"{self.name}@{self.day.isoformat()}"
