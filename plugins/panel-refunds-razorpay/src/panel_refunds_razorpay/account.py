"""One Razorpay account: asking it once, and what its refusals say.

``error.code`` is ``BAD_REQUEST_ERROR`` for nearly everything, so the sentence in ``error.description`` decides; its
words are matched, not its whole text, because Razorpay rewords it now and then.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from panel_refunds.ports import MisconfiguredError, Surroundings
from panel_refunds.ports.asking import Answer, NoAnswerError, ask
from panel_refunds_razorpay.settings import Settings

_NO_SUCH_THING = ("id provided does not exist", "is not a valid id")


class Account:
    """A connection to one account; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._auth = (settings.key_id, settings.key_secret)
        self._client = surroundings.http_client(base_url=settings.address, timeout=settings.timeout)

    def get(self, path: str, **query: int) -> Answer:
        """Read something: LookupError for what does not exist, else as the contract says of reads."""
        answer = ask(self._client, "GET", path, params=query, auth=self._auth)
        if answer.status == HTTPStatus.OK:
            return answer
        sentence = find_sentence(answer)
        if sentence is not None and answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise MisconfiguredError("Razorpay does not accept the key, or not for this.")
        if answer.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND) and says_unknown(sentence):
            raise LookupError("Razorpay has nothing of that name.")
        raise NoAnswerError(f"Razorpay answered with HTTP {answer.status}.")

    def post(self, path: str, said: Any, *, key: str) -> Answer:
        """Ask for a refund, under an idempotency key."""
        return ask(self._client, "POST", path, json=said, auth=self._auth, headers={"x-refund-idempotency": key})


def find_sentence(answer: Answer) -> str | None:
    """What Razorpay says is wrong, in lower case; None when the answer is not one of its refusals."""
    try:
        error = answer.said().find_inside("error")
        return None if error is None else (error.find_text("description") or "").lower()
    except NoAnswerError:
        return None


def says_unknown(sentence: str | None) -> bool:
    """Whether the sentence says that there is no such payment or refund."""
    return sentence is not None and any(words in sentence for words in _NO_SUCH_THING)
