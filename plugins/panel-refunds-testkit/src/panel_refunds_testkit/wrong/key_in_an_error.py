"""The account's key stands in the text of an exception, and so in a log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_refunds.ports import PaymentFacts, Surroundings
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_no_secret_can_be_seen"


class WrongGateway(TinyGateway):
    """The error tells everything that could help."""

    def __init__(self, settings: Mapping[str, Any], surroundings: Surroundings) -> None:
        super().__init__(settings, surroundings)
        self._key = settings["api_key"]

    def get_payment(self, ref: str) -> PaymentFacts:
        """The payment."""
        try:
            return super().get_payment(ref)
        except LookupError:
            raise LookupError(f"no payment {ref} for the account with the key {self._key}") from None


gateways = hook_of(WrongGateway)
