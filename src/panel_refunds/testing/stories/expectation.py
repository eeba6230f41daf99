"""What a story can expect at a moment; a key that is absent is not looked at. Amounts are units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from panel_refunds.money import format_units
from panel_refunds.refunds.request import Recommendation, RequestState
from panel_refunds.testing.stories.language import key, keys_of
from panel_refunds.testing.stories.values import (
    one_of,
    read_amount,
    read_amount_or_unknown,
    read_amounts_by_name,
    read_day,
    read_flag,
    read_name,
    read_texts,
)

Amount = int | Literal["unknown"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRequest:
    """One request: its state, what is recommended and why, its figures, and the day on which it is due."""

    id: str = key(read_name, speaks_of=("request",))
    state: str | None = key(one_of(*get_args(RequestState)), None)
    recommend: str | None = key(one_of(*get_args(Recommendation)), None)
    gross: int | None = key(read_amount, None)
    fee: Amount = key(read_amount_or_unknown, None)
    net: Amount = key(read_amount_or_unknown, None)
    reasons: tuple[str, ...] | None = key(read_texts, None)
    due: date | None = key(read_day, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedOrder:
    """One order: what came back of its charge, and whether it waits for a person."""

    id: str = key(read_name, speaks_of=("order",))
    refunded: int | None = key(read_amount, None)
    review: bool | None = key(read_flag, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedArrival:
    """The days between which the money of the last sending should arrive."""

    first: date | None = key(read_day, None, written="from")
    last: date | None = key(read_day, None, written="to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """Everything that is expected at one moment."""

    balance: int | None = key(read_amount, None)
    cash: int | None = key(read_amount, None)
    bonus: int | None = key(read_amount, None)
    held: int | None = key(read_amount, None)
    refundable: int | None = key(read_amount, None)
    receives: Amount = key(read_amount_or_unknown, None)
    refundable_of: Mapping[str, int] | None = key(read_amounts_by_name, None, speaks_of=("deposit",))
    request: ExpectedRequest | None = key(ExpectedRequest, None)
    paid: Mapping[str, int] | None = key(read_amounts_by_name, None, speaks_of=("deposit",))
    order: ExpectedOrder | None = key(ExpectedOrder, None)
    arrival: ExpectedArrival | None = key(ExpectedArrival, None)
    refill: bool | None = key(read_flag, None)


def in_words(expected: object) -> str:
    """What is expected, as the timeline shows it; amounts with their point, tables in brackets."""
    if isinstance(expected, bool):
        return "yes" if expected else "no"
    if isinstance(expected, int):
        return format_units(expected)
    if isinstance(expected, tuple):
        return " and ".join(expected)
    if isinstance(expected, Mapping):
        return ", ".join(f"{name} {in_words(value)}" for name, value in expected.items())
    if not isinstance(expected, Expectation | ExpectedRequest | ExpectedOrder | ExpectedArrival):
        return str(expected)
    said = [(key.name, getattr(expected, key.field)) for key in keys_of(type(expected))]
    return ", ".join(f"{name} {_bracketed(value)}" for name, value in said if value is not None)


def _bracketed(value: object) -> str:
    plain = isinstance(value, str | int | tuple | date)
    return in_words(value) if plain else f"({in_words(value)})"
