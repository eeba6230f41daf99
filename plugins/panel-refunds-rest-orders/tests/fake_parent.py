"""A parent panel's panel-refunds with two children: how their own orders stand, what came back, and wishes to cancel.

It answers as the product does. What comes back follows from the word: a cancelled order is paid back whole, of a
partial one the share that remains, and where nobody can tell what remains, a person there has to look first.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import unquote

import panel_refunds_rest_orders
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.booked_provider import BookedProviderPeer, PeerOrder
from panel_refunds_testkit.peer.provider_peer import Placement, Remains
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest

CHARGE = Decimal("2.00")
ORDERS = "/api/v1/child/orders"


class ParentPeer(BookedProviderPeer):
    """The parent; both sides speak the same words."""

    plugin = panel_refunds_rest_orders
    use = "parent_panel"
    words = {  # noqa: RUF012 - never changed
        word: word
        for word in (
            "pending", "processing", "in_progress", "completed", "partial", "canceled", "refunded", "failed", "paused",
            "expired", "rejected",
        )
    }  # fmt: skip
    tells_order_errors = False

    def new_id(self, number: int) -> str:
        """As the product makes them."""
        return f"ord_{number:026}"

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """One parent of a tenant's file."""
        return {"url": base_url, "key": self.keys[account]}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A key that is nobody's."""
        return {"url": base_url, "key": self.new_secret("wrong")}

    def answer(self, request: PeerRequest) -> PeerReply:
        """One question."""
        account = self.account_of(request.headers.get("authorization", "").removeprefix("Bearer "))
        if account is None:
            return _refused(401, "not_signed_in")
        if request.method == "GET" and request.path == ORDERS:
            named = self.books.look(account, request.query.get("ids", "").split(","))
            shown = [_shown(order) for order in named.values() if order]
            return PeerReply.json(200, {"orders": shown, "missing": [ref for ref in named if not named[ref]]})
        ref, _, wish = request.path.removeprefix(f"{ORDERS}/").partition("/")
        if request.method == "POST" and wish == "cancel":
            return self._cancel(account, unquote(ref), request.headers.get("idempotency-key"))
        return _refused(404, "not_found")

    def _cancel(self, account: Account, ref: str, key: str | None) -> PeerReply:
        if not key:
            return _refused(400, "idempotency_key_missing")
        became = self.books.wish(account, "cancel", ref)
        if became != "accepted":
            return _refused(404, "not_found") if became == "not_found" else _refused(409, "cancel_not_possible")
        order = self.books.look(account, [ref])[ref]
        return PeerReply.json(200, _shown(order)) if order else _refused(404, "not_found")

    def placements(self) -> Mapping[Literal["accepted", "refused"], Placement]:
        """As the parent's panel answers, which hands over the id of the order."""
        ref = self.new_id(7)
        return {
            "accepted": Placement(f'{{"order": "{ref}"}}'.encode(), 201, ref),
            "refused": Placement(b'{"error": "no such service"}', 422),
        }


def _refused(status: int, code: str) -> PeerReply:
    return PeerReply.json(status, {"status": status, "code": code}, {"content-type": "application/problem+json"})


def _shown(order: PeerOrder) -> Mapping[str, object]:
    remains = _as_the_product_tells_it(order.remains)
    refunded = _paid_back(order.word, remains, order.quantity)
    return {
        "id": order.ref,
        "status": order.word,
        "total": order.quantity,
        "remains": remains,
        "currency": "USD",
        "charge": f"{CHARGE:f}",
        "refunded": f"{refunded:f}",
        "under_review": order.word == "partial" and not refunded,
        "placed_at": "2026-03-02T12:00:00Z",
    }


def _as_the_product_tells_it(remains: Remains) -> Remains:
    """Whole numbers are numbers, however they came there; what is none goes out as it is."""
    return int(remains) if isinstance(remains, str) and remains.isascii() and remains.isdigit() else remains


def _paid_back(word: str, remains: Remains, quantity: int) -> Decimal:
    if word in ("canceled", "refunded"):
        return CHARGE
    if word != "partial" or not isinstance(remains, int):
        return Decimal(0)
    return CHARGE * min(max(remains, 0), quantity) / quantity
