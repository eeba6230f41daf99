"""It promises that keys live for weeks, and the vendor forgets them after a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from panel_refunds.ports import Capabilities
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_a_key_lives_as_long_as_it_is_promised"


class WrongGateway(TinyGateway):
    """Other vendors keep them for so long."""

    def capabilities(self, method: str) -> Capabilities:
        """More than is true."""
        return replace(super().capabilities(method), dedupe_lifetime=timedelta(days=45))


gateways = hook_of(WrongGateway)
