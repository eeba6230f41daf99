"""One PhonePe account: a token for it, and questions asked once with that token.

A token is a part of the connection: it is asked for when there is none, or when the one at hand is about to end. One
that PhonePe does not accept any more is forgotten; whoever asks next gets a new one. Only a fresh token that is not
accepted says that the credentials are wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from threading import Lock
from typing import Any

from panel_refunds.ports import MisconfiguredError, Surroundings
from panel_refunds.ports.asking import Answer, NoAnswerError, NotSentError, ask
from panel_refunds.ports.said import Said
from panel_refunds_phonepe.settings import Settings

_MARGIN = timedelta(minutes=1)
_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
NOT_FOUND = {
    "order": ("ORDER_NOT_FOUND", "TRANSACTION_NOT_FOUND"),
    "refund": ("REFUND_NOT_FOUND", "TRANSACTION_NOT_FOUND"),
}
"""The codes with which PhonePe says that it has none; any other code proves nothing."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str = field(repr=False)
    good_until: datetime


class TokenRefusedError(NoAnswerError):
    """A token that was good until now is not accepted: what was asked did not run, and may be asked again."""


class Account:
    """A connection to one account; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._now: Callable[[], datetime] = surroundings.now
        self._client = surroundings.http_client(base_url=settings.address, timeout=settings.timeout)
        self._payments = "/apis/pg" if settings.live else "/apis/pg-sandbox"
        self._identity = "/apis/identity-manager" if settings.live else self._payments
        self._token: _Token | None = None
        self._lock = Lock()

    def get(self, path: str, what: str, **query: str) -> Said:
        """Read something: LookupError for what does not exist, else as the contract says of reads."""
        answer = self.ask("GET", path, params=query)
        if answer.status == HTTPStatus.OK:
            return answer.said(what)
        code = find_code(answer)
        if answer.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND) and code in NOT_FOUND[what]:
            raise LookupError("PhonePe has nothing of that name.")
        raise NoAnswerError(f"PhonePe answered with HTTP {answer.status}.")

    def ask(self, method: str, path: str, **request: Any) -> Answer:
        """Ask once. ``NotSentError`` where not even a token was to be had, ``MisconfiguredError`` for credentials."""
        token, fresh = self._find_token()
        headers = {"authorization": f"O-Bearer {token.text}"}
        answer = ask(self._client, method, f"{self._payments}{path}", headers=headers, **request)
        if answer.status not in _REFUSED or find_code(answer) is None:
            return answer
        self._forget(token)
        if fresh:
            raise MisconfiguredError("PhonePe does not accept the credentials, or not for this.")
        raise TokenRefusedError("PhonePe does not accept the token any more.")

    def _find_token(self) -> tuple[_Token, bool]:
        with self._lock:
            token = self._token
        if token is not None and self._now() < token.good_until:
            return token, False
        token = self._new_token()
        with self._lock:
            self._token = token
        return token, True

    def _forget(self, token: _Token) -> None:
        with self._lock:
            if self._token is token:
                self._token = None

    def _new_token(self) -> _Token:
        said = {
            "client_id": self._settings.client_id,
            "client_version": str(self._settings.client_version),
            "client_secret": self._settings.client_secret,
            "grant_type": "client_credentials",
        }
        try:
            answer = ask(self._client, "POST", f"{self._identity}/v1/oauth/token", data=said)
            token = _find_token(answer)
        except NoAnswerError as error:
            raise NotSentError(f"PhonePe gave no token, so nothing was asked: {error}") from None
        if token is not None:
            return token
        if answer.status in (*_REFUSED, HTTPStatus.BAD_REQUEST) and find_code(answer) is not None:
            raise MisconfiguredError("PhonePe gives no token for these credentials.")
        raise NotSentError(f"PhonePe gave no token (HTTP {answer.status}), so nothing was asked.")


def _find_token(answer: Answer) -> _Token | None:
    if answer.status != HTTPStatus.OK:
        return None
    said = answer.said("token")
    good_until = said.moment("expires_at") - _MARGIN
    return _Token(said.text("access_token"), good_until) if said.text("token_type") == "O-Bearer" else None


def find_code(answer: Answer) -> str | None:
    """PhonePe's code for what is wrong; None when the answer is none of its refusals."""
    try:
        return answer.said().find_text("code")
    except NoAnswerError:
        return None
