"""``[gateways.NAME]`` and its sisters: which plugin objects a tenant uses, with settings as written.

What the settings mean only the plugin's own schema can say; it is asked when the objects are built. Here secrets
become references, and every key keeps its place, so that the plugin host can name file and line. Two keys are ours:
``use``, and for a rule ``dry_run``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from panel_refunds.tenants.faults import Faults
from panel_refunds.tenants.kinds import Text
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.tenant import Place, PluginUse, SecretRef

PLUGIN_KINDS = ("gateways", "order_providers", "fraud_checks", "rules", "notifiers")
DRY_RUN = "dry_run"
_NAME = Text("2 to 32 of small letters, digits and _", r"[a-z0-9_]{2,32}")
_VARIABLE = Text("the name of an environment variable", r"[A-Za-z_][A-Za-z0-9_]{0,127}")


def parse_plugin_uses(written: Written) -> Mapping[str, PluginUse]:
    """One of the tables of ``PLUGIN_KINDS``: the tenant's own name → what is used under it."""
    faults, found = Faults(), dict[str, PluginUse]()
    for name, item in written.table(heading=f"[{written.key}.NAME]").items():
        with faults.kept():
            _NAME.read(Written(name, item.path, item.page))
            found[name] = _use(name, item, has_dry_run=written.key == "rules")
    faults.raise_any()
    return MappingProxyType(found)


def parse_secret(written: Written) -> SecretRef:
    """``{ env = "NAME" }`` or ``{ file = "path" }``; a relative path counts from its file's folder."""
    table = written.table()
    if len(table) != 1:
        raise written.wrong("refers to more than one thing.", 'Write { env = "NAME" } or { file = "path" }.')
    if "env" in table:
        return SecretRef("env", _VARIABLE.read(table["env"]))
    return SecretRef("file", table["file"].text())


def is_secret(value: object) -> bool:
    """Whether a TOML value is written as a reference to a secret."""
    return isinstance(value, dict) and bool(value) and set(value) <= {"env", "file"}


def _use(name: str, written: Written, *, has_dry_run: bool) -> PluginUse:
    faults, settings, places = Faults(), dict[str, Any](), dict[str, Place]()
    used, dry_run = name, False
    for key, item in written.table().items():
        with faults.kept():
            if key == "use":
                used = _NAME.read(item)
            elif key == DRY_RUN and has_dry_run:
                dry_run = item.flag()
            else:
                settings[key] = _setting(item, places, key)
            places[key] = item.place
    faults.raise_any()
    return PluginUse(name, used, MappingProxyType(settings), written.place, MappingProxyType(places), dry_run)


def _setting(written: Written, places: dict[str, Place], key: str) -> Any:
    """A setting as written, with references in place of secrets; notes where everything inside it stands."""
    places[key] = written.place
    if is_secret(written.value):
        return parse_secret(written)
    if isinstance(written.value, dict):
        return {name: _setting(item, places, f"{key}.{name}") for name, item in written.table().items()}
    if isinstance(written.value, list):
        return [_setting(item, places, f"{key}[{place}]") for place, item in enumerate(written.items())]
    return written.value
