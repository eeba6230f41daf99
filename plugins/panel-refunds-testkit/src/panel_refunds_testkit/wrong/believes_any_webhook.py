"""It believes every delivery, signed or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from panel_refunds.ports import GatewayEvent
from panel_refunds.ports.said import Said
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.tinypay.hooks import read_event
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_what_is_not_signed_is_refused"


class WrongGateway(TinyGateway):
    """Nobody looks at the signature."""

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        """What the delivery says."""
        del headers
        return (read_event(Said.read(raw, "event")),)


gateways = hook_of(WrongGateway)
