"""The tiny service that the tiny check asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_refunds_testkit import tinypanel
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.case import ServiceCase
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest

KEYS: Mapping[Account, str] = {"first": "key_of_the_first_account_4f1c", "second": "key_of_the_second_account_9b2d"}


class TinyCheckCase(ServiceCase):
    """The service, with a key for each account."""

    def __init__(self) -> None:
        super().__init__(tinypanel, "tinycheck")

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """A tenant's settings."""
        return {"api_base": base_url, "api_key": KEYS[account]}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A key that is nobody's."""
        return {"api_base": base_url, "api_key": "key_of_nobody_at_all_77e0"}

    def answer(self, request: PeerRequest) -> PeerReply:
        """One verdict, if the key is somebody's."""
        if request.headers.get("authorization", "").removeprefix("Bearer ") not in KEYS.values():
            return PeerReply.json(401, {"error": "wrong_key"})
        answer, reasons = self.said
        return PeerReply.json(200, {"answer": answer, "reasons": list(reasons)})
