"""A bot server with two bots: the token stands in the path, a chat in the body, and HTML in the text."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import Any, Literal

import panel_refunds_telegram
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.booked_notifier import BookedNotifierPeer
from panel_refunds_testkit.peer.notifier_peer import Arrived, Reply
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest


class BotServer(BookedNotifierPeer):
    """The server; it has no place for a key."""

    plugin = panel_refunds_telegram
    use = "telegram"
    keeps_keys = False
    markup = True

    def new_secret(self, noun: str) -> str:
        """As the vendor writes its tokens."""
        return f"123456:{super().new_secret(noun)}"

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """A tenant's settings."""
        return {"api_base": base_url, "token": self.keys[account], "staff_chat": "-1001"}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A token that is nobody's."""
        return {"api_base": base_url, "token": self.new_secret("wrong"), "staff_chat": "-1001"}

    def read(self, request: PeerRequest) -> Arrived | None:
        """One text for a chat."""
        token = request.path.removeprefix("/bot").removesuffix("/sendMessage")
        for account, known in self.keys.items():
            if token == known:
                said = request.json()
                shown = said["text"].replace("&lt;", "‹").replace("&gt;", "›")
                return Arrived(None, unescape(shown), recipients=(str(said["chat_id"]),), account=account)
        return None

    def reply(self, word: Literal["taken", "unknown_sender"] | Reply) -> PeerReply:
        """As the bot API answers."""
        if word == "taken":
            return PeerReply.json(200, {"ok": True, "result": {"message_id": 7}})
        code, text = {
            "broken": (502, "Bad Gateway"),
            "never": (403, "Forbidden: bot was blocked by the user"),
            "later": (429, "Too Many Requests: retry later"),
        }.get(word, (401, "Unauthorized"))
        hints = {"parameters": {"retry_after": self.wait_seconds}} if word == "later" else {}
        return PeerReply.json(code, {"ok": False, "error_code": code, "description": text, **hints})
