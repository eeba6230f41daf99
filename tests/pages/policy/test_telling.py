"""What the sentences of the policy page are told with."""

from types import MappingProxyType
from zoneinfo import ZoneInfo

from panel_refunds.calendar import Span, Unit
from panel_refunds.money import SCALE
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.policy.telling import Telling
from panel_refunds.pages.words import words_of
from panel_refunds.policy.settings import ZERO, Amounts


def telling(language="en", currency="USD"):
    words = words_of(language)
    return Telling(words, Figures(words.locale, ZoneInfo("UTC")), currency)


def test_amounts_are_told_for_each_currency():
    amounts = Amounts(MappingProxyType({"USD": 5 * SCALE, "EUR": 450 * SCALE // 100}))

    assert telling().amounts(amounts) == "€4.50 or $5.00"
    assert telling("de").amounts(amounts) == "4,50\xa0€ oder 5,00\xa0$"


def test_nothing_set_is_no_amount():
    assert telling().amounts(ZERO) is None
    assert telling().amounts(Amounts()) is None


def test_examples_are_in_the_tenant_s_currency():
    assert telling().example(38, 25) == "$38.25"
    assert telling("de", "EUR").example(50) == "50,00\xa0€"


def test_words_of_the_file_are_told_where_they_are_known():
    assert telling().either(["portal", "whatsapp"]) == "these pages or whatsapp"
    assert telling("ru").listed(["cash", "bonus"]) == "ваши собственные деньги и бонус"
    assert telling("ar").named(["whatsapp"]) == ["\u2068whatsapp\u2069"]


def test_spans_and_sentences_are_in_the_language():
    assert telling("de").span(Span(Unit.DAYS, 14)) == "14 Tage"
    assert telling("de")("There is no time limit for asking.") == "Für den Antrag gibt es keine Frist."
