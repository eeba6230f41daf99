"""The running server over plain HTTP, as somebody who sends whatever they like and follows nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

import httpx2
from tests.browser.house import HOSTS
from tests.browser.one_browser import NOBODY
from tests.browser.world import World

from panel_refunds.pages.cookie import NAME

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class PlainLine:
    """One person's line to a host; ``token`` is one that their forms carry."""

    def __init__(self, world: World, who: str = NOBODY, tenant: str = "smmpanelus") -> None:
        headers = {"host": f"{HOSTS[tenant]}:{world.house.port}", "accept-language": "en"}
        if who != NOBODY:
            headers["cookie"] = f"{NAME}={world.eyes.secret_of(who, tenant)}"
        self._client = httpx2.Client(base_url=f"http://127.0.0.1:{world.house.port}", headers=headers, trust_env=False)
        self.who = who
        found = _TOKEN.search(self.get("/desk" if "-" in who else "/").text)
        self.token = found[1] if found else ""

    def get(self, path: str) -> httpx2.Response:
        """What the server says."""
        return self._client.get(path)

    def send(self, path: str, fields: Mapping[str, str] | None = None) -> httpx2.Response:
        """What it says to a form with these fields."""
        return self._client.post(path, data=dict(fields or {}))

    def close(self) -> None:
        """Hang up."""
        self._client.close()
