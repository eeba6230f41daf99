"""A catalogue as a file: read, and looked at for what would break a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po


def misfits_of(catalogue: Catalog) -> Iterator[str]:
    """What would break a page: translations that name figures which their sentence does not have."""
    for entry in catalogue:
        given = set().union(*map(figures_of, [entry.id] if isinstance(entry.id, str) else entry.id))
        for string in [entry.string] if isinstance(entry.string, str) else entry.string or ():
            if entry.id and not figures_of(string) <= given:
                yield f"the translation {string!r} names other figures than its sentence."


def load_catalogue(file: Path) -> Catalog:
    """The catalogue in a ``.po`` file named by its language."""
    with file.open("rb") as opened:
        return read_po(opened, locale=file.stem.replace("-", "_"))


def figures_of(text: str) -> set[str]:
    """The names of the ``{figures}`` of a sentence."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}  # a brace that stands alone: no figures that any sentence has
