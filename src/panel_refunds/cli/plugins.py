"""``panel-refunds plugins``: what is installed, what each plugin gives, and which settings that takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panel_refunds.cli.options import AsJson, Database, Root
from panel_refunds.cli.output import print_json
from panel_refunds.cli.plugin_objects import show_objects

if TYPE_CHECKING:
    from panel_refunds.plugins.listing import FactoryListed, PluginListed, SettingListed


def plugins(
    module: Annotated[
        list[str] | None, typer.Option("--module", metavar="DOTTED.NAME", help="Also load this module as a plugin.")
    ] = None,
    tenant: Annotated[
        str | None,
        typer.Option("--tenant", metavar="NAME", help="Instead: the objects of this tenant, and how each failed last."),
    ] = None,
    root: Root = Path(),
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """List the plugins: built in, installed, and named with --module.

    Exit 1 when one of them does not work, 2 when they cannot live together. With --tenant, show every object that the
    tenant's file configures, the plugin it comes from, and the last failure that was told of it.
    """
    if tenant is not None:
        show_objects(root, database, tenant, as_json=as_json)
        return
    from panel_refunds.plugins.host import PluginHost

    host = PluginHost.load(module or ())
    if unknown := [name for name in module or () if name not in host.plugins]:
        text = f"there is no plugin {', '.join(unknown)}; a module is named with a dot, like house.acme"
        raise typer.BadParameter(text, param_hint="--module")
    listed = host.describe()
    if as_json:
        print_json(listed)
    else:
        typer.echo("\n\n".join("\n".join(_told(plugin)) for plugin in listed))
    if any(plugin.error for plugin in listed):
        raise typer.Exit(1)


def _told(plugin: PluginListed) -> list[str]:
    version = f" {plugin.version}" if plugin.version else ""
    lines = [f"{plugin.name}{version} ({plugin.source})" + (f": {plugin.error}" if plugin.error else "")]
    for factory in plugin.factories:
        lines += _factory(factory)
    return lines


def _factory(factory: FactoryListed) -> list[str]:
    title = f"  {factory.title}" if factory.title else ""
    width = max((len(setting.key) for setting in factory.settings), default=0)
    return [
        f'  [{factory.kind}.…] use = "{factory.name}"{title}',
        f"    {factory.certificate}",
        *(f"    {setting.key:<{width}}  {_setting(setting)}" for setting in factory.settings),
    ]


def _setting(setting: SettingListed) -> str:
    kind = f"one of {', '.join(setting.choices)}" if setting.choices else setting.kind
    notes = [kind]
    if setting.secret:
        notes.append("secret, by reference")
    if setting.required:
        notes.append("must be given")
    elif setting.default is not None and setting.kind != "table":
        notes.append(f"default {str(setting.default).lower() if setting.kind == 'boolean' else setting.default}")
    if setting.minimum is not None:
        notes.append(f"at least {setting.minimum}")
    return f"{', '.join(notes)}. {setting.help}".rstrip()
