"""What is held, spent and given stands apart, and adds up."""

from __future__ import annotations

from decimal import Decimal

from tests.web.panel import Panel


def test_balance_is_cash_and_bonus_without_what_is_held(panel: Panel) -> None:
    panel.deposit()
    panel.post("/bonuses", {"customer": "c1", "amount": "5.00"})
    panel.order("12.34")
    panel.request("20.00")

    (wallet,) = panel.get("/customers/c1/balance")["wallets"]
    assert wallet == {"currency": "USD", "balance": "22.66", "cash": "22.66", "bonus": "0.00", "held": "20.00"}
    assert Decimal(wallet["balance"]) + Decimal(wallet["held"]) == Decimal("50.00") + 5 - Decimal("12.34")


def test_a_quote_has_a_line_for_each_deposit_and_its_findings(panel: Panel) -> None:
    first = panel.deposit("50.00")
    panel.installed.passes(days=15)
    second = panel.deposit("20.00", fee=None)
    quote = panel.get("/customers/c1/quote")

    lines = {line["deposit"]: line for line in quote["deposits"]}
    assert lines[first["id"]]["refundable"] == "0.00"
    assert "window_closed" in {finding["code"] for finding in lines[first["id"]]["findings"]}
    assert (lines[second["id"]]["refundable"], lines[second["id"]]["receives"]) == ("20.00", None)
    assert (quote["refundable"], quote["receives"]) == ("20.00", None)
