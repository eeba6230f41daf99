"""A REST upstream with two customers: orders in envelopes, wishes, and webhooks as Standard Webhooks describe them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import timedelta
from secrets import token_bytes
from typing import Any, Literal
from urllib.parse import unquote

import panel_refunds_rest_orders
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.booked_provider import BookedProviderPeer, OrderChange, PeerOrder
from panel_refunds_testkit.peer.provider_peer import OrderDelivery, Placement
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest

_MISSING = PeerReply.json(404, {"error": "no such thing"})


class RestPanelPeer(BookedProviderPeer):
    """The upstream."""

    plugin = panel_refunds_rest_orders
    use = "rest"
    words = {  # noqa: RUF012 - never changed
        "pending": "NEW",
        "in_progress": "BUSY",
        "completed": "DONE",
        "partial": "SHORT",
        "canceled": "VOID",
    }
    webhook_tolerance = timedelta(minutes=5)

    def new_secret(self, noun: str) -> str:
        """Webhook secrets are written as the standard has it."""
        return f"whsec_{base64.b64encode(token_bytes(30)).decode()}" if noun == "hook" else super().new_secret(noun)

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """One upstream of a tenant's file, described."""
        return self._described(base_url, self.keys[account], tuple(self.webhook_secrets_of(account)))

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A key and a secret that are nobody's."""
        return self._described(base_url, self.new_secret("wrong"), (self.new_secret("hook"),))

    def _described(self, base_url: str, key: str, secrets: tuple[str, ...]) -> Mapping[str, Any]:
        return {
            "url": f"{base_url}/v1",
            "key": key,
            "order_path": "/orders/{id}",
            "orders_path": "/orders?ids={ids}",
            "order_field": "data",
            "orders_field": "data.orders",
            "status_field": "state",
            "remains_field": "undelivered",
            "placed_field": "data.id",
            "cancel_path": "/orders/{id}/cancel",
            "refill_path": "/orders/{id}/refill",
            "refill_field": "data.refill",
            "refill_status_path": "/refills/{id}",
            "balance_path": "/balance",
            "balance_field": "data.amount",
            "balance_currency": "USD",
            "words": {theirs: ours for ours, theirs in self.words.items()},
            "webhooks": "standard",
            "webhook_secrets": secrets,
        }

    def answer(self, request: PeerRequest) -> PeerReply:
        """One question."""
        account = self.account_of(request.headers.get("authorization", "").removeprefix("Bearer "))
        if account is None:
            return PeerReply.json(401, {"error": "who are you?"})
        kind, *rest = [unquote(part) for part in request.path.removeprefix("/v1/").split("/")]
        if request.method == "POST" and len(rest) == 2:
            return self._wish(account, "cancel" if rest[1] == "cancel" else "refill", rest[0])
        if kind == "balance":
            return PeerReply.json(200, {"data": {"amount": "12.345678901"}})
        if kind == "refills":
            found = self.books.has_refill(account, rest[0])
            return PeerReply.json(200, {"data": {"id": rest[0], "state": "NEW"}}) if found else _MISSING
        if rest:
            order = self.books.look(account, rest)[rest[0]]
            return PeerReply.json(200, {"data": _told(order)}) if order else _MISSING
        named = self.books.look(account, request.query.get("ids", "").split(","))
        return PeerReply.json(200, {"data": {"orders": [_told(order) for order in named.values() if order]}})

    def _wish(self, account: Account, wish: Literal["cancel", "refill"], ref: str) -> PeerReply:
        became = self.books.wish(account, wish, ref)
        if became != "accepted":
            return _MISSING if became == "not_found" else PeerReply.json(409, {"error": "it has started"})
        return PeerReply.json(202, {"data": {"refill": self.books.new_refill(account)} if wish == "refill" else {}})

    def placements(self) -> Mapping[Literal["accepted", "refused"], Placement]:
        """As it answers to a new order."""
        return {
            "accepted": Placement(b'{"data": {"id": "o77"}}', 201, "o77"),
            "refused": Placement(b'{"error": "no such service"}', 422),
        }

    def sign(self, change: OrderChange) -> OrderDelivery:
        """An event about an order."""
        raw = json.dumps({"id": change.event_id, "type": "order.changed", "data": {"id": change.ref}}).encode()
        moment = str(int(self.clock().timestamp()))
        key = base64.b64decode(self.webhook_secrets_of(change.account)[-1].removeprefix("whsec_"))
        digest = hmac.new(key, f"{change.event_id}.{moment}.".encode() + raw, hashlib.sha256).digest()
        headers = {
            "webhook-id": change.event_id,
            "webhook-timestamp": moment,
            "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
        }
        return OrderDelivery(raw, headers, change.event_id, change.ref)


def _told(order: PeerOrder) -> Mapping[str, object]:
    if order.failed:
        return {"id": order.ref, "error": "something is wrong with it"}
    return {"id": order.ref, "state": order.word, "undelivered": order.remains}
