"""An object of a plugin failed: the operator is told which one, of which plugin, in which call, and what it was.

One message an hour and object, however many processes met the failure: the record of the last one stands in the books
and is looked at first. The records are also what people see when they ask how the plugins are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from panel_refunds.flows.desk import Desk
from panel_refunds.flows.ticketing import post
from panel_refunds.store import Action

KIND = "plugin_failed"
SYSTEM = "system"
EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PluginFailed:
    """The object ``thing`` (``gateways.till``) of ``plugin`` failed ``count`` times, the last time in ``call``."""

    plugin: str
    thing: str
    call: str
    what: str
    count: int
    first_at: datetime
    last_at: datetime


def tell_plugin_failed(desk: Desk, failed: PluginFailed) -> bool:
    """Put a message for the operator into the outbox; False when the object had one less than an hour ago."""
    now = desk.now()
    with desk.begin() as books:
        if any(told.action == KIND and now - told.at < EVERY for told in books.actions_of(failed.thing)):
            return False
        facts = {
            "plugin": failed.plugin,
            "object": failed.thing,
            "call": failed.call,
            "what": failed.what,
            "count": str(failed.count),
            "first_at": failed.first_at.isoformat(timespec="seconds"),
            "last_at": failed.last_at.isoformat(timespec="seconds"),
        }
        post(desk, books, KIND, _letter(failed), facts=facts)
        books.add_action(SYSTEM, KIND, failed.thing, now, failed.what, facts)
    return True


def last_failures(desk: Desk) -> dict[str, Action]:
    """The last failure that was told of each of the desk's objects, for those that have one."""
    with desk.read() as books:
        told = {thing: [one for one in books.actions_of(thing) if one.action == KIND] for thing in desk.plugin_of}
    return {thing: found[-1] for thing, found in told.items() if found}


def _letter(failed: PluginFailed) -> str:
    times = "" if failed.count == 1 else f" That was {failed.count} times since {failed.first_at:%Y-%m-%d %H:%M} UTC."
    return (
        f"The plugin {failed.plugin} failed as {failed.thing}, in {failed.call}: {failed.what}.{times} Others are not"
        " concerned. What it was asked is treated as unknown or left to a person; mend the plugin or its settings."
    )
