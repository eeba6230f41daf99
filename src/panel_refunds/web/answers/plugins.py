"""A tenant's plugins as operators see them: every object that was built, and how it failed the last time, if ever."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.flows.tell_plugin_failed import last_failures
from panel_refunds.store import Action
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class PluginFailureView(Shown):
    """The last failure that was told: in which call, with what, and how many there had been since ``first_at``."""

    call: str
    what: str
    count: int
    first_at: datetime
    last_at: datetime


class PluginObjectView(Shown):
    """One object, like ``gateways.till``, and the plugin it comes from."""

    name: str
    plugin: str
    failed: PluginFailureView | None = None


class PluginObjectsView(Shown):
    """The objects of the tenant's plugins, by name."""

    objects: list[PluginObjectView]


def show_plugins(call: Viewer) -> PluginObjectsView:
    """All of them."""
    failed = last_failures(call.desk)
    return PluginObjectsView(
        objects=[
            PluginObjectView(name=thing, plugin=plugin, failed=_view(failed.get(thing)))
            for thing, plugin in sorted(call.desk.plugin_of.items())
        ]
    )


def _view(told: Action | None) -> PluginFailureView | None:
    if told is None:
        return None
    return PluginFailureView(
        call=told.facts["call"],
        what=told.facts["what"],
        count=int(told.facts["count"]),
        first_at=datetime.fromisoformat(told.facts["first_at"]),
        last_at=datetime.fromisoformat(told.facts["last_at"]),
    )
