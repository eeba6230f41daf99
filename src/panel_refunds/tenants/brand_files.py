"""The files of a brand: found in the tenant's folder (fonts also in the installation's), and looked at.

Whatever is wrong is told when files are read, and not by a page that has a hole in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from panel_refunds.tenants.brand import BrandFile
from panel_refunds.tenants.page import Written

KIB = 1024


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file may be: its ends, how its bytes begin, how large it is at most."""

    suffixes: Collection[str]
    most_bytes: int
    begins: bytes = b""
    shared: bool = False


LOGO = FileKind((".svg", ".png", ".webp", ".jpg"), 256 * KIB)
STYLE = FileKind((".css",), 64 * KIB)
FONT = FileKind((".woff2",), 128 * KIB, begins=b"wOF2", shared=True)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a tenant's files are: its own ``folder``, and ``fonts`` beside the folder of tenants, for all of them."""

    folder: Path

    @property
    def fonts(self) -> Path:
        """The fonts of the installation."""
        return self.folder.resolve().parent.parent / "fonts"

    @property
    def templates(self) -> tuple[Path, ...]:
        """The folder of templates that every tenant may have."""
        return (self.folder / "templates",)

    def find_file(self, written: Written, kind: FileKind) -> BrandFile:
        """The file that a key names; a fault of the key when it is not there, outside, too large or of another kind."""
        name = written.text()
        roots = (self.folder.resolve(), self.fonts) if kind.shared else (self.folder.resolve(),)
        places = [(root / name).resolve() for root in roots]
        found = next(
            (at for at, root in zip(places, roots, strict=True) if at.is_relative_to(root) and at.is_file()), None
        )
        if found is None:
            where = f"the tenant's folder nor in {self.fonts}" if kind.shared else "the tenant's folder"
            raise written.wrong(f'"{name}" is {"neither" if kind.shared else "no"} file in {where}.', "Put it there.")
        if found.suffix.lower() not in kind.suffixes:
            raise written.wrong(f'"{name}" is of another kind.', f"Take one of {', '.join(kind.suffixes)}.")
        body = found.read_bytes()
        if len(body) > kind.most_bytes:
            text = f'"{name}" has {len(body) // KIB} KiB, and everybody who opens a page waits for it.'
            raise written.wrong(text, f"Make it {kind.most_bytes // KIB} KiB at most.")
        if not body.startswith(kind.begins):
            raise written.wrong(
                f'"{name}" is called {found.suffix} and is none.', "Convert it; renaming is not enough."
            )
        return BrandFile(name, hashlib.sha256(body).hexdigest(), found)

    def find_folder(self, written: Written) -> Path:
        """The folder in the tenant's folder that a key names."""
        found = (self.folder / written.text()).resolve()
        if not found.is_relative_to(self.folder.resolve()) or not found.is_dir():
            raise written.wrong(f'"{written.value}" is no folder in the tenant\'s folder.', "Make it there.")
        return self.folder / written.text()
