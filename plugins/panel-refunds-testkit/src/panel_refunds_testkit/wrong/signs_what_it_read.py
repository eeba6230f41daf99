"""It reads a delivery first, and verifies what it read instead of the bytes that came."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from panel_refunds.ports import GatewayEvent, WebhookRefusedError
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_an_altered_byte_is_refused"


class WrongGateway(TinyGateway):
    """The same JSON is the same delivery."""

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        """What the delivery says, if it is signed in our own spelling."""
        try:
            spelt = json.dumps(json.loads(raw)).encode()
        except ValueError:
            raise WebhookRefusedError("unreadable", "It is no JSON.") from None
        return super().parse_webhook(spelt, headers)


gateways = hook_of(WrongGateway)
