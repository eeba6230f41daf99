"""An installation's files for one tenant with one gateway, written from the settings that a peer gives.

Secrets become files beside the tenant's, as an operator would keep them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from panel_refunds import default_plugins
from panel_refunds.plugins.candidates import GROUP
from panel_refunds.ports import Setting
from panel_refunds_testkit.demand import broken
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.stand.source import package_of

SLUG = "kit"
GATEWAY = "tried"
SITE = "kit.example"
POLICY = """
[deposits]
processor_fee = "house_pays"
if_impossible = "operator"
"""
TENANT = """
name = "The Kit"
currency = "{currency}"
time_zone = "UTC"
calendar = "US"
plugins = [{plugin}]

[[sites]]
hosts = ["{site}"]
policy = "default"

[gateways.{gateway}]
use = "{use}"
"""


def write_installation(folder: Path, stand: GatewayStand, base_url: str) -> None:
    """Write it into ``folder``; the gateway is at ``base_url``."""
    tenant = folder / "tenants" / SLUG
    policies = tenant / "policies" / "default"
    policies.mkdir(parents=True)
    (policies / "2020-01-01.toml").write_text(POLICY, encoding="utf-8")
    named = TENANT.format(
        currency=stand.peer.currency,
        plugin=_text(plugin_name(stand.peer.plugin)),
        site=SITE,
        gateway=GATEWAY,
        use=stand.peer.use,
    )
    lines = _settings(tenant, stand.factory.settings, stand.peer.settings(base_url))
    (tenant / "tenant.toml").write_text(named + "\n".join(lines) + "\n", encoding="utf-8")


def plugin_name(plugin: object) -> str:
    """What a tenant's file calls the plugin, so that another process finds it: its entry point or its module.

    One that comes with the product has its own name, and no entry point.
    """
    module = package_of(plugin)
    if module.startswith(f"{default_plugins.__name__}."):
        return module.rpartition(".")[2]
    for point in metadata.entry_points(group=GROUP):
        if point.module == module:
            return point.name
    if "." not in module:
        broken(
            f"The plugin {module!r} has no entry point of the group {GROUP!r}, so no other process can load it. "
            "Install the adapter's package (pip install -e .), and give its module as the peer's `plugin`."
        )
    return module


def _settings(folder: Path, schema: Mapping[str, Setting], given: Mapping[str, Any]) -> list[str]:
    lines = []
    for key, value in given.items():
        secret = key in schema and schema[key].secret
        if value is not None:
            lines.append(f"{_text(key)} = {_written(folder, key, value, secret=secret)}")
    return lines


def _written(folder: Path, name: str, value: Any, *, secret: bool) -> str:
    """``value`` as TOML; the texts of a secret one are files."""
    if isinstance(value, Mapping):
        items = (
            f"{_text(key)} = {_written(folder, f'{name}-{key}', each, secret=secret)}" for key, each in value.items()
        )
        return f"{{ {', '.join(items)} }}"
    if isinstance(value, list | tuple):
        items = (_written(folder, f"{name}-{number}", each, secret=secret) for number, each in enumerate(value))
        return f"[{', '.join(items)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if not secret:
        return _text(str(value))
    (folder / f"secret-{name}").write_text(str(value), encoding="utf-8")
    return f"{{ file = {_text(f'secret-{name}')} }}"


def _text(value: str) -> str:
    return json.dumps(value)
