"""It believes any 404, so a proxy's page says that a refund which is there was never made."""

from __future__ import annotations

from http import HTTPStatus

from panel_refunds.ports.asking import Answer
from panel_refunds.ports.said import Said
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_a_page_of_somebody_else_is_neither_absence_nor_a_wrong_key"


class WrongGateway(TinyGateway):
    """Not found is not found."""

    def _told(self, answer: Answer) -> Said:
        if answer.status == HTTPStatus.NOT_FOUND:
            raise LookupError("Tinypay has nothing of that name.")
        return super()._told(answer)


gateways = hook_of(WrongGateway)
