"""The fake Stripe's own side, asked past every proxy: who pays there, and what really happened."""

from __future__ import annotations

from typing import Any

import httpx2


class FakeControl:
    """``/_control`` of the fake at ``url``; may be used by any number of threads."""

    def __init__(self, url: str) -> None:
        self._client = httpx2.Client(base_url=f"{url}/_control", timeout=30, trust_env=False)

    def __call__(self, control: str, *args: Any, **named: Any) -> Any:
        """What the control of that name says."""
        answer = self._client.post(f"/{control}", json={"args": args, **named})
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]

    def refunds(self) -> list[dict[str, Any]]:
        """Every refund there ever was."""
        found: list[dict[str, Any]] = self("all_refunds")
        return found

    def close(self) -> None:
        self._client.close()
