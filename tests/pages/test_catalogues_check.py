"""Each catalogue says all that the pages say, and nothing else."""

import shutil
import tomllib
from pathlib import Path

import pytest

from panel_refunds.pages import catalogues_check
from panel_refunds.pages.catalogue_file import load_catalogue
from panel_refunds.pages.catalogues_check import check, faults_of, renew
from panel_refunds.pages.extracting import Message, extract_messages
from panel_refunds.pages.words import FOLDER, SOURCE, languages

ROOT = Path(__file__).parents[2]
HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
ONE = {"At {day}": Message("At {day}", None, "a.html")}
COUNTED = {"{count} day": Message("{count} day", "{count} days", "a.html")}


@pytest.fixture(scope="module")
def messages() -> dict[str, Message]:
    """All that the pages say; read once."""
    return extract_messages()


@pytest.mark.parametrize("language", [language for language in languages() if language != SOURCE])
def test_the_catalogue_is_complete(language, messages):
    faults = list(faults_of(load_catalogue(FOLDER / f"{language}.po"), messages))

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", [language for language in languages() if language != SOURCE])
def test_the_catalogue_opens_with_its_glossary(language):
    assert load_catalogue(FOLDER / f"{language}.po").header_comment.count(" = ") > 10


def test_the_shipped_tenants_speak_languages_that_are_there():
    for file in ROOT.glob("tenants/*/tenant.toml"):
        assert set(tomllib.loads(file.read_text()).get("languages", ["en"])) <= set(languages())


def faults(tmp_path, text, messages):
    file = tmp_path / "de.po"
    file.write_text(HEAD + text, encoding="utf-8")
    return list(faults_of(load_catalogue(file), messages))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "'At {day}' (a.html) is missing"),
        ('msgid "At {day}"\nmsgstr ""\n', "'At {day}' is not translated"),
        ('#, fuzzy\nmsgid "At {day}"\nmsgstr "Am {day}"\n', "'At {day}' is marked as not sure"),
        ('msgid "At {day}"\nmsgstr "Am {tag}"\n', "'At {day}' names other figures: 'Am {tag}'"),
        ('msgid "At {day}"\nmsgstr "Am Tag"\n', "'At {day}' names other figures: 'Am Tag'"),
        ('msgid "At {day}"\nmsgstr "Am {day}"\n\nmsgid "Old"\nmsgstr "Alt"\n', "'Old' is said nowhere any more"),
        (
            'msgid "At {day}"\nmsgid_plural "At {day}s"\nmsgstr[0] "Am {day}"\nmsgstr[1] "Am {day}"\n',
            "'At {day}' is counted in one place and not in another",
        ),
    ],
)
def test_a_fault_is_named(tmp_path, text, fault):
    assert fault in faults(tmp_path, text, ONE)


def test_what_is_right_has_no_fault(tmp_path):
    assert not faults(tmp_path, 'msgid "At {day}"\nmsgstr "Am {day}"\n', ONE)
    counted = 'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "ein Tag"\nmsgstr[1] "{count} Tage"\n'
    assert not faults(tmp_path, counted, COUNTED)


def test_a_counted_sentence_has_a_form_for_each_way_to_count(tmp_path):
    one = 'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "{count} Tag"\n'

    assert faults(tmp_path, one, COUNTED) == ["'{count} day' is not translated"]


def test_a_catalogue_counts_as_its_language_does(tmp_path):
    file = tmp_path / "ru.po"
    file.write_text(HEAD, encoding="utf-8")

    assert list(faults_of(load_catalogue(file), {})) == ["counts otherwise than its language: (n != 1)"]


def test_renewing_keeps_what_is_said_adds_what_is_new_and_drops_what_is_gone(tmp_path):
    file = tmp_path / "de.po"
    file.write_text("# Words.\n" + HEAD + 'msgid "At {day}"\nmsgstr "Am {day}"\n\nmsgid "Old"\nmsgstr "Alt"\n')

    renew(file, {**ONE, **COUNTED})

    assert list(faults_of(load_catalogue(file), {**ONE, **COUNTED})) == ["'{count} day' is not translated"]
    assert file.read_text().startswith("# Words.\n")


def test_renewing_our_own_changes_nothing(tmp_path, messages):
    for file in FOLDER.glob("*.po"):
        copy = tmp_path / file.name
        shutil.copy(file, copy)
        renew(copy, messages)

        assert copy.read_text(encoding="utf-8") == file.read_text(encoding="utf-8")


def test_run_by_hand_it_says_what_is_wrong(tmp_path, monkeypatch, capsys, messages):
    (tmp_path / "de.po").write_text(HEAD + 'msgid "Old"\nmsgstr "Alt"\n', encoding="utf-8")
    monkeypatch.setattr(catalogues_check, "FOLDER", tmp_path)

    found = check(write=False)

    assert found == len(messages) + 1
    assert "de.po: 'Old' is said nowhere any more" in capsys.readouterr().out
    assert check(write=True) == len(messages)
