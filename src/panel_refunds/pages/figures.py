"""Money, days and moments as a language writes them.

Amounts keep the digits that our own table of currencies says: CLDR has other ideas about thirteen of them. A moment is
shown in the tenant's time zone, because that is where its days begin and end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    format_time,
    format_timedelta,
    get_datetime_format,
)
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from panel_refunds.money import format_units

_FROM_RIGHT, _LEFT, _END = "\u2067", "\u200e", "\u2069"
"""Where one reads from the right, an amount is a piece of its own, and the dollar of ``US$`` stays behind the S."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures in one language and time zone."""

    locale: Locale
    zone: ZoneInfo

    def money(self, units: int, currency: str) -> str:
        """Units as an amount with its currency: ``$38.25``."""
        return self.amount(format_units(units, currency), currency)

    def amount(self, text: str, currency: str) -> str:
        """A plain decimal amount (``38.25``) with its currency; every digit it has is shown."""
        pattern = self.locale.currency_formats["standard"].pattern
        digits = "0" * len(text.partition(".")[2])
        exact = _with_digits(pattern, digits)
        shown = format_currency(
            Decimal(text), currency, format=exact, locale=self.locale, currency_digits=False, decimal_quantization=False
        )
        return f"{_FROM_RIGHT}{shown}{_LEFT}{_END}" if self.locale.text_direction == "rtl" else shown

    def number(self, text: str | int) -> str:
        """A plain number."""
        return format_decimal(Decimal(text), locale=self.locale, decimal_quantization=False)

    def percent(self, text: str | int) -> str:
        """A share in percent, every digit of it: ``2.5%``, ``2,5 %``."""
        return format_percent(Decimal(text) / 100, locale=self.locale, decimal_quantization=False)

    def day(self, day: date) -> str:
        """A day in full: ``2 March 2026``."""
        return format_date(day, format="long", locale=self.locale)

    def day_and_month(self, day: date) -> str:
        """A day of a year that is known, as short as the language writes it: ``2 Mar``."""
        return str(format_skeleton("MMMd", day, locale=self.locale))

    def moment(self, moment: datetime) -> str:
        """A moment in the tenant's time zone, to the minute, with the zone: ``Mar 2, 2026, 6:30 PM EST``."""
        wall = moment.astimezone(self.zone)
        day = format_skeleton("yMMMd", wall, locale=self.locale)
        time = format_time(wall, "short", tzinfo=self.zone, locale=self.locale)
        pattern = str(get_datetime_format("medium", self.locale)).replace("'", "")
        return f"{pattern.replace('{0}', time).replace('{1}', day)} {self._zone_at(wall)}"

    def day_of(self, moment: datetime) -> str:
        """The day of a moment in the tenant's time zone."""
        return self.day(moment.astimezone(self.zone).date())

    def left(self, span: timedelta) -> str:
        """A span that is left, in one unit: ``3 days``."""
        return format_timedelta(span, threshold=1.5, locale=self.locale)

    def megabytes(self, count: int) -> str:
        """So many megabytes: ``5 MB``."""
        return format_unit(count, "digital-megabyte", "short", locale=self.locale)

    def size(self, count: int) -> str:
        """So many bytes in the unit that people use: ``340 kB``, ``1.2 MB``."""
        unit = "kilobyte" if count < _MEGABYTE else "megabyte"
        many = Decimal(count) / (1024 if unit == "kilobyte" else _MEGABYTE)
        pattern = "#,##0" if unit == "kilobyte" else "#,##0.#"
        return format_unit(max(many, Decimal(1)), f"digital-{unit}", "short", pattern, locale=self.locale)

    def days(self, count: int) -> str:
        """So many days."""
        return counted_in("day", count, self.locale)

    def _zone_at(self, wall: datetime) -> str:
        """The zone by its short name where the language has one, else by its distance from Greenwich."""
        name = format_datetime(wall, "z", tzinfo=self.zone, locale=self.locale)
        return name if name[:1].isalpha() else format_datetime(wall, "ZZZZ", tzinfo=self.zone, locale=self.locale)


_MEGABYTE = 1024 * 1024
_LONG = {"hour": timedelta(hours=1), "day": timedelta(days=1), "month": timedelta(days=30)}


def counted_in(unit: Literal["hour", "day", "month"], count: int, locale: Locale) -> str:
    """So many hours, days or months, as the language counts them."""
    return format_timedelta(_LONG[unit] * count, granularity=unit, threshold=_NEVER, locale=locale)


_NEVER = 10**9
"""So many of a larger unit would be needed before it is used."""


def _with_digits(pattern: str, digits: str) -> str:
    """The currency pattern of a locale (``¤#,##0.00``) with exactly these digits after the point."""
    before, _, after = pattern.partition(".00")
    return f"{before}.{digits}{after}" if digits else f"{before}{after}"
