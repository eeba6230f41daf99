"""A scripted order provider that tells of changes by itself, signed with one word."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from panel_refunds.ports import OrderHint, OrdersReply, ProviderCapabilities, WebhookRefusedError
from panel_refunds.testing.scripted_provider import ScriptedProvider

GOOD = {"x-signature": "good"}


class PushingProvider(ScriptedProvider):
    """Its events are ``{"id": …, "orders": […]}``; it notes which orders it was asked about."""

    def __init__(self, *given: object, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type] # as the scripted provider takes them
        self.questions: list[tuple[str, ...]] = []

    def capabilities(self) -> ProviderCapabilities:
        return ProviderCapabilities(batch=2, webhooks=True)

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        self.questions.append(tuple(sorted(refs)))
        return super().get_orders(refs)

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[OrderHint]:
        if headers.get("x-signature") != "good":
            raise WebhookRefusedError("signature", "not signed with the secret sk_1")
        event = json.loads(raw)
        return [OrderHint(event["id"], tuple(event["orders"]), "order.changed")]


def event(event_id: str, *orders: str) -> bytes:
    return json.dumps({"id": event_id, "orders": orders}).encode()
