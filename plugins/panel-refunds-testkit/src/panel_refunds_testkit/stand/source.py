"""Where a plugin's source is: the files of its package, or its one file."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType


def module_of(plugin: object) -> ModuleType | None:
    """The module that a plugin is, or whose class it is an object of."""
    if isinstance(plugin, ModuleType):
        return plugin
    return sys.modules.get(type(plugin).__module__)


def package_of(plugin: object) -> str:
    """The name of the plugin's package; of its module where that is no package."""
    module = module_of(plugin)
    return module.__name__ if module is not None else type(plugin).__module__


def paths_of(plugin: object) -> list[Path]:
    """The Python files of the plugin's package, in order; its one file where it is no package."""
    module = module_of(plugin)
    file = inspect.getsourcefile(module) if module is not None else None
    if module is None or file is None:
        return []
    if hasattr(module, "__path__"):
        return sorted(Path(file).parent.rglob("*.py"))
    return [Path(file)]


def files_of(plugin: object) -> Iterator[tuple[str, ast.Module]]:
    """Each file's name and syntax tree."""
    for path in paths_of(plugin):
        yield path.name, ast.parse(path.read_text(encoding="utf-8"), str(path))
