"""What can be reached from a package's modules: whether something of a tenant was left where another tenant finds it.

A dictionary at module level, a cache on a class, a memoised function: all of them are reached from the package's
globals. From there the walk goes through everything that the interpreter knows to hang on them, but not into other
packages, whose globals hold the whole process.
"""

from __future__ import annotations

import functools
import gc
import logging
import sys
from collections.abc import Collection, Iterator
from functools import lru_cache
from types import CodeType, FrameType, FunctionType, ModuleType

_MOST = 500_000
_CACHED = type(lru_cache(len))  # what the standard library remembers is not the plugin's: urlsplit is such a one
_CLOSED = (CodeType, FrameType, ModuleType, logging.Logger, logging.Handler)


def modules_of(package: str) -> list[ModuleType]:
    """The modules of a package that are loaded."""
    inside = f"{package}."
    return [module for name, module in list(sys.modules.items()) if name == package or name.startswith(inside)]


def texts_reached(package: str, wanted: Collection[str]) -> Iterator[str]:
    """Those of ``wanted`` that stand in a text (or in bytes) which can be reached from the package's modules."""
    modules = modules_of(package)
    left = set(wanted)
    # Text by text, since a reference is often a part of another text: a path, a key of a cache.
    for value in _walk(modules):
        if isinstance(value, bytes):
            value = value.decode("latin-1")  # noqa: PLW2901 - the same value, as text
        if isinstance(value, str):
            for each in {each for each in left if each in value}:
                left.discard(each)
                yield each


def objects_reached(package: str, kind: type) -> bool:
    """Whether an object of this class hangs on the package's modules."""
    return any(type(value) is kind for value in _walk(modules_of(package)))


def _walk(modules: list[ModuleType]) -> Iterator[object]:
    ours = {module.__name__ for module in modules}
    globals_of_ours = [vars(module) for module in modules]
    seen: set[int] = {id(names) for names in globals_of_ours}
    waiting: list[object] = [
        value for names in globals_of_ours for key, value in names.items() if not key.startswith("__")
    ]
    while waiting and len(seen) < _MOST:
        value = waiting.pop()
        if id(value) in seen or _is_closed(value, ours):
            continue
        seen.add(id(value))
        yield value
        waiting.extend(gc.get_referents(value))


def _is_closed(value: object, ours: set[str]) -> bool:
    if isinstance(value, _CLOSED):
        return True
    if isinstance(value, type | FunctionType | _CACHED):
        return value.__module__ not in ours
    if isinstance(value, functools._lru_cache_wrapper):  # noqa: SLF001 - the class of all memoised functions
        return value.__module__ not in ours  # theirs remember what everybody asked, as for parts of an address
    return isinstance(value, dict) and "__builtins__" in value
