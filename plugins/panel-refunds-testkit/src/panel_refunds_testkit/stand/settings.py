"""A peer's settings as a tenant's file would have them: secrets by reference, read and hidden as the host does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from panel_refunds.plugins.secrets import Redactor, SecretReader
from panel_refunds.ports import Setting
from panel_refunds.tenants.tenant import Place, PluginUse, SecretRef

_FILE = Path("tenant.toml")


def leaves(value: object) -> Iterator[str]:
    """Every text in a setting: itself, those of its list, those of its table."""
    if isinstance(value, Mapping):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, str):
        yield value


def secret_texts(schema: Mapping[str, Setting], given: Mapping[str, Any]) -> frozenset[str]:
    """The values of all settings that the schema marks as secrets."""
    return frozenset(
        text for key, value in given.items() if key in schema and schema[key].secret for text in leaves(value)
    )


def as_use(
    name: str, use: str, schema: Mapping[str, Setting], given: Mapping[str, Any]
) -> tuple[PluginUse, dict[str, str]]:
    """``given`` as ``[gateways.NAME]`` would say it, and the environment in which its references lead somewhere."""
    environ: dict[str, str] = {}

    def referred(value: Any) -> Any:
        if isinstance(value, Mapping):
            return MappingProxyType({key: referred(item) for key, item in value.items()})
        if isinstance(value, list | tuple):
            return tuple(referred(item) for item in value)
        if not isinstance(value, str):
            return value
        variable = f"SECRET_{len(environ)}"
        environ[variable] = value
        return SecretRef("env", variable)

    settings = {key: referred(value) if key in schema and schema[key].secret else value for key, value in given.items()}
    return PluginUse(name, use, MappingProxyType(settings), Place(_FILE, 1)), environ


def reader(environ: Mapping[str, str], redact: Redactor) -> SecretReader:
    """Reads the references of ``as_use``; every value is hidden in ``redact`` from then on."""
    return SecretReader(environ, Path(), redact)
