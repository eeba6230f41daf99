"""Plugins apart, registered: a process of their own says what they give, and what they build is built there.

Nothing of such a plugin is ever imported here, so an import or hook that hangs, prints, eats memory or ends its
process harms nobody. Which plugins are meant stands in ``plugins_apart`` of the installation's file; what is built in
stays here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Self

import structlog

from panel_refunds.plugins.apart.describing import read_factories
from panel_refunds.plugins.apart.kept_apart import Keeper, ObjectApart
from panel_refunds.plugins.apart.said import ObjectOpening, Opening
from panel_refunds.plugins.candidates import BUILT_IN, Candidate
from panel_refunds.plugins.certificates import folder_of_target
from panel_refunds.plugins.faults import PluginFault
from panel_refunds.plugins.kinds import Kind
from panel_refunds.plugins.registration import Plugin, Registered
from panel_refunds.ports import Surroundings
from panel_refunds.tenants.installation import Installation
from panel_refunds.tenants.installation_schema import DEFAULT_MEMORY

ALL = "*"


@dataclass(frozen=True, slots=True)
class Apart:
    """Which plugins live apart, by name or ``*`` for all that are not built in, and the memory of each process."""

    names: tuple[str, ...] = ()
    memory: int = DEFAULT_MEMORY

    @classmethod
    def of(cls, installation: Installation) -> Self:
        """As the installation's file says."""
        return cls(installation.plugins_apart, installation.plugins_memory)

    def covers(self, candidate: Candidate) -> bool:
        """Whether this plugin lives apart."""
        return candidate.source != BUILT_IN and (ALL in self.names or candidate.name in self.names)

    def register_covered(self, candidate: Candidate) -> Registered | None:
        """As ``register`` for a plugin that lives apart, None for the others."""
        return self.register(candidate) if self.covers(candidate) else None

    def register(self, candidate: Candidate) -> Registered:
        """The plugin as a process of its own describes it; with its error when there is no description."""
        opening = Opening(
            candidate.name, candidate.source, candidate.version, candidate.target, self.memory, datetime.now(UTC)
        )
        log = structlog.get_logger("panel_refunds.plugins").bind(plugin=candidate.name)
        keeper = Keeper(opening, lambda: datetime.now(UTC), log)
        try:
            return _read(candidate, opening, keeper.start())
        except Exception as error:  # noqa: BLE001 - whatever became of the process, only this plugin has failed
            text = f"it cannot be loaded in a process of its own: {error}"
            return Plugin(candidate.name, candidate.source, candidate.version, error=text, apart=True), []
        finally:
            keeper.close()


NONE_APART = Apart()


def _read(candidate: Candidate, opening: Opening, said: Mapping[str, Any]) -> Registered:
    error = str(said["error"]) if said["error"] else None
    faults = [PluginFault(code, candidate.name, str(text)) for code, _, text in said["refused"]]
    version = candidate.version or (str(said["version"]) if said["version"] else None)

    def make_build(kind: Kind, name: str) -> Callable[..., Any]:
        return BuildsApart(opening, kind, name)

    factories = MappingProxyType({}) if error else read_factories(said, make_build)
    folder = folder_of_target(candidate.target)
    plugin = Plugin(
        candidate.name, candidate.source, version, tuple(factories), factories, error, folder=folder, apart=True
    )
    return plugin, faults


@dataclass(frozen=True, slots=True)
class BuildsApart:
    """The ``build`` of a factory whose plugin lives apart."""

    opening: Opening
    kind: Kind
    factory: str

    def __call__(self, settings: Mapping[str, Any], around: Surroundings) -> ObjectApart:
        """Have it built over there; raises what building raises."""
        thing = ObjectOpening(self.kind, self.factory, around.tenant, around.name, settings, around.letterhead)
        first = self.opening
        opening = Opening(first.plugin, first.source, first.version, first.target, first.memory, around.now(), thing)
        keeper = Keeper(opening, around.now, around.log)
        said = keeper.start()
        return ObjectApart(keeper, tuple(str(name) for name in said["methods"]))
