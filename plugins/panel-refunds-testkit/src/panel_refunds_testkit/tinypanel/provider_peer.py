"""Tinypanel itself: a JSON API, one account per key, webhooks signed with the account's newest secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from panel_refunds_testkit import tinypanel
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.booked_provider import BookedProviderPeer, OrderChange
from panel_refunds_testkit.peer.provider_peer import OrderDelivery, Placement
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest
from panel_refunds_testkit.tinypanel.provider import WORDS
from panel_refunds_testkit.tinypay.hooks import HEADER, TOLERANCE, signature

_CANCEL = ("cancel", "refill")


class TinyPanelPeer(BookedProviderPeer):
    """Tinypanel."""

    plugin = tinypanel
    use = "tinypanel"
    words = {ours: theirs for theirs, ours in WORDS.items()}  # noqa: RUF012 - never changed
    webhook_tolerance = TOLERANCE

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """A tenant's settings."""
        return {
            "api_base": base_url,
            "api_key": self.keys[account],
            "webhook_secrets": tuple(self.webhook_secrets_of(account)),
        }

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A key that is nobody's."""
        wrong = self.new_secret("wrong")
        return {"api_base": base_url, "api_key": wrong, "webhook_secrets": (self.new_secret("wrong"),)}

    def answer(self, request: PeerRequest) -> PeerReply:
        """One request."""
        account = self.account_of(request.headers.get("authorization", "").removeprefix("Bearer "))
        if account is None:
            return PeerReply.json(401, {"error": "wrong_key"})
        parts = request.path[1:].split("/")
        if (request.method, request.path) == ("GET", "/orders"):
            return self._orders(account, request.query.get("ids", "").split(","))
        if request.method == "POST" and len(parts) == 3 and parts[2] in _CANCEL:  # noqa: PLR2004 - orders, an id, a wish
            return self._wish(account, "cancel" if parts[2] == "cancel" else "refill", parts[1])
        if request.path == "/balance":
            return PeerReply.json(200, {"balance": "12.50"})
        if parts[0] == "refills" and self.books.has_refill(account, parts[-1]):
            return PeerReply.json(200, {"id": parts[-1], "status": "running"})
        return PeerReply.json(404, {"error": "not_found"})

    def _orders(self, account: Account, ids: list[str]) -> PeerReply:
        listed = [
            {"id": ref, "error": "broken"} if order.failed else
            {"id": ref, "status": order.word, "remains": order.remains}
            for ref, order in self.books.look(account, ids).items()
            if order is not None
        ]  # fmt: skip
        return PeerReply.json(200, {"orders": listed})

    def _wish(self, account: Account, wish: Literal["cancel", "refill"], ref: str) -> PeerReply:
        became = self.books.wish(account, wish, ref)
        if became != "accepted":
            return PeerReply.json(404 if became == "not_found" else 409, {"error": became})
        return PeerReply.json(202, {"refill": self.books.new_refill(account)} if wish == "refill" else {})

    def placements(self) -> Mapping[Literal["accepted", "refused"], Placement]:
        """As its documentation shows them."""
        return {
            "accepted": Placement(b'{"order": "77"}', 200, "77"),
            "refused": Placement(b'{"error": "no such service"}', 400),
        }

    def sign(self, change: OrderChange) -> OrderDelivery:
        """The webhook about a change."""
        raw = json.dumps({"id": change.event_id, "order": change.ref, "kind": "order.changed"}).encode()
        moment = int(self.clock().timestamp())
        secret = self.webhook_secrets_of(change.account)[-1]
        return OrderDelivery(raw, {HEADER: f"{moment},{signature(raw, secret, moment)}"}, change.event_id, change.ref)
