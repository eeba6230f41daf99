"""The words of an expression: what each is called, of which kind it is, what it means and where it comes from.

One table says it all. The checker takes the kinds from it, an evaluation the values, the README its own table. Amounts
are read as whole units of 10⁻⁸, ages as whole hours and days that have passed. A word that may have no value (a fee
that is not known) is simply not there, and ``has(…)`` asks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds.policy.snapshot import DepositFacts, OrderFacts, Snapshot

Kind = Literal["money", "int", "bool", "string", "weekday", "timestamp", "deposit", "deposits", "order"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Word:
    """One word. ``read`` gives its value from a look at the facts; None: it has none, which only some can have."""

    name: str
    kind: Kind
    meaning: str
    read: Callable[[Any], object]
    may_be_missing: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What an expression looks at: a wallet, what is asked, and those words that the expression uses."""

    snapshot: Snapshot
    asked: Money | None
    used: Collection[str]

    @property
    def at(self) -> datetime:
        """The moment, in UTC."""
        return self.snapshot.at.astimezone(UTC)

    @property
    def wanted(self) -> int:
        """What is asked for; without an amount everything that is unspent is."""
        if self.asked is None:
            return sum(deposit.left for deposit in self.snapshot.deposits)
        if self.asked.currency != self.snapshot.currency:
            raise Refused("currency_mismatch")
        return self.asked.units


@dataclass(frozen=True, slots=True)
class DepositLook:
    """One deposit at one moment."""

    facts: DepositFacts
    at: datetime


@dataclass(frozen=True, slots=True)
class OrderLook:
    """The order that a request is about, at one moment."""

    facts: OrderFacts
    at: datetime


def _record(words: Sequence[Word], look: DepositLook | OrderLook, used: Collection[str]) -> Mapping[str, object]:
    read = ((word.name, word.read(look)) for word in words if word.name in used)
    return {name: value for name, value in read if value is not None}


def _deposits(look: Look) -> list[Mapping[str, object]]:
    return [_record(DEPOSIT, DepositLook(deposit, look.at), look.used) for deposit in look.snapshot.deposits]


def _order(look: Look) -> Mapping[str, object] | None:
    order = look.snapshot.order
    return None if order is None else _record(ORDER, OrderLook(order, look.at), look.used)


def _age(look: DepositLook, span: timedelta) -> int:
    return (look.at - look.facts.credited_at) // span


def _from_orders(facts: DepositFacts) -> int:
    return sum(lot.left for lot in facts.lots if lot.kind == "order_refund")


def _granted(look: DepositLook) -> int:
    return sum(bonus.granted for bonus in look.facts.bonuses)


def _disputed(facts: DepositFacts) -> bool:
    return facts.dispute not in ("none", "won")


def _weekday(look: Look) -> str:
    return WEEKDAYS[look.at.weekday()]


DEPOSIT: Sequence[Word] = (
    Word("id", "string", "our id of the deposit", lambda look: look.facts.deposit_id),
    Word("payment", "string", "the gateway's id of the payment", lambda look: look.facts.payment),
    Word("gateway", "string", "your name of the gateway", lambda look: look.facts.gateway),
    Word("method", "string", "the payment method", lambda look: look.facts.method),
    Word("amount", "money", "what was credited", lambda look: look.facts.amount),
    Word("left", "money", "what of it is neither spent nor held", lambda look: look.facts.left),
    Word("left_from_orders", "money", "what of `left` came back from orders", lambda look: _from_orders(look.facts)),
    Word("spent", "money", "what went into orders and has not come back", lambda look: look.facts.spent),
    Word("refunded", "money", "what was refunded of it, or is under way", lambda look: look.facts.gross_refunded),
    Word("elsewhere", "money", "what somebody refunded at the gateway itself", lambda look: look.facts.elsewhere),
    Word("fee", "money", "the processor's fee; not there while it is not known", lambda look: look.facts.fee, True),
    Word("fee_kept", "money", "what of the fee was kept in refunds so far", lambda look: look.facts.fee_kept),
    Word("bonus", "money", "the bonus that came with it", _granted),
    Word("age_hours", "int", "whole hours since it was credited", lambda look: _age(look, _HOUR)),
    Word("age_days", "int", "whole days since it was credited", lambda look: _age(look, _DAY)),
    Word("dispute", "string", '"none", "inquiry", "open", "won" or "lost"', lambda look: look.facts.dispute),
    Word("disputed", "bool", "whether `dispute` is neither none nor won", lambda look: _disputed(look.facts)),
    Word("requested", "bool", "whether another open request is about it", lambda look: bool(look.facts.open_request)),
    Word(
        "original_guaranteed",
        "bool",
        "whether its gateway promises to pay back to where the money came from",
        lambda look: look.facts.original_guaranteed,
    ),
)

ORDER: Sequence[Word] = (
    Word("id", "string", "our id of the order", lambda look: look.facts.order_id),
    Word("status", "string", "its status in our words, like `partial`", lambda look: look.facts.status),
    Word("reason", "string", "why it failed; not there where nobody said", lambda look: look.facts.reason, True),
    Word("charge", "money", "what it cost", lambda look: look.facts.charge),
    Word("refunded", "money", "what it gave back to the balance", lambda look: look.facts.refunded),
    Word("age_hours", "int", "whole hours since it was placed", lambda look: (look.at - look.facts.placed_at) // _HOUR),
    Word("age_days", "int", "whole days since it was placed", lambda look: (look.at - look.facts.placed_at) // _DAY),
    Word("in_review", "bool", "whether it waits for a person", lambda look: look.facts.in_review),
)

WORDS: Sequence[Word] = (
    Word("asked", "money", "what is asked for; all that is unspent where no amount is", lambda look: look.wanted),
    Word("everything", "bool", "whether no amount is named", lambda look: look.asked is None),
    Word("cash", "money", "the customer's own money on the balance", lambda look: look.snapshot.cash),
    Word("bonus", "money", "bonus on the balance", lambda look: look.snapshot.bonus),
    Word("held", "money", "what is set aside for other refunds", lambda look: look.snapshot.held),
    Word("deposits", "deposits", "the deposits that have money left, oldest first", _deposits),
    Word("order", "order", "the order that the request is about, or null", _order, True),
    Word("customer", "string", "your id of the customer", lambda look: look.snapshot.customer),
    Word("account", "string", '"open", "suspended", "closed" …', lambda look: look.snapshot.account),
    Word("currency", "string", 'the wallet\'s currency, like "USD"', lambda look: look.snapshot.currency),
    Word("at", "timestamp", "the moment of the decision", lambda look: look.at),
    Word("weekday", "weekday", "its day of the week in UTC, `monday` to `sunday`", _weekday),
    Word("hour", "int", "its hour in UTC, 0 to 23", lambda look: look.at.hour),
)


def values_of(look: Look) -> Mapping[str, object]:
    """The value of every word that is used, for one evaluation."""
    days = {day: day for day in WEEKDAYS if day in look.used}
    return days | {word.name: word.read(look) for word in WORDS if word.name in look.used}
