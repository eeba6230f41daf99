"""Money, days and moments as a language writes them.

Amounts keep the digits that our own table of currencies says: CLDR has other ideas about thirteen of them. A moment is
shown in the tenant's time zone, because that is where its days begin and end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from panel_refunds.money import format_units


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
        return format_currency(
            Decimal(text), currency, format=exact, locale=self.locale, currency_digits=False, decimal_quantization=False
        )

    def number(self, text: str | int) -> str:
        """A plain number."""
        return format_decimal(Decimal(text), locale=self.locale, decimal_quantization=False)

    def percent(self, text: str | int) -> str:
        """A share in percent, every digit of it: ``2.5%``, ``2,5 %``."""
        return format_percent(Decimal(text) / 100, locale=self.locale, decimal_quantization=False)

    def day(self, day: date) -> str:
        """A day in full: ``2 March 2026``."""
        return format_date(day, format="long", locale=self.locale)

    def moment(self, moment: datetime) -> str:
        """A moment in the tenant's time zone, to the minute, with the zone."""
        return format_datetime(moment, format="d MMM y, HH:mm z", tzinfo=self.zone, locale=self.locale)

    def day_of(self, moment: datetime) -> str:
        """The day of a moment in the tenant's time zone."""
        return self.day(moment.astimezone(self.zone).date())

    def left(self, span: timedelta) -> str:
        """A span that is left, in one unit: ``3 days``."""
        return format_timedelta(span, threshold=1.5, locale=self.locale)

    def days(self, count: int) -> str:
        """So many days."""
        return format_unit(count, "duration-day", length="long", locale=self.locale)


def _with_digits(pattern: str, digits: str) -> str:
    """The currency pattern of a locale (``¤#,##0.00``) with exactly these digits after the point."""
    before, _, after = pattern.partition(".00")
    return f"{before}.{digits}{after}" if digits else f"{before}{after}"
