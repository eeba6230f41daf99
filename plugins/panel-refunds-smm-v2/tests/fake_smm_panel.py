"""An upstream panel with two customers, as the SMM panel API v2 is spoken: a form in, JSON out, always HTTP 200."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import panel_refunds_smm_v2
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.booked_provider import BookedProviderPeer, PeerOrder
from panel_refunds_testkit.peer.provider_peer import Placement
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest

_NO_ORDER = {"error": "Incorrect order ID"}


class SmmPanelPeer(BookedProviderPeer):
    """The panel."""

    plugin = panel_refunds_smm_v2
    use = "smm_v2"
    any_status = True
    words = {  # noqa: RUF012 - never changed
        "pending": "Pending",
        "in_progress": "In progress",
        "completed": "Completed",
        "partial": "Partial",
        "canceled": "Canceled",
    }

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """One panel of a tenant's file."""
        return {"url": f"{base_url}/api/v2", "key": self.keys[account]}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A key that the panel does not know."""
        return {"url": f"{base_url}/api/v2", "key": self.new_secret("wrong")}

    def answer(self, request: PeerRequest) -> PeerReply:
        """One question."""
        form = request.form()
        account = self.account_of(form.get("key"))
        if account is None:
            return PeerReply.json(200, {"error": "Invalid API key"})
        say = {"status": self._status, "cancel": self._cancel, "refill": self._refill, "refill_status": self._refilled}
        if form.get("action") == "balance":
            return PeerReply.json(200, {"balance": "100.84292", "currency": "USD"})
        told = say.get(form.get("action", ""))
        return PeerReply.json(200, told(account, form) if told else {"error": "Incorrect request"})

    def _status(self, account: Account, form: Mapping[str, str]) -> object:
        if "order" in form:
            return _told(self.books.look(account, [form["order"]])[form["order"]])
        return {ref: _told(order) for ref, order in self.books.look(account, form["orders"].split(",")).items()}

    def _cancel(self, account: Account, form: Mapping[str, str]) -> object:
        became = self.books.wish(account, "cancel", form["orders"])
        said = {"accepted": 1, "refused": {"error": "Order cannot be canceled"}, "not_found": _NO_ORDER}[became]
        return [{"order": form["orders"], "cancel": said}]

    def _refill(self, account: Account, form: Mapping[str, str]) -> object:
        became = self.books.wish(account, "refill", form["order"])
        if became == "accepted":
            return {"refill": self.books.new_refill(account)}
        return {"error": "Refill is not available for this order"} if became == "refused" else _NO_ORDER

    def _refilled(self, account: Account, form: Mapping[str, str]) -> object:
        found = self.books.has_refill(account, form["refill"])
        return {"status": "Pending"} if found else {"error": "Refill not found"}

    def placements(self) -> Mapping[Literal["accepted", "refused"], Placement]:
        """As panels answer to `add`."""
        return {
            "accepted": Placement(b'{"order": 23501}', 200, "23501"),
            "refused": Placement(b'{"error": "Not enough funds on balance"}', 200),
        }


def _told(order: PeerOrder | None) -> object:
    if order is None or order.failed:
        return _NO_ORDER
    return {
        "charge": "0.27819",
        "start_count": "3572",
        "status": order.word,
        "remains": order.remains,
        "currency": "USD",
    }
