"""A tenant's plugins as operators see them: every object that was built, and how it failed the last time, if ever."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.flows.desk import PluginUsed
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
    """One object, like ``gateways.till``, the plugin it comes from, and how that stands with the conformance kit.

    ``certificate`` is ``certified``, ``stale`` (``certificate_why`` says what changed), ``none``, or ``built in``.
    """

    name: str
    plugin: str
    version: str
    certificate: str
    certificate_why: str
    failed: PluginFailureView | None = None


class PluginObjectsView(Shown):
    """The objects of the tenant's plugins, by name."""

    objects: list[PluginObjectView]


def show_plugins(call: Viewer) -> PluginObjectsView:
    """All of them."""
    failed = last_failures(call.desk)
    return PluginObjectsView(
        objects=[
            _object(thing, call.desk.plugins_used.get(thing, PluginUsed(plugin)), failed.get(thing))
            for thing, plugin in sorted(call.desk.plugin_of.items())
        ]
    )


def _object(thing: str, used: PluginUsed, failed: Action | None) -> PluginObjectView:
    return PluginObjectView(
        name=thing,
        plugin=used.plugin,
        version=used.version,
        certificate=used.certificate,
        certificate_why=used.why,
        failed=_view(failed),
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
