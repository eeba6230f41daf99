"""What can be wrong with plugins and with their settings, as values.

Faults are collected and told together, so that an operator mends a file once and not once per line. Each names
the plugin, and where there is one the file, the line and the key. None ever carries the value of a setting that
could be a secret.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from panel_refunds.tenants.tenant import Place

MOST_TOLD = 2000
FaultCode = Literal[
    "hook_misspelt",
    "hook_wrapped",
    "name_taken",
    "plugin_unknown",
    "plugin_failed",
    "plugin_not_enabled",
    "factory_unknown",
    "setting_unknown",
    "setting_invalid",
    "setting_missing",
    "secret_in_plain",
    "secret_missing",
    "build_failed",
    "not_certified",
]


@dataclass(frozen=True, slots=True)
class PluginFault:
    """One thing that is wrong: with which plugin, what, and what to do about it.

    ``of_plugin`` says that the plugin itself does not work, and nothing that stands in a file of ours.
    """

    code: FaultCode
    plugin: str
    text: str
    place: Place | None = None
    key: str | None = None
    of_plugin: bool = False

    def __str__(self) -> str:
        where = [str(part) for part in (self.place, self.key) if part is not None]
        return ": ".join([*where, f"plugin {self.plugin!r}", self.text])


class PluginFaultsError(Exception):
    """One or more faults, told together."""

    def __init__(self, heading: str, faults: Sequence[PluginFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join([heading, *(f"  {fault}" for fault in self.faults)]))


class PluginsRefusedError(PluginFaultsError):
    """The installed plugins cannot live together, or one misuses a hook: the host does not start."""

    def __init__(self, faults: Sequence[PluginFault]) -> None:
        super().__init__("The plugins cannot be used:", faults)


class PluginSettingsError(PluginFaultsError):
    """What a tenant's file says of its plugins cannot be done; other tenants are not concerned."""

    def __init__(self, tenant: str, faults: Sequence[PluginFault]) -> None:
        self.tenant = tenant
        super().__init__(f"The plugins of tenant {tenant!r} cannot be used:", faults)


class ToldError(Exception):
    """An error whose text says already which error it was: it was raised somewhere else."""


def told(error: BaseException) -> str:
    """The error by its name and text, for a person; an error whose text cannot be made is told by its name."""
    try:
        text = str(error)[:MOST_TOLD]
    except Exception:  # noqa: BLE001 - the text of a foreign error may raise too
        text = "(its text cannot be read)"
    return text if isinstance(error, ToldError) else f"{type(error).__name__}: {text}"


def nearest(word: str, known: Sequence[str]) -> str:
    """A half sentence that suggests the known word nearest to ``word``, or lists what is known."""
    close = get_close_matches(word, known, n=1)
    if close:
        return f'did you mean "{close[0]}"?'
    return f"known: {', '.join(sorted(known))}." if known else "nothing is known here."
