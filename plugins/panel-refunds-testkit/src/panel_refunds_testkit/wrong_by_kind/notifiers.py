"""Notifiers that lose messages, bring them twice unseen, or tell more than they should."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from panel_refunds.ports import Message, NotNowError, Surroundings, UndeliverableError
from panel_refunds.ports.asking import NoAnswerError, ask
from panel_refunds_testkit.tinypanel.notifier import TinyNotifier


class MakesKeys(TinyNotifier):
    """It makes a key of its own for each try, so nobody can tell that a message came twice."""

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """A new key."""
        del idempotency_key
        super().deliver(message, uuid4().hex)


class HopesForTheBest(TinyNotifier):
    """It does not mind whether the message was taken."""

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """It will have arrived."""
        try:
            super().deliver(message, idempotency_key)
        except NoAnswerError:
            return


class GivesUpAtALimit(TinyNotifier):
    """It loses the message when the place has a limit."""

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """Never mind."""
        try:
            super().deliver(message, idempotency_key)
        except NotNowError:
            raise UndeliverableError("the board has a limit") from None


class LogsTheAddress(TinyNotifier):
    """It writes to whom it sends into the log."""

    def __init__(self, settings: Mapping[str, Any], surroundings: Surroundings) -> None:
        super().__init__(settings, surroundings)
        self._log = surroundings.log

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """For all to read."""
        self._log.info("sending", to=dict(message.contact))
        super().deliver(message, idempotency_key)


class RemembersWhatItSent(TinyNotifier):
    """It does not send again what it believes to have sent."""

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """Once is enough."""
        sent: set[str] = self.__dict__.setdefault("sent", set())
        if idempotency_key not in sent:
            sent.add(idempotency_key)
            super().deliver(message, idempotency_key)


class WritesHeaders(TinyNotifier):
    """It puts a text into a header as it is."""

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """A subject."""
        ask(
            self._client, "POST", "/notes", headers={"subject": message.text}, json={"key": idempotency_key, "text": ""}
        )


FAILS: Mapping[type, str] = MappingProxyType(
    {
        MakesKeys: "test_a_repeated_message_is_recognised",
        HopesForTheBest: "test_what_was_not_taken_is_tried_again",
        GivesUpAtALimit: "test_a_limit_is_obeyed",
        LogsTheAddress: "test_an_address_cannot_be_seen",
        RemembersWhatItSent: "test_nothing_is_remembered",
        WritesHeaders: "test_a_text_stays_a_text",
    }
)
