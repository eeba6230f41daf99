"""It reads one page of a list and calls it complete."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.ports import RefundsFound
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_more_refunds_than_fit_on_a_page_are_all_found"


PAGE = 50


class WrongGateway(TinyGateway):
    """Who has more refunds than fit on a page?"""

    def find_refunds(self, payment: str) -> RefundsFound:
        """The first page."""
        found = super().find_refunds(payment)
        return replace(found, refunds=found.refunds[:PAGE], complete=True)


gateways = hook_of(WrongGateway)
