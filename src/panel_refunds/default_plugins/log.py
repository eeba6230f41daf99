"""The notifier ``log``: one line in the service's log for each message, so that an operator sees that it works.

The line says what kind of message it is, of which tenant and which request. It never says of whom, and has neither
the text nor its figures: logs live longer, and are read by more people, than a customer would like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Message, Notifier, Surroundings


@dataclass(frozen=True, slots=True)
class LogNotifier:
    """Writes a line for each message to the logger it was given."""

    log: Any

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """Write the line; a message delivered again writes it again, with the same key."""
        self.log.info("message", kind=message.kind, request=message.request_id, key=idempotency_key)


def build(settings: Mapping[str, Any], around: Surroundings) -> LogNotifier:  # noqa: ARG001 - it has no settings
    """The notifier of one tenant."""
    return LogNotifier(around.log)


@hookimpl
def notifiers() -> Sequence[Factory[Notifier]]:
    """The notifier ``log``."""
    return [Factory("log", build, title="A line in the service's log, without customer data")]
