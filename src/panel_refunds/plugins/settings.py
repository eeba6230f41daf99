"""A plugin's settings, checked against the schema of its factory.

The schema says kind, default, choices, minimum and whether a setting is a secret; the tenant's file says the rest.
Everything wrong is collected: unknown keys with the nearest known one, values of another kind, keys that must be
given and are not, secrets written down instead of referred to, references that lead nowhere. A value that is, or
could be, a secret never stands in a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol

from panel_refunds.errors import Refused
from panel_refunds.money import SCALE, parse_units
from panel_refunds.plugins.faults import FaultCode, PluginFault, nearest
from panel_refunds.plugins.kinds import Kind
from panel_refunds.plugins.secrets import SecretMissingError, SecretText
from panel_refunds.ports import Factory, Setting
from panel_refunds.tenants.tenant import PluginUse, SecretRef

_EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "text": "a text in quotes",
        "integer": "a whole number",
        "boolean": "true or false",
        "decimal": 'a decimal number in quotes, like "12.50"',
        "texts": 'a list of texts, like ["a", "b"]',
        "table": 'a table, like { a = "b" }',
    }
)


class ReadsSecrets(Protocol):
    """Gives the value behind a reference, or raises ``SecretMissingError``."""

    def read(self, ref: SecretRef) -> SecretText: ...


def check_settings(
    kind: Kind, use: PluginUse, plugin: str, factory: Factory[Any], secrets: ReadsSecrets
) -> tuple[Mapping[str, Any], tuple[PluginFault, ...]]:
    """The settings that ``factory`` gets (every key of its schema, defaults filled in), and what is wrong with them.

    ``decimal`` values stay texts, to be read by ``panel_refunds.money``; lists become tuples. With faults the
    settings are not to be used.
    """
    faults: list[PluginFault] = []

    def fault(key: str, code: FaultCode, text: str) -> None:
        place = use.places.get(key, use.place)
        faults.append(PluginFault(code, plugin, text, place, f"{kind}.{use.name}.{key}"))

    for key in use.settings:
        if key not in factory.settings:
            known = nearest(key, list(factory.settings))
            fault(key, "setting_unknown", f"{kind} {factory.name!r} has no such setting; {known}")
    values: dict[str, Any] = {}
    for key, setting in factory.settings.items():
        if key in use.settings:
            values[key] = _checked(use.settings[key], setting, secrets, partial(fault, key))
        elif setting.required:
            fault(key, "setting_missing", f"it must be given: {_EXPECTED[setting.kind]}. {setting.help}".rstrip())
        else:
            values[key] = setting.default
    return MappingProxyType(values), tuple(faults)


def public_settings(factory: Factory[Any], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings without the secret ones, for whoever drives the built object (how often to poll, and so on)."""
    return MappingProxyType({key: value for key, value in values.items() if not factory.settings[key].secret})


def _checked(given: object, setting: Setting, secrets: ReadsSecrets, fault: Callable[[FaultCode, str], None]) -> Any:
    if setting.secret and any(not isinstance(leaf, SecretRef) for leaf in _leaves(given)):
        fault(
            "secret_in_plain",
            'it is a secret; write { env = "NAME" } or { file = "path" } and keep the value out of here',
        )
        return None
    try:
        value = _resolved(given, secrets)
    except SecretMissingError as error:
        fault("secret_missing", str(error))
        return None
    if (wrong := _find_mistake(value, setting)) is not None:
        fault("setting_invalid", wrong)
    return value


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _resolved(value: object, secrets: ReadsSecrets) -> Any:
    if isinstance(value, SecretRef):
        return secrets.read(value)
    if isinstance(value, Mapping):
        return MappingProxyType({key: _resolved(item, secrets) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(_resolved(item, secrets) for item in value)
    return value


def _find_mistake(value: Any, setting: Setting) -> str | None:
    expected = f"it must be {_EXPECTED[setting.kind]}"
    if not _FITS[setting.kind](value):
        return expected
    if setting.kind == "decimal":
        try:
            parse_units(value)
        except Refused as refused:
            return f"{expected}: {refused.text}"
    if setting.choices:
        words = value if setting.kind == "texts" else (value,)
        for word in words:
            if word not in setting.choices:
                return f"{word!r} is not one of {', '.join(setting.choices)}; {nearest(str(word), setting.choices)}"
    if setting.minimum is not None:
        amount, least = (value, setting.minimum) if setting.kind == "integer" else _units(value, setting.minimum)
        if amount < least:
            return f"it must be at least {setting.minimum}"
    return None


def _units(value: str, minimum: int) -> tuple[int, int]:
    return parse_units(value), minimum * SCALE


_FITS: Mapping[str, Callable[[Any], bool]] = MappingProxyType(
    {
        "text": lambda value: isinstance(value, str),
        "integer": lambda value: type(value) is int,
        "boolean": lambda value: type(value) is bool,
        "decimal": lambda value: isinstance(value, str),
        "texts": lambda value: isinstance(value, tuple) and all(isinstance(item, str) for item in value),
        "table": lambda value: isinstance(value, Mapping),
    }
)
