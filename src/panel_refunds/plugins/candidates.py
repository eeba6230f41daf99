"""Where plugins come from.

Three places, treated alike: our own defaults, installed distributions with an entry point of the group
``panel_refunds``, and modules that a tenant's file names by their dotted path (``house.rules`` or
``house.plugins:refunds``). A candidate is only a name and a way to load it; nothing is imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module, metadata
from operator import attrgetter

from panel_refunds import __version__, default_plugins

GROUP = "panel_refunds"
BUILT_IN = "built in"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plugin that may be loaded: the name tenants use, where it comes from, and how to get it.

    ``target`` says the last as text, ``module:attribute``, for another process that loads it.
    """

    name: str
    source: str
    version: str | None
    load: Callable[[], object]
    target: str = ""


def find_candidates(extra: Sequence[str], installed: Iterable[metadata.EntryPoint] | None = None) -> list[Candidate]:
    """All plugins there are: defaults, ``installed`` entry points (those of this Python), dotted names in ``extra``.

    A name in ``extra`` that is one of the others adds nothing, so the ``plugins`` lists of all tenants can be
    given as they are; one without a dot that is nowhere is left to the tenant that wrote it.
    """
    found = [
        Candidate(name, BUILT_IN, __version__, partial(import_module, f"{default_plugins.__name__}.{name}"))
        for name in default_plugins.NAMES
    ]
    points = metadata.entry_points(group=GROUP) if installed is None else installed
    for point in sorted(points, key=attrgetter("name")):
        dist = point.dist
        source = f"entry point of {dist.name}" if dist else f"entry point {point.value}"
        found.append(Candidate(point.name, source, dist.version if dist else None, point.load, _target(point)))
    known = {candidate.name for candidate in found}
    found.extend(
        Candidate(name, "dotted name", None, partial(load_target, name), name)
        for name in dict.fromkeys(extra)
        if name not in known and ("." in name or ":" in name)
    )
    return found


def _target(point: metadata.EntryPoint) -> str:
    return f"{point.module}:{point.attr}" if point.attr else point.module


def load_target(name: str) -> object:
    """What ``module`` or ``module:attribute`` names, imported."""
    module, _, attribute = name.partition(":")
    loaded = import_module(module)
    return attrgetter(attribute)(loaded) if attribute else loaded
