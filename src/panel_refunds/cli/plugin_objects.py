"""``panel-refunds plugins --tenant``: the objects of a tenant's plugins, and the last failure of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.output import print_json, print_table

if TYPE_CHECKING:
    from panel_refunds.web.answers.plugins import PluginObjectView


def show_objects(root: Path, database: str | None, tenant: str, *, as_json: bool) -> None:
    """Print them as a table, or as the API answers."""
    from panel_refunds.cli.as_json import AtTheDesk
    from panel_refunds.web.answers.plugins import show_plugins

    with open_desk(root, database, tenant, calls_out=False) as desk:
        view = show_plugins(AtTheDesk(desk))
    if as_json:
        print_json(view.model_dump(mode="json"))
        return
    print_table(("object", "plugin", "failed last", "times", "call", "what"), [_row(each) for each in view.objects])


def _row(each: PluginObjectView) -> tuple[str, ...]:
    if each.failed is None:
        return (each.name, each.plugin, "", "", "", "")
    failed = each.failed
    last = failed.last_at.isoformat(timespec="seconds")
    return (each.name, each.plugin, last, str(failed.count), failed.call, failed.what)
