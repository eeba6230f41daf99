"""A receiver of two tenants: it verifies each message, and remembers those it took."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

import panel_refunds_webhook
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.booked_notifier import BookedNotifierPeer
from panel_refunds_testkit.peer.notifier_peer import Arrived, Reply
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest

_STATUS: Mapping[str, int] = MappingProxyType({"taken": 204, "broken": 500, "never": 410, "later": 429})
_OF_THE_WIRE = frozenset({"host", "connection", "content-length"})


class Receiver(BookedNotifierPeer):
    """The receiver."""

    plugin = panel_refunds_webhook
    use = "webhook"

    def new_secret(self, noun: str) -> str:
        """As the standard writes them."""
        return f"whsec_{base64.b64encode(super().new_secret(noun).encode()).decode()}"

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """A tenant's settings."""
        return {"url": f"{base_url}/messages", "secret": self.keys[account]}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A secret that is nobody's."""
        return {"url": f"{base_url}/messages", "secret": self.new_secret("wrong")}

    def read(self, request: PeerRequest) -> Arrived | None:
        """One message, if a tenant signed it."""
        headers = request.headers
        said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + request.body
        for account, secret in self.keys.items():
            key = base64.b64decode(secret.removeprefix("whsec_"))
            right = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
            if f"v1,{right}" in headers["webhook-signature"].split():
                text = json.loads(request.body)["data"]["text"]
                kept = {name: value for name, value in headers.items() if name not in _OF_THE_WIRE}
                return Arrived(headers["webhook-id"], text, kept, account=account)
        return None

    def reply(self, word: Literal["taken", "unknown_sender"] | Reply) -> PeerReply:
        """A status, and how long to wait."""
        headers = {"retry-after": str(self.wait_seconds)} if word == "later" else {}
        return PeerReply(_STATUS.get(word, 401), b"", headers)
