"""Figures: every chart with its table, of the last thirty days of this tenant."""

from __future__ import annotations

from datetime import timedelta

from tests.pages.desk.staff import staff_browser


def test_the_tables_have_what_happened(installed, panel, olga):
    panel.deposit()
    panel.approve(panel.request("20.00"))
    panel.work()
    order = panel.order("5.00")
    panel.order("5.00")
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Canceled"}]})

    page = olga.open("/console/figures")
    assert page.heading == "The last 30 days"
    assert "September 1, 2026 Unspent deposits 1 $20.00" in page
    assert "1 request was answered , 0 of them later than promised" in page.text.replace("answered,", "answered ,")
    assert "Paid 1 $20.00" in page
    assert "main 2 50% 1 0% 0" in page
    assert [each["src"] for each in page.main.every("img")] == [
        f"/console/figures/{name}.svg" for name in ("refunds", "answers", "money", "providers")
    ]
    theirs = staff_browser(installed, "operator-x", "lumenreach").open("/console/figures")
    assert "$20.00" not in theirs

    installed.at += timedelta(days=31)
    assert "$20.00" not in staff_browser(installed, "operator-olga").open("/console/figures")


def test_a_picture_that_nobody_draws_is_not_there(olga):
    assert olga.open("/console/figures/weather.svg").status == 404
