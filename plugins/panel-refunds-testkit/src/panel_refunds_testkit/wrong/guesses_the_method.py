"""It guesses which way of paying was meant, and sends by itself where it guessed."""

from __future__ import annotations

from panel_refunds.ports import Capabilities
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_a_way_of_paying_that_it_does_not_know_is_not_automatic"


class WrongGateway(TinyGateway):
    """Small letters or large ones, it will be a card."""

    def capabilities(self, method: str) -> Capabilities:
        """What can be done with something like it."""
        return super().capabilities(method.strip().lower())


gateways = hook_of(WrongGateway)
