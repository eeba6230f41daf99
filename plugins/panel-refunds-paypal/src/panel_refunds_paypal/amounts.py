"""Amounts as PayPal writes them: main units in a text, with the currency beside it.

Two currencies that have digits elsewhere have none at PayPal (HUF, TWD): it refuses an amount of half a forint, so such
an amount is refused here before anything is sent, and a whole one is written without a point.
"""

from __future__ import annotations

from collections.abc import Mapping

from panel_refunds.money import SCALE, Money, format_units, minor_unit
from panel_refunds.ports.said import Said

WITHOUT_DIGITS = frozenset({"HUF", "JPY", "TWD"})


def is_payable(amount: Money) -> bool:
    """Whether PayPal can pay exactly this."""
    step = SCALE if amount.currency in WITHOUT_DIGITS else minor_unit(amount.currency)
    return amount.units > 0 and amount.units % step == 0


def write_money(amount: Money) -> Mapping[str, str]:
    """A payable amount in PayPal's words."""
    whole = amount.currency in WITHOUT_DIGITS
    value = str(amount.units // SCALE) if whole else format_units(amount.units, amount.currency)
    return {"currency_code": amount.currency, "value": value}


def read_money(said: Said, name: str) -> Money:
    """The amount in the field ``name``."""
    amount = said.inside(name)
    return amount.money("value", amount.text("currency_code"))
