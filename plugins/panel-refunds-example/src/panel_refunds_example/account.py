"""One AcmePay account: asking it, and reading what it refuses.

Every question is asked once. A read raises what the contract knows: LookupError for what does not exist,
``MisconfiguredError`` for a key that is not accepted, ``NoAnswerError`` for everything that may be asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from panel_refunds.ports import MisconfiguredError, Surroundings
from panel_refunds.ports.asking import Answer, NoAnswerError, ask
from panel_refunds.ports.said import Said
from panel_refunds_example.settings import Settings

# Yours: how a request says whose it is; {key} is the account's key.
SIGNS_IN: Mapping[str, str] = MappingProxyType({"authorization": "Bearer {key}"})
# Yours: the header by which a repeated request is recognised.
REPEAT_HEADER = "idempotency-key"
# Yours: where in an answer the code of an error stands, from the outside in.
ERROR_AT: tuple[str, ...] = ("error", "code")
NOT_ACCEPTED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


class Account:
    """A connection to one account; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._client = surroundings.http_client(
            base_url=settings.address,
            timeout=settings.timeout,
            headers={
                "accept": "application/json",
                **{name: text.format(key=settings.key) for name, text in SIGNS_IN.items()},
            },
        )

    def get(self, path: str, **query: str | int) -> Answer:
        """Read something; raises as told above."""
        answer = ask(self._client, "GET", path, params=query)
        # Whoever stands between us and AcmePay has pages for 403 and 404 too; only AcmePay's own word counts.
        code = None if answer.status == HTTPStatus.OK else find_error(answer)
        if answer.status == HTTPStatus.NOT_FOUND and code == "not_found":
            raise LookupError("AcmePay has nothing of that name.")
        if answer.status in NOT_ACCEPTED and code is not None:
            raise MisconfiguredError("AcmePay does not accept the key.")
        if answer.status != HTTPStatus.OK:
            raise NoAnswerError(f"AcmePay answered with HTTP {answer.status}.")
        return answer

    def post(self, path: str, said: Any, *, key: str) -> Answer:
        """Ask for something that moves money, under an idempotency key."""
        return ask(self._client, "POST", path, json=said, headers={REPEAT_HEADER: key})


def find_error(answer: Answer) -> str | None:
    """AcmePay's code of what is wrong; None when the answer is not one of AcmePay's refusals."""
    try:
        said: Said | None = answer.said()
        *outside, code = ERROR_AT
        for name in outside:
            said = said.find_inside(name) if said is not None else None
        return said.find_text(code) if said is not None else None
    except NoAnswerError:
        return None
