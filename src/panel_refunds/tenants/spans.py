"""Lengths of time and windows as a policy file writes them.

A span is a table with exactly one unit, ``{ days = 14 }``. A window counts from an event and always says both
``from`` and ``within``, so that nobody has to know a default to read a deadline.
"""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds.calendar import Span, Unit
from panel_refunds.policy.settings import Window
from panel_refunds.tenants.faults import nearest, quoted
from panel_refunds.tenants.kinds import OneOf, Whole, words_of
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.table import Key, Table

# A century of each: longer is a slip of the finger, and dates end in the year 9999.
_MOST = {Unit.HOURS: 876_000, Unit.DAYS: 36_500, Unit.MONTHS: 1_200, Unit.WORKING_DAYS: 26_000}
_UNITS = tuple(unit.value for unit in Unit)


@dataclass(frozen=True, slots=True)
class SpanOf:
    """A length of time; ``word`` may stand instead and is read as None."""

    word: str | None = None
    least: int = 1

    def read(self, written: Written) -> Span | None:
        if self.word is not None and written.value == self.word:
            return None
        if not isinstance(written.value, dict):
            raise written.wrong(f'"{str(written.value).lower()}" is no length of time.', self._advice())
        table = written.table()
        for unit, item in table.items():
            if unit not in _UNITS:
                raise item.wrong("is not a unit of time here.", self._advice(), nearest=nearest(unit, _UNITS))
        if len(table) != 1:
            raise written.wrong("needs exactly one unit of time.", self._advice())
        ((unit, item),) = table.items()
        return Span(Unit(unit), Whole(self.least, _MOST[Unit(unit)]).read(item))

    def says(self) -> str:
        return f'`"{self.word}"` or a length of time' if self.word else "a length of time"

    def shows(self, value: Span | None) -> str:
        return f'"{self.word}"' if value is None else f"{{ {value.unit.value} = {value.count} }}"

    def _advice(self) -> str:
        instead = f' or "{self.word}"' if self.word else ""
        return f"Write {{ days = 14 }}{instead}; units are {quoted(_UNITS)}."


_WITHIN = SpanOf(word="unlimited", least=0)
_AFTER = SpanOf(word="at_once")
_ENDS = OneOf(words_of(Window, "ends"))


@dataclass(frozen=True, slots=True)
class WindowFrom:
    """When something may be asked for; ``starts`` are the events that make sense there."""

    starts: tuple[str, ...]

    def read(self, written: Written) -> Window:
        written.table(f'{{ from = "{self.starts[0]}", within = {{ days = 14 }} }}')
        values = self._table().values(written)
        after, within = values["after"], values["within"]
        if after and within and after.unit is within.unit and after.count >= within.count:
            raise written.wrong(f"is never open: it starts {after} after and ends after {within}.", "Widen it.")
        return Window(values["from"], after=after, within=within, ends=values["ends"])

    def says(self) -> str:
        return f"a window from {OneOf(self.starts).says()}"

    def shows(self, value: Window) -> str:
        after = f", after = {_AFTER.shows(value.after)}" if value.after else ""
        return f'{{ from = "{value.start}"{after}, within = {_WITHIN.shows(value.within)}, ends = "{value.ends}" }}'

    def _table(self) -> Table:
        return Table(
            {
                "from": Key(OneOf(self.starts), required=True),
                "within": Key(_WITHIN, required=True),
                "after": Key(_AFTER, default=None),
                "ends": Key(_ENDS, default=Window().ends),
            }
        )


@dataclass(frozen=True, slots=True)
class WorkingDaysRange:
    """The least and the most number of working days, ``[3, 15]``."""

    def read(self, written: Written) -> tuple[int, int]:
        days = [Whole(0, 365).read(item) for item in written.items("[3, 15]")]
        if len(days) != 2 or days[0] > days[1]:  # noqa: PLR2004 - the least and the most
            raise written.wrong("is no range.", "Write the least and the most working days, like [3, 15].")
        return days[0], days[1]

    def says(self) -> str:
        return "`[least, most]` working days"

    def shows(self, value: tuple[int, int]) -> str:
        return f"[{value[0]}, {value[1]}]"
