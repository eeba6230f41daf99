"""The tiny service that the tiny check asks."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_hex
from typing import Any

from panel_refunds_testkit import tinypanel
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.case import ServiceCase
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest


class TinyCheckCase(ServiceCase):
    """The service, with a key for each account."""

    def __init__(self) -> None:
        super().__init__(tinypanel, "tinycheck")
        self.keys: dict[Account, str] = {"first": f"key_{token_hex(20)}", "second": f"key_{token_hex(20)}"}

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """A tenant's settings."""
        return {"api_base": base_url, "api_key": self.keys[account]}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A key that is nobody's."""
        return {"api_base": base_url, "api_key": f"key_{token_hex(20)}"}

    def answer(self, request: PeerRequest) -> PeerReply:
        """One verdict, if the key is somebody's."""
        if request.headers.get("authorization", "").removeprefix("Bearer ") not in self.keys.values():
            return PeerReply.json(401, {"error": "wrong_key"})
        answer, reasons = self.said
        return PeerReply.json(200, {"answer": answer, "reasons": list(reasons)})
