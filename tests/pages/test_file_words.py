"""What is said of files, in the language of the reader and with the tenant's own limits."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from panel_refunds.errors import Refused
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.file_words import check_uploads, file_endings, files_taken, in_words, told_of_files
from panel_refunds.pages.words import words_of
from panel_refunds.tenants.tenant import FileRules

RULES = FileRules()


def visit(language: str = "en", rules: FileRules = RULES, *, cut: bool = False):
    words = words_of(language)
    return SimpleNamespace(
        words=words,
        figures=Figures(words.locale, ZoneInfo("UTC")),
        tenant=SimpleNamespace(attachments=rules),
        cut=cut,
    )


def test_the_limits_are_told_as_the_language_counts():
    one = FileRules(files=1, megabytes=2, kinds=("pdf",))
    assert files_taken(visit(rules=one)) == "At most 1 file of up to 2 MB: PDF."
    assert files_taken(visit("de")) == "Höchstens 5 Dateien bis je 5 MB: PNG, JPEG, WebP, PDF oder einfacher Text."
    assert file_endings(visit(rules=replace(one, kinds=("jpeg", "pdf")))) == ".jpg,.jpeg,.pdf"


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (Refused("too_many_files"), "Choose at most 5 files."),
        (Refused("file_too_large", name="a.png"), "“a.png” is larger than 5 MB."),
        (Refused("file_too_large"), "Together these files are larger than 25 MB."),
        (Refused("file_refused", name="a.png", why="script"), "“a.png” holds a script or another file"),
        (Refused("file_refused", name="a.png", why="damaged"), "“a.png” is cut short or damaged."),
        (Refused("file_refused", name="a.gif", why="kind"), "“a.gif” is not taken: it has to be PNG, JPEG, WebP, PDF"),
        (Refused("files_not_kept"), "Files cannot be kept at the moment."),
    ],
)
def test_every_refusal_is_a_sentence_that_says_what_to_do(refused, said):
    told = told_of_files(visit(), refused)

    assert told.startswith(said)
    assert told.endswith("please choose the files again.")
    assert told_of_files(visit("ar"), refused) != told


def test_only_refusals_about_files_are_put_into_words_here():
    other = Refused("reason_needed", field="text")
    assert in_words(visit(), other) is other
    assert in_words(visit(), Refused("files_not_kept")).field == "files"


def test_a_form_that_was_cut_is_too_large():
    check_uploads(visit())
    with pytest.raises(Refused) as refused:
        check_uploads(visit(cut=True))
    assert refused.value.code == "file_too_large"
