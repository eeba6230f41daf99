"""The files of a new project, by kind: where each belongs, and its text, still under the example's names.

The reference adapter lies beside the sources in a clone, and inside the package where that was built. Of its tests a
new project takes only the vendor's stand-in: the others are about AcmePay's very answers. Files in ``files`` end in
``.txt``, so that nobody takes them for modules of ours; they are laid over what was copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

Kind = Literal["gateway", "order-provider", "fraud-check", "rule", "notifier"]

_HERE = Path(__file__).parent
_FILES = _HERE / "files"
_PACKAGED = _HERE / "example"
_IN_CLONE = _HERE.parents[3] / "plugins" / "panel-refunds-example"
_OF_THE_EXAMPLE = ("src/**/*.py", "src/**/py.typed", "tests/fake_acmepay.py")


def load_templates(kind: Kind) -> dict[str, str]:
    """Path within the project → text, both with the example's names."""
    found = dict(_example()) if kind == "gateway" else {}
    found.update(_laid_over("any"))
    found.update(_laid_over(kind))
    found["pyproject.toml"] = found["pyproject.toml"].replace("THE_KIND", kind.replace("-", " "))
    return found


def find_example() -> Path | None:
    """The folder of the reference adapter; None when neither place has it."""
    places = (_PACKAGED, _IN_CLONE)
    return next((place for place in places if (place / "pyproject.toml").is_file()), None)


def _example() -> Iterator[tuple[str, str]]:
    folder = find_example()
    if folder is None:
        raise FileNotFoundError("The reference adapter is missing in this installation; install panel-refunds anew.")
    for pattern in _OF_THE_EXAMPLE:
        for path in sorted(folder.glob(pattern)):
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


def _laid_over(name: str) -> Iterator[tuple[str, str]]:
    folder = _FILES / name
    for path in sorted(folder.rglob("*.txt")):
        yield path.relative_to(folder).as_posix().removesuffix(".txt"), path.read_text(encoding="utf-8")
