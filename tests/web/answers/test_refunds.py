"""A refund shows its figures to everybody, and its tries to the staff."""

from __future__ import annotations

from tests.web.panel import Panel


def test_the_figures_add_up(panel: Panel) -> None:
    panel.deposit()
    (refund,) = panel.request("20.00")["refunds"]

    assert (refund["gross"], refund["processor_fee"], refund["own_fee"], refund["bonus_deducted"], refund["net"]) == (
        "20.00",
        "1.75",
        "0.00",
        "0.00",
        "18.25",
    )


def test_a_fee_nobody_knows_leaves_the_net_open(panel: Panel) -> None:
    panel.deposit(fee=None)
    (refund,) = panel.request("20.00")["refunds"]

    assert (refund["processor_fee"], refund["net"]) == (None, None)


def test_every_try_is_shown_with_its_key_and_what_came_of_it(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    panel.installed.gateway.script("pending")
    panel.approve(request)
    panel.work()

    (refund,) = panel.get(f"/requests/{request['id']}")["refunds"]
    (attempt,) = refund["attempts"]
    assert (refund["state"], attempt["state"], attempt["sends"], attempt["amount"]) == ("sent", "pending", 1, "18.25")
    assert attempt["key"] == panel.installed.gateway.asked[0].key
