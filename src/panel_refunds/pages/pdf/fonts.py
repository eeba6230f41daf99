"""The fonts of documents: the tenant's own first, then ours.

A tenant's folder may hold ``fonts/*.ttf`` (or ``.otf``): every family in it is taken before ours, letter by letter, so
a font that lacks a script is no reason for empty boxes. Ours are parts of Noto Sans for the languages that are here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "fonts"
OWN = "fonts"
_ENDINGS = (".ttf", ".otf", ".ttc")


@dataclass(frozen=True, slots=True)
class DocumentFonts:
    """Fonts as the typesetter takes them, and their families in the order in which they are tried."""

    found: Any
    families: tuple[str, ...]


def fonts_of(tenant_folder: Path) -> DocumentFonts:
    """The fonts of a tenant's documents; read again when a file of its folder changes."""
    own = tenant_folder / OWN
    files = sorted(file for file in own.glob("*") if file.suffix.lower() in _ENDINGS) if own.is_dir() else []
    return _loaded(own if files else None, tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=64)
def _loaded(own: Path | None, _changed: tuple[tuple[Path, int], ...]) -> DocumentFonts:
    from typst import Fonts  # large; only who writes documents waits for it

    def load(*folders: Path) -> Any:
        paths = [str(folder) for folder in folders]
        return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)

    first = sorted(load(own).families()) if own else []
    ours = [family for family in sorted(load(FOLDER).families()) if family not in first]
    return DocumentFonts(load(*([own] if own else []), FOLDER), (*first, *ours))
