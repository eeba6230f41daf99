"""Figures of money and shares as a policy file writes them: decimal text, never a float.

A bare figure is in the tenant's own currency, a table has one per currency. Where a currency has none, a person
decides; zero alone means zero everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from panel_refunds.errors import Refused
from panel_refunds.money import exponent_of, format_units, minor_unit, parse_units
from panel_refunds.policy.settings import ZERO, Amounts
from panel_refunds.tenants.faults import Faults
from panel_refunds.tenants.page import Written

_WHOLE_PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class AmountsIn:
    """Amounts of which a bare one is in ``currency``; payable ones only, zero if ``zero``."""

    currency: str
    zero: bool = True

    def read(self, written: Written) -> Amounts:
        if not isinstance(written.value, dict):
            units = self._units(written, self.currency)
            return ZERO if units == 0 else Amounts(MappingProxyType({self.currency: units}))
        faults, found = Faults(), dict[str, int]()
        for currency, item in written.table().items():
            with faults.kept():
                found[currency] = self._units(item, currency)
        faults.raise_any()
        if not found:
            raise written.wrong("names no currency.", f'Write {{ {self.currency} = "5" }}.')
        return Amounts(MappingProxyType(found))

    def says(self) -> str:
        return '`"5.00"` in the tenant\'s currency, or `{ USD = "5", EUR = "5" }`'

    def shows(self, value: Amounts) -> str:
        if not value.by_currency:
            return f'"{format_units(value.everywhere or 0).removesuffix(".00")}"'
        figures = (f'{currency} = "{format_units(units, currency)}"' for currency, units in value.by_currency.items())
        return f"{{ {', '.join(figures)} }}"

    def _units(self, written: Written, currency: str) -> int:
        _refuse_numbers(written)
        text = written.text(f'Write "5.00", or {{ {self.currency} = "5" }} for one currency each.')
        try:
            units, step = parse_units(text), minor_unit(currency)
        except Refused as refused:
            raise written.wrong(f'"{text[:40]}" cannot be read: {refused.text}') from None
        if units < 0 or (units == 0 and not self.zero):
            raise written.wrong(f'"{text}" is too little.', f"Write {'0 or' if self.zero else ''} more than 0.")
        if units % step:
            raise written.wrong(
                f'"{text}" is finer than {currency} can be paid.',
                f"Write at most {exponent_of(currency)} digits after the point.",
            )
        return units


@dataclass(frozen=True, slots=True)
class PercentPpm:
    """A percentage from 0 to 100 with at most four decimals, read as parts per million."""

    def read(self, written: Written) -> int:
        _refuse_numbers(written)
        text = written.text()
        try:
            share = parse_units(text, digits=4) // 10_000
        except Refused as refused:
            raise written.wrong(f'"{text[:40]}" cannot be read: {refused.text}', 'Write "2.5".') from None
        if not 0 <= share <= _WHOLE_PPM:
            raise written.wrong(f'"{text}" is out of range.', 'Write "0" to "100".')
        return share

    def says(self) -> str:
        return '`"0"` to `"100"`, at most four decimals'

    def shows(self, value: int) -> str:
        return f'"{format_units(value * 10_000).rstrip("0").rstrip(".")}"'


def _refuse_numbers(written: Written) -> None:
    if type(written.value) in (int, float):
        raise written.wrong(
            "is a number; figures are text, so that no digit is ever lost.", f'Write it in quotes: "{written.value}".'
        )
