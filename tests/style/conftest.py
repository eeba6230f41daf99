"""The project's own files, read once: style is a test here, not a remark in a review."""

from __future__ import annotations

import ast
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_NOT_OURS = {"__pycache__", "node_modules", "vendor", "htmlcov", "dist", "build"}


@dataclass(frozen=True)
class PythonFile:
    """One module: its path from the root, its text and its syntax tree."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def find(self, *kinds: type[ast.AST]) -> list[ast.AST]:
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]

    def imported(self) -> list[str]:
        """Every module named in an import, ``from a import b`` as ``a.b`` too, relative ones left out."""
        names: list[str] = []
        for node in self.find(ast.Import, ast.ImportFrom):
            if isinstance(node, ast.Import):
                names += [alias.name for alias in node.names]
            elif node.level == 0:
                names += [f"{node.module}.{alias.name}" for alias in node.names]
        return names


def _files(*suffixes: str) -> list[Path]:
    found = []
    for folder, inner, files in os.walk(ROOT):
        inner[:] = [name for name in inner if name == ".ci" or not (name in _NOT_OURS or name.startswith("."))]
        found += [Path(folder, name) for name in files if name.endswith(suffixes)]
    return sorted(found)


def _python(pattern: str) -> list[PythonFile]:
    return [
        PythonFile(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in _files(".py")
        if re.match(pattern, path.relative_to(ROOT).as_posix())
    ]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def product() -> list[PythonFile]:
    """What is shipped: the package and the plugins' packages."""
    return _python(r"(src|plugins/[^/]+/src)/")


@pytest.fixture(scope="session")
def all_python() -> list[PythonFile]:
    return _python("")


@pytest.fixture(scope="session")
def ground() -> list[PythonFile]:
    """Where the money rules live."""
    names = "money|ids|calendar|errors|ledger|policy|refunds|orders|tickets"
    return _python(rf"src/panel_refunds/({names})(\.py|/)")


@pytest.fixture(scope="session")
def all_text() -> dict[str, str]:
    """Every text file of the project by its path."""
    texts = {}
    for path in _files(""):
        try:
            texts[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts
