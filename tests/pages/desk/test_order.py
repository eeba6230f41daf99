"""An order's page: what would come back stands beside each choice, and comes back."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser


@pytest.fixture
def order(panel) -> str:
    panel.deposit()
    made: str = panel.order()["id"]
    panel.post("/statuses", {"statuses": [{"order": made, "status": "Perplexed", "remains": 400}]})
    return made


@pytest.mark.parametrize(("pays", "cash"), [("whole", "50.00"), ("undelivered", "44.00"), ("nothing", "40.00")])
def test_what_is_chosen_comes_back(panel, ana, order, pays, cash):
    page = ana.open(f"/desk/orders/{order}")
    assert "The whole charge: $10.00" in page
    assert "What was not delivered: $4.00" in page
    assert ana.press("Decide", text="So be it.").errors == ["Choose one of these."]
    assert ana.press("Decide", do=pays, text="").errors == ["This needs a reason in words."]

    page = ana.press("Decide", do=pays, text="So be it.")

    assert "The order is decided." in page
    assert "Decide" not in page.buttons
    assert panel.figures()[0] == cash


def test_an_auditor_decides_nothing(installed, panel, order):
    auditor = staff_browser(installed, "auditor-zoe")
    auditor.open(f"/desk/orders/{order}")

    assert auditor.press("Decide", do="whole", text="So be it.").status == 403
    assert panel.figures()[0] == "40.00"
