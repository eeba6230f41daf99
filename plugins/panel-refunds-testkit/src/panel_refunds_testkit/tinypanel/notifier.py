"""A notifier that pins messages to a board over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from panel_refunds.ports import Message, NotNowError, Setting, Surroundings, UndeliverableError
from panel_refunds.ports.asking import NoAnswerError, ask

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "api_key": Setting(required=True, secret=True, help="The key of your board."),
        "api_base": Setting(default="https://api.tinyboard.example", help="The board's address."),
    }
)
_TAKEN, _GONE, _LIMIT = 200, 410, 429
LONGEST = 20_000


class TinyNotifier:
    """One board of one tenant."""

    def __init__(self, settings: Mapping[str, Any], surroundings: Surroundings) -> None:
        self._client = surroundings.http_client(
            base_url=settings["api_base"], headers={"authorization": f"Bearer {settings['api_key']}"}
        )

    def __repr__(self) -> str:
        return "<tinynote>"

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """Pin it, under its key."""
        said = {"key": idempotency_key, "text": message.text[:LONGEST].encode("utf-8", "replace").decode()}
        answer = ask(self._client, "POST", "/notes", json=said)
        if answer.status == _TAKEN:
            return
        if answer.status == _GONE:
            raise UndeliverableError("the board is gone for good")
        if answer.status == _LIMIT and answer.retry_after is not None:
            raise NotNowError(answer.retry_after)
        raise NoAnswerError(f"the board answered with {answer.status}")


def build(settings: Mapping[str, Any], surroundings: Surroundings) -> TinyNotifier:
    """The notifier of one tenant."""
    return TinyNotifier(settings, surroundings)
