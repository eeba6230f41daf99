"""A catalogue as a file, and what in it would break a page."""

import pytest

from panel_refunds.pages.catalogue_file import figures_of, load_catalogue, misfits_of

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def misfits(tmp_path, text):
    file = tmp_path / "de.po"
    file.write_text(HEAD + text, encoding="utf-8")
    return list(misfits_of(load_catalogue(file)))


@pytest.mark.parametrize(
    "text",
    [
        'msgid "At {day}"\nmsgstr "Am {day}"\n',
        'msgid "At {day}"\nmsgstr "Bald"\n',
        'msgid "At {day}"\nmsgstr ""\n',
        'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "ein Tag"\nmsgstr[1] "{count} Tage"\n',
    ],
)
def test_these_fit(tmp_path, text):
    assert not misfits(tmp_path, text)


@pytest.mark.parametrize("said", ["Am {tag}", "Am {day} um {time}", "Am {day", "Am {}"])
def test_these_would_break_the_page(tmp_path, said):
    assert len(misfits(tmp_path, f'msgid "At {{day}}"\nmsgstr "{said}"\n')) == 1


def test_figures_are_the_names_in_braces():
    assert figures_of("{a} of {b}, {a}") == {"a", "b"}
