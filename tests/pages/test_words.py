"""Words come from catalogues: ours, then the tenant's own, which replace single sentences or add a language."""

import os

import pytest

from panel_refunds.pages.words import files_of, languages, marked, words_of

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def tenant(tmp_path):
    (tmp_path / "catalogues").mkdir()
    return tmp_path


def write(folder, language, text):
    (folder / "catalogues" / f"{language}.po").write_text(HEAD + text, encoding="utf-8")


def test_these_languages_are_there():
    assert languages() == ("en", "ar", "de", "es", "hi", "pt-BR", "ru", "tr")


def test_english_is_the_source():
    assert words_of("en")("At least {least} is needed.", least="$5") == "At least $5 is needed."


def test_a_sentence_is_said_in_the_language_with_its_figures():
    assert words_of("de")("You can take back {amount} today", amount="5 €") == "Heute können Sie 5 € zurückverlangen"


def test_what_a_catalogue_lacks_is_said_in_english():
    assert words_of("de")("Nobody has translated this.") == "Nobody has translated this."


def test_each_language_counts_its_own_way():
    def count(language, numbers):
        words = words_of(language)
        return [words.counted("{count} working day", "{count} working days", number) for number in numbers]

    assert count("en", [1, 2]) == ["1 working day", "2 working days"]
    assert count("ru", [1, 3, 5, 21]) == ["1 рабочий день", "3 рабочих дня", "5 рабочих дней", "21 рабочий день"]
    assert count("ar", [1, 2, 3, 11, 100]) == ["يوم عمل واحد", "يوما عمل", "3 أيام عمل", "11 يوم عمل", "100 يوم عمل"]


def test_a_relative_of_a_language_is_content_with_it():
    assert words_of("de-AT")("Balance") == "Guthaben"
    assert words_of("de-AT").language == "de-AT"


def test_a_tenant_replaces_one_sentence_and_keeps_the_others(tenant):
    write(tenant, "de", 'msgid "Balance"\nmsgstr "Konto"\n')
    words = words_of("de", tenant)

    assert (words("Balance"), words("Help")) == ("Konto", "Hilfe")


def test_a_tenant_adds_a_language(tenant):
    write(tenant, "fr", 'msgid "Balance"\nmsgstr "Solde"\n')

    assert words_of("fr", tenant)("Balance") == "Solde"
    assert not files_of("fr")


def test_a_changed_catalogue_is_read_again(tenant):
    write(tenant, "fr", 'msgid "Balance"\nmsgstr "Solde"\n')
    assert words_of("fr", tenant)("Balance") == "Solde"
    write(tenant, "fr", 'msgid "Balance"\nmsgstr "Le solde"\n')
    os.utime(tenant / "catalogues" / "fr.po", ns=(1, 1))

    assert words_of("fr", tenant)("Balance") == "Le solde"


def test_arabic_is_written_from_the_right_and_keeps_foreign_words_apart():
    arabic, english = words_of("ar"), words_of("en")

    assert (arabic.direction, english.direction) == ("rtl", "ltr")
    assert arabic.isolated("Refund Request") == "\u2068Refund Request\u2069"
    assert english.isolated("Refund Request") == "Refund Request"


def test_things_in_a_row_are_listed_by_the_language():
    assert words_of("en").listed(["a", "b", "c"]) == "a, b, and c"
    assert words_of("de").listed(["a", "b"]) == "a und b"
    assert words_of("es").either(["a", "b"]) == "a o b"


def test_a_language_has_a_name_of_its_own():
    assert words_of("en").name_of("pt-BR") == "português (Brasil)"


def test_a_marked_sentence_is_said_later():
    assert marked("Later.") == "Later."
