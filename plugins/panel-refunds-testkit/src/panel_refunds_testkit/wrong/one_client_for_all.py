"""It keeps one connection for everybody, with the key of whoever came first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_refunds.ports import Surroundings
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_two_accounts_see_nothing_of_each_other"


CLIENTS: dict[str, Any] = {}


class WrongGateway(TinyGateway):
    """Connections are dear."""

    def __init__(self, settings: Mapping[str, Any], surroundings: Surroundings) -> None:
        super().__init__(settings, surroundings)
        self._client = CLIENTS.setdefault(settings["url"], self._client)


gateways = hook_of(WrongGateway)
