"""Lengths of time as a language counts them: ``14 days``, ``5 working days``.

Babel counts hours, days and months in every language; working days are ours, so catalogues count them.
"""

from __future__ import annotations

from babel.units import format_unit

from panel_refunds.calendar import Span, Unit
from panel_refunds.pages.words import Words

_BABEL = {Unit.HOURS: "duration-hour", Unit.DAYS: "duration-day", Unit.MONTHS: "duration-month"}


def span_text(words: Words, span: Span) -> str:
    """The span in words of the language."""
    if span.unit is Unit.WORKING_DAYS:
        return words.counted("{count} working day", "{count} working days", span.count)
    return format_unit(span.count, _BABEL[span.unit], length="long", locale=words.locale)
