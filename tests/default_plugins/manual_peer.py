"""The other side of the manual gateway: there is none. A till, a bank's counter; nobody can be asked.

Payments are taken and given back by people; the peer keeps them, as an operator's notebook would, and has no address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_refunds.default_plugins import manual
from panel_refunds_testkit.peer import Account, BookedPeer, PeerReply, PeerRequest


class ManualPeer(BookedPeer):
    plugin = manual
    use = "manual"
    refund_requests = "* *"
    method = "cash"
    words = ("succeeded",)

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        del base_url, account
        return {"destination": "original"}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        return self.settings(base_url)

    def answer(self, request: PeerRequest) -> PeerReply:
        """Somebody asked what cannot be asked; ``requests_seen`` has it."""
        del request
        return PeerReply(404)
