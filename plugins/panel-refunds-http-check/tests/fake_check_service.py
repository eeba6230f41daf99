"""A house's own service: it verifies who asks, as Standard Webhooks describe it, and answers with a verdict."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from secrets import token_bytes
from typing import Any

import panel_refunds_http_check
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.case import ServiceCase
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest


def _new_secret() -> str:
    return f"whsec_{base64.b64encode(token_bytes(30)).decode()}"


def _signature(secret: str, said: bytes) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return f"v1,{base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()}"


class CheckService(ServiceCase):
    """The service, with a secret for each of two tenants."""

    def __init__(self) -> None:
        super().__init__(panel_refunds_http_check, "http_check")
        self.secrets: dict[Account, str] = {"first": _new_secret(), "second": _new_secret()}

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """A tenant's settings."""
        return {"url": f"{base_url}/refunds", "secret": self.secrets[account]}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A secret that is nobody's."""
        return {"url": f"{base_url}/refunds", "secret": _new_secret()}

    def answer(self, request: PeerRequest) -> PeerReply:
        """A verdict, for somebody who signed the question."""
        head = f"{request.headers.get('webhook-id')}.{request.headers.get('webhook-timestamp')}."
        said = head.encode() + request.body
        rights = {_signature(secret, said) for secret in self.secrets.values()}
        if request.headers.get("webhook-signature") not in rights:
            return PeerReply.json(401, {"error": "not signed"})
        answer, reasons = self.said
        return PeerReply.json(200, {"answer": answer, "reasons": list(reasons)})
