"""Asking the customer on the pages: the clock stands still, the request stands apart."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser


def test_a_question_stops_the_clock_and_stands_in_the_ticket(panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    ana.open(f"/desk/requests/{request['id']}")

    ana.follow("Ask the customer…")
    page = ana.press("Ask", text="Which card was it?")

    assert "The clock stands still" in page
    told = panel.get(f"/requests/{request['id']}")
    assert (told["state"], told["conversation"][-1]["text"]) == ("waiting_for_customer", "Which card was it?")
    assert "Nothing waits for a decision" in ana.open("/desk")
    assert request["id"] in ana.page


def test_an_empty_question_is_not_asked(panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    ana.open(f"/desk/requests/{request['id']}/ask")

    page = ana.press("Ask")

    assert page.errors == ["Please write what the customer should answer."]


def test_an_auditor_asks_nobody_and_support_may(installed, panel):
    panel.deposit()
    request = panel.request("20.00")
    auditor, support = staff_browser(installed, "auditor-zoe"), staff_browser(installed, "support-tim")
    for browser in (auditor, support):
        browser.open(f"/desk/requests/{request['id']}/ask")

    assert auditor.press("Ask", text="Well?").errors == [
        "auditor-zoe may not ask the customer; that needs one of: support, finance, approver, operator."
    ]
    assert support.press("Ask", text="Well?").status == 200


@pytest.mark.parametrize("sent", [True, False])
def test_of_two_who_ask_or_come_late_the_second_sees_the_first(installed, panel, ana, sent):
    panel.deposit()
    request = panel.request("20.00")
    ben = staff_browser(installed, "finance-ben")
    path = f"/desk/requests/{request['id']}/ask"
    ana.open(path)
    if sent:
        ben.open(path)
    ana.press("Ask", text="Which card?")

    page = ben.press("Ask", text="Which bank?") if sent else ben.open(path)

    assert (page.status, "finance-ana asked the customer" in page) == (409, True)
