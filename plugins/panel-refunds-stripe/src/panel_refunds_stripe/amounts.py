"""Amounts as Stripe counts them: whole numbers of the smallest unit, with its own exceptions from ISO 4217.

A yen has no smaller unit, a dinar of Kuwait has a thousand. Stripe differs from the standard in three places: ariary
are counted whole, and króna and Uganda shilling in hundredths although none are left. Everything here is exact; only a
fee that was taken in another currency is divided, once, and rounded down, because what is kept of it is the customer's.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal, localcontext
from types import MappingProxyType

from panel_refunds.errors import Refused
from panel_refunds.money import DIGITS, Money, exponent_of

_OTHERWISE: Mapping[str, int] = MappingProxyType({"MGA": 0, "ISK": 2, "UGX": 2})
_PRECISION = 60


def digits_of(currency: str) -> int:
    """How many digits Stripe counts after the point; ``Refused`` for a currency that is not known here."""
    return _OTHERWISE[currency] if currency in _OTHERWISE else exponent_of(currency)


def money_of(count: int, currency: str) -> Money:
    """``1250, "usd"`` → 12.50 USD; ``1250, "jpy"`` → 1250 JPY. ``Refused`` for an unknown currency."""
    code = currency.upper()
    return Money(count * _step(code), code)


def count_of(money: Money) -> int:
    """12.50 USD → 1250. ``Refused`` when the amount is finer than what Stripe counts: nothing is rounded here."""
    count, rest = divmod(money.units, _step(money.currency))
    if rest:
        raise Refused("amount_invalid", f"{money} is finer than what can be paid in {money.currency}.")
    return count


def converted_fee(fee: Money, settled: Money, paid: Money, exchange_rate: object) -> Money | None:
    """``fee``, taken in the settlement currency, in the currency of the payment; None while it cannot be told.

    ``exchange_rate`` turns the payment's currency into the settlement's: ``paid`` × rate = ``settled``. Where the two
    are counted with different numbers of digits it is not told whether the rate is one of main units or of smallest
    ones, so the reading is taken that makes ``paid`` into ``settled``. Rounded down to the payment's smallest unit.
    """
    if fee.currency == paid.currency:
        return fee
    rate = _as_decimal(exchange_rate)
    if rate is None or paid.units <= 0:
        return None
    with localcontext(prec=_PRECISION):
        shift = Decimal(10) ** (digits_of(paid.currency) - digits_of(fee.currency))
        rates = (rate, rate * shift)
        between_units = min(rates, key=lambda each: abs(paid.units * each - settled.units))
        step = _step(paid.currency)
        count = int((fee.units / between_units / step).to_integral_value(ROUND_FLOOR))
    return Money(count * step, paid.currency)


def _step(currency: str) -> int:
    """The smallest amount that Stripe counts, in units of ours."""
    return int(10 ** (DIGITS - digits_of(currency)))


def _as_decimal(rate: object) -> Decimal | None:
    """The digits that stood in the answer; a float made of them gives them back when it is written."""
    if isinstance(rate, bool) or not isinstance(rate, int | float | Decimal):
        return None
    read = Decimal(str(rate))
    return read if read.is_finite() and read > 0 else None
