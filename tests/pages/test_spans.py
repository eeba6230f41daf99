"""Lengths of time, as each language counts them."""

import pytest

from panel_refunds.calendar import Span, Unit
from panel_refunds.pages.spans import span_text
from panel_refunds.pages.words import languages, words_of


@pytest.mark.parametrize(
    ("language", "span", "text"),
    [
        ("en", Span(Unit.DAYS, 14), "14 days"),
        ("en", Span(Unit.WORKING_DAYS, 1), "1 working day"),
        ("de", Span(Unit.MONTHS, 6), "6 Monate"),
        ("ru", Span(Unit.HOURS, 2), "2 часа"),
        ("ru", Span(Unit.WORKING_DAYS, 5), "5 рабочих дней"),
        ("tr", Span(Unit.DAYS, 14), "14 gün"),
        ("ar", Span(Unit.DAYS, 14), "14 يومًا"),
        ("hi", Span(Unit.WORKING_DAYS, 5), "5 कार्य दिवस"),
    ],
)
def test_a_span_is_counted_by_the_language(language, span, text):
    assert span_text(words_of(language), span) == text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_shows_its_count_in_every_language(language, unit):
    for count in (3, 14, 100):
        assert str(count) in span_text(words_of(language), Span(unit, count))
