"""Adapters that are wrong on purpose: each is the kit's small good one with a single mistake that people make.

``FAILS`` in each module names the check that catches it. If one of them passes its check, the kit is broken: that is
what they are for. They are good reading too, before writing an adapter.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

NO_ADAPTERS = frozenset({"plugin", "table"})


def wrong_adapters() -> Sequence[ModuleType]:
    """All of them, by name; each is a plugin, with ``FAILS`` besides."""
    names = sorted(found.name for found in iter_modules(__path__) if found.name not in NO_ADAPTERS)
    return [import_module(f"{__name__}.{name}") for name in names]
