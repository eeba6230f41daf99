"""The notifier: to which chat a message goes, and what the bot's server made of it.

One message goes to one chat: what it is tried for is that chat alone. A long text is several; when the second does not
get through, the first is said again in the next try.
"""

from __future__ import annotations

from typing import Any

import httpx2

from panel_refunds.ports import Message, Surroundings, UndeliverableError
from panel_refunds_telegram.answer import NotSentError, read_answer
from panel_refunds_telegram.settings import TelegramSettings, is_customers_chat
from panel_refunds_telegram.wording import write_texts

_LARGEST = 64 * 1024


class TelegramNotifier:
    """One bot of one tenant."""

    def __init__(self, settings: TelegramSettings, around: Surroundings) -> None:
        self._settings = settings
        self._client: Any = around.http_client(timeout=settings.timeout)

    def deliver(self, message: Message, idempotency_key: str) -> None:  # noqa: ARG002 - a bot has no place for it
        """Say the message in its chat, in as many texts as it takes."""
        if not self._settings.usable:
            raise NotSentError("the token does not look like one, so nothing is sent with it")
        chat = self._chat(message)
        for text in write_texts(message):
            read_answer(*self._say(chat, text))

    def _chat(self, message: Message) -> str:
        if message.customer is None:
            if not self._settings.staff_chat:
                raise UndeliverableError(
                    'no staff_chat stands in the settings; name one, or say audience = "customers"'
                )
            return self._settings.staff_chat
        chat = message.contact.get("telegram")
        if chat is None:
            raise UndeliverableError('the panel told no telegram chat of this customer; or say audience = "staff"')
        if not is_customers_chat(chat):
            raise UndeliverableError("the telegram chat that the panel told is no person's number")
        return chat

    def _say(self, chat: str, text: str) -> tuple[int, bytes]:
        """The server's status and answer. What goes wrong is told by its kind alone: the token is in the address."""
        said = {"chat_id": chat, "text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
        url = f"{self._settings.api_base}/bot{self._settings.token}/sendMessage"
        body = b""
        try:
            with self._client.stream("POST", url, json=said) as answer:
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > _LARGEST:
                        break
                return answer.status_code, body
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise NotSentError(f"the bot's server gave no answer ({type(error).__name__})") from None
