"""One PayPal account: asking it, with a token that may have ended.

A *read* whose token is refused is asked once more with a new one. A *refund* never is: it is sent once, and what came
of it is told. Where there is no token, nothing was sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from panel_refunds.ports import MisconfiguredError, Surroundings
from panel_refunds.ports.asking import Answer, NoAnswerError, NotSentError, ask
from panel_refunds_paypal.access import Access, Token
from panel_refunds_paypal.refusals import find_refusal, says_unknown
from panel_refunds_paypal.settings import Settings


@dataclass(frozen=True, slots=True)
class Posted:
    """An answer to a refund; ``fresh`` when its token had been asked for just before."""

    answer: Answer
    fresh: bool


class Account:
    """A connection to one account; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._client = surroundings.http_client(base_url=settings.address, timeout=settings.timeout)
        self._access = Access(self._client, settings, surroundings.now)

    def get(self, path: str, **query: str | int) -> Answer:
        """Read something: LookupError for what does not exist, else as the contract says of reads."""
        token, fresh = self._access.get_token()
        answer = self._ask("GET", path, token, params=query)
        if answer.status == HTTPStatus.UNAUTHORIZED and not fresh:
            self._access.forget(token)
            token, _ = self._access.get_token()
            answer = self._ask("GET", path, token, params=query)
        if answer.status == HTTPStatus.OK:
            return answer
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN) and find_refusal(answer) is not None:
            self._access.forget(token)
            raise MisconfiguredError("PayPal does not let this app see that; look at the features of the app.")
        if says_unknown(answer):
            raise LookupError("PayPal has nothing of that name.")
        raise NoAnswerError(f"PayPal answered with HTTP {answer.status}.")

    def post(self, path: str, said: Any, *, key: str) -> Posted:
        """Ask for something, once, under an idempotency key; ``NotSentError`` where no token was to be had."""
        try:
            token, fresh = self._access.get_token()
        except NoAnswerError:
            raise NotSentError("There was no token, so nothing was sent.") from None
        headers = {"paypal-request-id": key, "prefer": "return=representation"}
        answer = self._ask("POST", path, token, json=said, headers=headers)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            self._access.forget(token)
        return Posted(answer, fresh)

    def _ask(
        self, method: str, path: str, token: Token, *, headers: dict[str, str] | None = None, **rest: Any
    ) -> Answer:
        named = {**(headers or {}), "authorization": f"Bearer {token.text}"}
        return ask(self._client, method, path, headers=named, **rest)
