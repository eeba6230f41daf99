"""The token that stands in for the secret: asked for once, kept in memory as a connection is, renewed when it ends.

One object serves many threads; the first one that finds no token asks for it while the others wait. Nothing here asks
a second time by itself: whoever had a token refused forgets it, and decides whether to ask again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from threading import Lock
from typing import Any

from panel_refunds.ports import MisconfiguredError
from panel_refunds.ports.asking import Answer, NoAnswerError, UnreadableError, ask
from panel_refunds_paypal.refusals import find_refusal
from panel_refunds_paypal.settings import Settings

MARGIN = timedelta(minutes=2)
_LONGEST = 7 * 24 * 3600
_A_TOKEN = re.compile(r"[\x21-\x7e]{8,8192}")


@dataclass(frozen=True, slots=True)
class Token:
    """One token; it is not shown, and is not used in its last minutes."""

    text: str = field(repr=False)
    ends_at: datetime


class Access:
    """The current token of one account; any number of threads may ask for it."""

    def __init__(self, client: Any, settings: Settings, now: Callable[[], datetime]) -> None:
        self._client = client
        self._auth = (settings.client_id, settings.client_secret)
        self._now = now
        self._lock = Lock()
        self._token: Token | None = None

    def get_token(self) -> tuple[Token, bool]:
        """A token, and whether it was asked for just now.

        ``MisconfiguredError`` when PayPal does not know the secret, ``NoAnswerError`` when it says nothing of use.
        """
        with self._lock:
            if self._token is not None and self._now() + MARGIN < self._token.ends_at:
                return self._token, False
            self._token = None
            asked_at = self._now()
            said = {"grant_type": "client_credentials"}
            answer = ask(self._client, "POST", "/v1/oauth2/token", data=said, auth=self._auth)
            self._token = _read_token(answer, asked_at)
            return self._token, True

    def forget(self, token: Token) -> None:
        """PayPal refused this one; the next question asks for another."""
        with self._lock:
            if self._token is token:
                self._token = None


def _read_token(answer: Answer, asked_at: datetime) -> Token:
    if answer.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        if find_refusal(answer) is not None:
            raise MisconfiguredError("PayPal does not accept the client id with its secret.")
        raise UnreadableError("somebody refused the client id and the secret, but not in PayPal's words")
    if answer.status != HTTPStatus.OK:
        raise NoAnswerError(f"PayPal gave no token (HTTP {answer.status}).")
    said = answer.said("token")
    text, seconds = said.text("access_token"), said.whole("expires_in")
    if said.text("token_type").lower() != "bearer" or not _A_TOKEN.fullmatch(text) or not 0 < seconds <= _LONGEST:
        raise UnreadableError("the token is none")
    return Token(text, asked_at + timedelta(seconds=seconds))
