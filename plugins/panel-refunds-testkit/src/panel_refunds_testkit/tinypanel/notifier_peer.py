"""The board that the tiny notifier pins messages to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds_testkit import tinypanel
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.booked_notifier import BookedNotifierPeer
from panel_refunds_testkit.peer.notifier_peer import Arrived, Reply
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest

_STATUS: Mapping[str, int] = MappingProxyType({"taken": 200, "broken": 500, "never": 410, "later": 429})


class TinyBoard(BookedNotifierPeer):
    """The board, with a key for each account."""

    plugin = tinypanel
    use = "tinynote"

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """A tenant's settings."""
        return {"api_base": base_url, "api_key": self.keys[account]}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A key that is nobody's."""
        return {"api_base": base_url, "api_key": self.new_secret("wrong")}

    def read(self, request: PeerRequest) -> Arrived | None:
        """One note."""
        key = request.headers.get("authorization", "").removeprefix("Bearer ")
        for account, known in self.keys.items():
            if known == key:
                said = request.json()
                return Arrived(said["key"], said["text"], account=account)
        return None

    def reply(self, word: Literal["taken", "unknown_sender"] | Reply) -> PeerReply:
        """A status, and how long to wait."""
        headers = {"retry-after": str(self.wait_seconds)} if word == "later" else None
        return PeerReply.json(_STATUS.get(word, 401), {"said": word}, headers)
