"""The figures of the charts over HTTP."""

from __future__ import annotations


def test_the_last_thirty_days_are_added_up(panel, other):
    panel.deposit()
    panel.approve(panel.request("20.00"))
    panel.work()
    panel.order("5.00")

    figures = panel.get("/figures")
    assert (figures["first_day"], figures["last_day"]) == ("2026-08-03", "2026-09-01")
    assert figures["paid_back"] == [
        {"day": "2026-09-01", "reason": "deposit", "currency": "USD", "refunds": 1, "gross": "20.00"}
    ]
    assert figures["answered"] == [{"day": "2026-09-01", "answered": 1, "late": 0, "mean_seconds": 0}]
    assert figures["by_state"] == [{"state": "paid", "currency": "USD", "refunds": 1, "gross": "20.00"}]
    assert figures["providers"] == [{"provider": "main", "orders": 1, "cancelled": 0, "partial": 0}]
    assert other.get("/figures")["paid_back"] == []
