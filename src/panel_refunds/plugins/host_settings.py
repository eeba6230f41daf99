"""Settings that every object of a kind takes, whichever plugin it is from: read by the host, never seen by the plugin.

A notifier's own business is how a message gets to people; which messages it gets is the tenant's. So ``audience`` and
``kinds`` stand in every ``[notifiers.NAME]``, and a plugin cannot have a setting of these names itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from panel_refunds.plugins.kinds import Kind
from panel_refunds.ports import Setting
from panel_refunds.tickets.audience import Audience, unknown_kinds

_NONE: Mapping[str, Setting] = MappingProxyType({})
_NOTIFIERS: Mapping[str, Setting] = MappingProxyType(
    {
        "audience": Setting(
            default="everybody",
            choices=("everybody", "customers", "staff"),
            help="Whose messages it takes: those to customers, those to the staff, or both.",
        ),
        "kinds": Setting("texts", default=(), help="The kinds of message it takes, like refund_*; all when left out."),
    }
)


def host_settings(kind: Kind) -> Mapping[str, Setting]:
    """The settings of the host for every object of this kind."""
    return _NOTIFIERS if kind == "notifiers" else _NONE


def find_wrong(kind: Kind, values: Mapping[str, Any]) -> tuple[str, str] | None:
    """The host's setting that makes no sense, and why; None when all do."""
    if kind != "notifiers":
        return None
    unknown = unknown_kinds(values["kinds"] or ())
    if not unknown:
        return None
    return (
        "kinds",
        f"no message is ever of the kind {', '.join(map(repr, unknown))}; docs/guides/notify-people.md lists them",
    )


def audience_of(settings: Mapping[str, Any]) -> Audience:
    """What the checked settings of a notifier say of the messages it takes."""
    return Audience(settings.get("audience", "everybody"), tuple(settings.get("kinds", ())))
