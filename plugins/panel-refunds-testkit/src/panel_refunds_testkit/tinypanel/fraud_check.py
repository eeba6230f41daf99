"""A fraud check that asks a tiny service: an amount, and the customer's name, in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from panel_refunds.ports import FraudContext, Setting, Surroundings, Verdict
from panel_refunds.ports.asking import NoAnswerError, UnreadableError, ask

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "api_key": Setting(required=True, secret=True, help="The key of your account."),
        "api_base": Setting(default="https://api.tinycheck.example", help="The service's address."),
    }
)
_ANSWERS = ("allow", "review", "deny", "abstain")
_OK = 200


class TinyCheck:
    """One service of one tenant."""

    def __init__(self, settings: Mapping[str, Any], surroundings: Surroundings) -> None:
        self._now = surroundings.now
        self._client = surroundings.http_client(
            base_url=settings["api_base"], headers={"authorization": f"Bearer {settings['api_key']}"}
        )

    def __repr__(self) -> str:
        return "<tinycheck>"

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:
        """What the service says, in the time that is left."""
        left = (deadline - self._now()).total_seconds()
        if left <= 0:
            raise NoAnswerError("there was no time left to ask")
        asked = None if context.asked is None else str(context.asked)
        answer = ask(self._client, "POST", "/verdicts", json={"who": context.customer, "asked": asked}, timeout=left)
        if answer.status != _OK:
            raise UnreadableError(f"the service answered with {answer.status}")
        said = answer.said("verdict")
        word, reasons = said.text("answer"), said.listed("reasons")
        if word not in _ANSWERS or not all(isinstance(each, str) and each for each in reasons):
            raise UnreadableError("the service's answer is no verdict")
        return Verdict(word, tuple(reasons))  # type: ignore[arg-type]  # one of the four


def build(settings: Mapping[str, Any], surroundings: Surroundings) -> TinyCheck:
    """The check of one tenant."""
    return TinyCheck(settings, surroundings)
