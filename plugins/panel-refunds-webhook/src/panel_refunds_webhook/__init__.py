"""The notifier *webhook*: each message is one signed POST to an address of the tenant's own.

Signatures and headers are those of Standard Webhooks, so the receiver needs none of our code. The ``webhook-id`` is the
message's idempotency key: a receiver that remembers it hears everything once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Notifier, Surroundings
from panel_refunds_webhook.settings import SETTINGS, parse_settings

__all__ = ["notifiers"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> Notifier:
    """One endpoint of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_webhook.notifier import WebhookNotifier

    return WebhookNotifier(parse_settings(given), surroundings)


@hookimpl
def notifiers() -> Sequence[Factory[Notifier]]:
    """The one factory of this plugin: ``use = "webhook"``."""
    return [Factory("webhook", _build, settings=SETTINGS, contract="1.1", title="Signed webhooks")]
