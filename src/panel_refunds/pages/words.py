"""The words of the pages in a language, from gettext catalogues.

A catalogue is a ``.po`` file: translators know it, and it is compiled in memory when the first visitor wants it. The
source language is English; a word that a catalogue lacks is shown in English, and a test finds it before a customer
does. A tenant may bring a catalogue of its own, ``catalogues/LANGUAGE.po`` in its folder: it adds a language or
replaces single sentences of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "catalogues"
SOURCE = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: ``language`` as tenants write it (``pt-BR``)."""

    language: str
    translations: NullTranslations

    @property
    def locale(self) -> Locale:
        """The same for Babel."""
        return locale_of(self.language)

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return self.locale.text_direction

    def name_of(self, language: str) -> str:
        """How a language calls itself."""
        return locale_of(language).get_display_name() or language

    def __call__(self, text: str, **figures: object) -> str:
        """The sentence ``text`` in this language, with its ``{figures}`` put in."""
        said = self.translations.gettext(text)
        return said.format(**figures) if figures else said

    def isolated(self, text: str) -> str:
        """Somebody's own word for a sentence: where one reads from the right it keeps its own direction."""
        return f"\u2068{text}\u2069" if self.direction == "rtl" else text

    def listed(self, items: Sequence[str]) -> str:
        """Several things in a row, with the language's own commas and its word for "and"."""
        return format_list(list(items), locale=self.locale)

    def either(self, items: Sequence[str]) -> str:
        """Several things of which one is enough."""
        return format_list(list(items), style="or", locale=self.locale)

    def counted(self, one: str, many: str, count: int, **figures: object) -> str:
        """``one`` or ``many`` as the language counts; ``{count}`` is there."""
        return self.translations.ngettext(one, many, count).format(count=count, **figures)


def marked(text: str) -> str:
    """A sentence that is said later, through ``Words``: it stands in a table, and catalogues have to have it."""
    return text


def locale_of(language: str) -> Locale:
    """Babel's locale of ``pt-BR``."""
    return Locale.parse(language, sep="-")


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue here, English first."""
    return (SOURCE, *sorted(file.stem for file in FOLDER.glob("*.po")))


def words_of(language: str, tenant_folder: Path | None = None) -> Words:
    """The words of a language, those of the tenant's own catalogue before ours; ``ar-EG`` is content with ``ar``."""
    files = [file for file in files_of(language, tenant_folder) if file.is_file()]
    return Words(language, _translations(tuple((file, file.stat().st_mtime_ns) for file in files)))


def files_of(language: str, tenant_folder: Path | None = None) -> list[Path]:
    """The catalogues that have words of a language, the dearest first; English needs none and has its folder."""
    folders = [FOLDER] if tenant_folder is None else [tenant_folder / "catalogues", FOLDER]
    names = dict.fromkeys((language, language.partition("-")[0]))
    files = [file for folder in folders for name in names if (file := folder / f"{name}.po").is_file()]
    return [*files, FOLDER] if language.partition("-")[0] == SOURCE else files


@lru_cache(maxsize=64)
def _translations(files: tuple[tuple[Path, int], ...]) -> NullTranslations:
    """The catalogues of these files, each with the time of its last change; what one lacks the next one says."""
    found = NullTranslations()
    for file, _changed in reversed(files):
        catalogue = GNUTranslations(BytesIO(_compiled(file)))
        catalogue.add_fallback(found)
        found = catalogue
    return found


def _compiled(file: Path) -> bytes:
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=file.stem.replace("-", "_"))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()
