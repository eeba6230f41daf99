"""Money is an integer and a currency.

An amount is a whole number of *units*: 10⁻⁸ of the currency's main unit, for every currency. That is fine
enough for a panel that charges 0.00002 for a like, and it fits a signed 64-bit column up to 92 billion.
Amounts of one wallet share one currency, so the books carry bare units; wherever currencies could meet,
``Money`` keeps the two together and refuses to mix them.

Money that leaves for a gateway is rounded *down* to the currency's minor unit; what is finer stays on the
balance. There is no float anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from panel_refunds.errors import Refused

SCALE = 10**8
DIGITS = 8
MAX_UNITS = 2**63 - 1

# What ISO 4217 does not know. An installation may extend it; see ``register_currencies``.
_EXTRA_EXPONENTS: dict[str, int] = {"BTC": 8, "ETH": 8, "LTC": 8, "TRX": 6, "USDC": 6, "USDT": 6}
_DECIMAL = re.compile(r"(?a)(-?)(\d{1,40})(?:\.(\d{1,40}))?")
_CODE = re.compile(r"[A-Z0-9]{3,8}")


def register_currencies(exponents: Mapping[str, int]) -> None:
    """Let the installation name currencies beyond ISO 4217: code → number of decimal digits (0 to 8)."""
    for code, digits in exponents.items():
        if not _CODE.fullmatch(code) or not 0 <= digits <= DIGITS:
            raise ValueError(f"{code!r} = {digits!r}: a currency is 3 to 8 capitals and 0 to 8 digits")
        if _iso_exponent(code) not in (None, digits):
            raise ValueError(f"{code!r}: ISO 4217 says {_iso_exponent(code)} digits, not {digits}")
    _EXTRA_EXPONENTS.update(exponents)
    exponent_of.cache_clear()


def _iso_exponent(code: str) -> int | None:
    from iso4217 import Currency

    try:
        found = Currency(code)
    except ValueError:
        return None
    return found.exponent


@lru_cache(maxsize=1024)
def exponent_of(currency: str) -> int:
    """How many decimal digits the minor unit of ``currency`` has (JPY 0, USD 2, KWD 3, BTC 8)."""
    exponent = _iso_exponent(currency)
    if exponent is None:
        exponent = _EXTRA_EXPONENTS.get(currency)
    if exponent is None:
        raise Refused("currency_unknown", f"The currency {currency[:12]!r} is not known here.", field="currency")
    return exponent


def minor_unit(currency: str) -> int:
    """The smallest payable amount of ``currency``, in units."""
    return int(10 ** (DIGITS - exponent_of(currency)))


def round_down(units: int, currency: str) -> int:
    """The largest payable amount that is not more than ``units``, of whichever sign."""
    step = minor_unit(currency)
    return units - units % step


def round_up(units: int, currency: str) -> int:
    """The smallest payable amount that is not less than ``units``."""
    return -round_down(-units, currency)


def ceil_div(numerator: int, denominator: int) -> int:
    """Whole-number division, rounded up; the denominator is positive."""
    return -(-numerator // denominator)


def parse_units(text: str, *, field: str = "amount", digits: int = DIGITS) -> int:
    """Read a plain decimal string (``"12.50"``) as units; zero and below are for the caller to judge.

    Refused with ``amount_invalid``: exponents, separators, signs other than a leading minus, NaN, more than
    ``digits`` decimals that are not zero, and anything that does not fit a signed 64-bit number of units.
    """
    match = _DECIMAL.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise Refused("amount_invalid", 'An amount is a plain decimal number in quotes, like "12.50".', field=field)
    sign, whole, fraction = match.group(1), match.group(2), (match.group(3) or "").rstrip("0")
    if len(fraction) > digits:
        raise Refused("amount_invalid", f"At most {digits} digits may follow the point.", field=field)
    units = int(whole) * SCALE + int(fraction.ljust(DIGITS, "0") or "0")
    if units > MAX_UNITS:
        raise Refused("amount_invalid", "The amount is too large.", field=field)
    return -units if sign else units


def parse_positive(text: str, *, field: str = "amount") -> int:
    """Read an amount that must be more than zero, in units."""
    units = parse_units(text, field=field)
    if units <= 0:
        raise Refused("amount_invalid", "The amount must be more than zero.", field=field)
    return units


def parse_payable(text: str, currency: str, *, field: str = "amount") -> int:
    """Read an amount above zero that the currency can pay: no finer than its minor unit."""
    units = parse_positive(text, field=field)
    if units % minor_unit(currency):
        raise Refused(
            "amount_invalid", f"{currency} has at most {exponent_of(currency)} digits after the point.", field=field
        )
    return units


def format_units(units: int, currency: str | None = None) -> str:
    """Units as a decimal string: at least the currency's own digits (two without one), at most eight."""
    least = exponent_of(currency) if currency else 2
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), SCALE)
    fraction = f"{rest:08d}".rstrip("0").ljust(least, "0")
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in units together with its currency; two currencies never add, subtract or compare."""

    units: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.units) is not int:
            raise TypeError("money is counted in whole units")
        if abs(self.units) > MAX_UNITS:
            raise Refused("amount_invalid", "The amount is too large.")

    def _same(self, other: Money) -> int:
        if self.currency != other.currency:
            raise Refused("currency_mismatch", f"{self.currency} and {other.currency} cannot be mixed.")
        return other.units

    def __add__(self, other: Money) -> Money:
        return Money(self.units + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.units - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.units, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.units < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.units <= self._same(other)

    def __str__(self) -> str:
        return f"{format_units(self.units, self.currency)} {self.currency}"

    def round_down(self) -> Money:
        """The largest payable amount that is not more than this."""
        return Money(round_down(self.units, self.currency), self.currency)

    @property
    def minor(self) -> int:
        """The amount as a whole number of minor units, as gateways count; it must be payable exactly."""
        count, rest = divmod(self.units, minor_unit(self.currency))
        if rest:
            raise Refused("amount_invalid", f"{self} is finer than the minor unit of {self.currency}.")
        return count

    @classmethod
    def of(cls, text: str, currency: str) -> Money:
        """``Money.of("12.50", "USD")``; any sign, any precision up to eight digits."""
        exponent_of(currency)
        return cls(parse_units(text), currency)

    @classmethod
    def from_minor(cls, count: int, currency: str) -> Money:
        """The amount of a gateway that counts minor units: 1250 USD → 12.50 USD, 1250 JPY → 1250 JPY."""
        return cls(count * minor_unit(currency), currency)
