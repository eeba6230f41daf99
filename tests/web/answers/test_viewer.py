"""Whoever has a desk may look; what is for the staff is shown to the staff alone."""

from __future__ import annotations

from dataclasses import dataclass

from tests.web.panel import Installed, Panel

from panel_refunds.flows.desk import Desk
from panel_refunds.web.answers.balances import show_customer
from panel_refunds.web.answers.refunds import show_refund
from panel_refunds.web.answers.viewer import Viewer


@dataclass(frozen=True)
class Somebody:
    desk: Desk
    for_staff: bool


def test_an_answer_needs_no_call_of_the_api(installed: Installed, panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    desk = installed.service.desk("smmpanelus")
    staff: Viewer = Somebody(desk, for_staff=True)
    customer: Viewer = Somebody(desk, for_staff=False)

    assert show_customer(customer, "c1").wallets[0].held == "20.00"
    assert show_refund(staff, request["refunds"][0]["id"]).attempts == []
    assert show_refund(customer, request["refunds"][0]["id"]).attempts is None
