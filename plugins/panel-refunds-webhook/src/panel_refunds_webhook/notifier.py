"""The notifier: one signed POST for each message, and what the receiver made of it."""

from __future__ import annotations

from typing import Any

from panel_refunds.ports import Message, Surroundings
from panel_refunds_webhook.answer import NotTakenError, read_answer
from panel_refunds_webhook.payload import write_payload
from panel_refunds_webhook.settings import WebhookSettings
from panel_refunds_webhook.signing import sign


class WebhookNotifier:
    """One endpoint of one tenant."""

    def __init__(self, settings: WebhookSettings, around: Surroundings) -> None:
        self._settings = settings
        self._now = around.now
        self._client: Any = around.http_client(
            timeout=settings.timeout,
            headers={"content-type": "application/json", "user-agent": "panel-refunds-webhook"},
        )

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """Post the message; the receiver has it when it answers 2xx."""
        if not self._settings.usable:
            raise NotTakenError("a secret does not begin with whsec_, so nothing is sent with it")
        body = write_payload(message)
        headers = sign(self._settings.secrets, idempotency_key, self._now(), body)
        # Nobody reads the answer's body: it may be of any size.
        with self._client.stream("POST", self._settings.url, content=body.encode(), headers=headers) as answer:
            status, said = answer.status_code, dict(answer.headers)
        read_answer(status, said, self._now())
