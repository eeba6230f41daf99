"""What a fraud check may know and say.

The core prepares everything: a check reads no database of ours. What it is told is one frozen value with one canonical
form (``canonical_context``), so that a verdict can say for which inputs it was given, and a service somewhere else is
told exactly the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Literal, Protocol

from panel_refunds.money import Money, format_units
from panel_refunds.ports.gateways import DisputeState

CONTEXT_VERSION = 1
_NO_FACTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PaymentSigns:
    """What others think of one payment of the customer: its gateway, the bank that paid, and the panel.

    ``risk`` are the gateway's own words (``PaymentFacts.risk``), empty where it could not be asked; ``warned_at`` the
    moments at which early fraud warnings about the payment came; ``facts`` what the panel sent with the deposit.
    """

    deposit: str
    gateway: str
    risk: Mapping[str, str] = field(default_factory=lambda: _NO_FACTS)
    warned_at: tuple[datetime, ...] = ()
    dispute: DisputeState = "none"
    facts: Mapping[str, str] = field(default_factory=lambda: _NO_FACTS)
    amount: Money | None = None
    credited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DisputeSigns:
    """A dispute about any payment of the customer, as it stands now."""

    deposit: str
    opened_at: datetime
    amount: Money
    state: DisputeState


@dataclass(frozen=True, slots=True)
class SharedUse:
    """Another customer's use of a payment account that this customer paid from too.

    ``deposits`` were paid from the shared account; ``bonuses`` are all that the panel gave to that customer. The sums
    have one amount for each currency.
    """

    customer: str
    deposits: int = 0
    deposited: tuple[Money, ...] = ()
    bonuses: int = 0
    granted: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class FraudContext:
    """What a check may know; prepared by the core, so a check reads no database of ours.

    Counts are of this customer, the asked request included; ``shared_accounts`` are other customers of the
    tenant that paid from the same payment account, and ``others`` says what the first of them took. ``payments`` are
    the deposits that the request may be about, newest first: all of them with the warnings of banks, the first few with
    what their gateway thinks of them. ``bonuses`` were granted to this customer, ``returned`` came back to the balance
    from orders. ``facts`` is what the panel sent with the request, like ``country`` or ``ip_country``.
    """

    customer: str
    asked: Money | None
    at: datetime
    first_seen_at: datetime | None
    deposits: tuple[tuple[datetime, Money], ...] = ()
    orders: tuple[tuple[datetime, Money], ...] = ()
    requests: tuple[datetime, ...] = ()
    refunds: tuple[tuple[datetime, Money], ...] = ()
    shared_accounts: tuple[str, ...] = ()
    payments: tuple[PaymentSigns, ...] = ()
    facts: Mapping[str, str] = field(default_factory=lambda: _NO_FACTS)
    bonuses: tuple[tuple[datetime, Money], ...] = ()
    returned: tuple[tuple[datetime, Money], ...] = ()
    disputes: tuple[DisputeSigns, ...] = ()
    others: tuple[SharedUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fraud check's answer; ``reasons`` are sentences for the finance desk."""

    answer: Literal["allow", "review", "deny", "abstain"]
    reasons: tuple[str, ...] = ()


class FraudCheck(Protocol):
    """Looks at a request before it is decided; a failure or a time-out means review."""

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict: ...


def canonical_context(context: FraudContext) -> str:
    """The context as JSON, letter by letter the same for the same inputs.

    Keys are sorted, nothing stands between the parts, everything beyond ASCII is escaped. An amount is a decimal string
    of two to eight digits after the point beside its currency; a moment is UTC with six digits of a second and ``Z``;
    what is not known is null. ``version`` says which fields there are.
    """
    told: dict[str, Any] = {
        "version": CONTEXT_VERSION,
        "customer": context.customer,
        "asked": _money(context.asked),
        "at": _moment(context.at),
        "first_seen_at": _moment(context.first_seen_at),
        "deposits": _movements(context.deposits),
        "orders": _movements(context.orders),
        "requests": [_moment(moment) for moment in context.requests],
        "refunds": _movements(context.refunds),
        "shared_accounts": list(context.shared_accounts),
        "payments": [_signs(signs) for signs in context.payments],
        "facts": dict(context.facts),
        "bonuses": _movements(context.bonuses),
        "returned": _movements(context.returned),
        "disputes": [_dispute(dispute) for dispute in context.disputes],
        "others": [_shared(other) for other in context.others],
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def inputs_hash(context: FraudContext) -> str:
    """SHA-256 of the canonical form, in hex: what a stored verdict was given for."""
    return sha256(canonical_context(context).encode("ascii")).hexdigest()


def _money(money: Money | None) -> dict[str, str] | None:
    return None if money is None else {"amount": format_units(money.units), "currency": money.currency}


def _moment(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _movements(moved: Iterable[tuple[datetime, Money]]) -> Sequence[dict[str, Any]]:
    return [{"at": _moment(at), "amount": format_units(money.units), "currency": money.currency} for at, money in moved]


def _signs(signs: PaymentSigns) -> dict[str, Any]:
    return {
        "deposit": signs.deposit,
        "gateway": signs.gateway,
        "risk": dict(signs.risk),
        "warned_at": [_moment(moment) for moment in signs.warned_at],
        "dispute": signs.dispute,
        "facts": dict(signs.facts),
        "amount": _money(signs.amount),
        "credited_at": _moment(signs.credited_at),
    }


def _dispute(dispute: DisputeSigns) -> dict[str, Any]:
    return {
        "deposit": dispute.deposit,
        "opened_at": _moment(dispute.opened_at),
        "amount": _money(dispute.amount),
        "state": dispute.state,
    }


def _shared(other: SharedUse) -> dict[str, Any]:
    return {
        "customer": other.customer,
        "deposits": other.deposits,
        "deposited": [_money(money) for money in other.deposited],
        "bonuses": other.bonuses,
        "granted": [_money(money) for money in other.granted],
    }
