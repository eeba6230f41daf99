"""Lengths of time as a language counts them: ``14 days``, ``5 working days``.

Babel counts hours, days and months in every language; working days are ours, so catalogues count them.
"""

from __future__ import annotations

from panel_refunds.calendar import Span, Unit
from panel_refunds.pages.figures import counted_in
from panel_refunds.pages.words import Words


def span_text(words: Words, span: Span) -> str:
    """The span in words of the language."""
    match span.unit:
        case Unit.WORKING_DAYS:
            return words.counted("{count} working day", "{count} working days", span.count)
        case Unit.HOURS:
            return counted_in("hour", span.count, words.locale)
        case Unit.DAYS:
            return counted_in("day", span.count, words.locale)
        case Unit.MONTHS:
            return counted_in("month", span.count, words.locale)
