"""It believes any 401 or 403, so a firewall's page stops the gateway and blames a key that is right."""

from __future__ import annotations

from http import HTTPStatus

from panel_refunds.ports import MisconfiguredError
from panel_refunds.ports.asking import Answer
from panel_refunds.ports.said import Said
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_a_page_of_somebody_else_is_neither_absence_nor_a_wrong_key"


class WrongGateway(TinyGateway):
    """Forbidden is forbidden."""

    def _told(self, answer: Answer) -> Said:
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise MisconfiguredError("Tinypay does not know this key.")
        return super()._told(answer)


gateways = hook_of(WrongGateway)
