"""A dispute's page: what is contested, and how it was decided, by whom, with which evidence."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser


@pytest.fixture
def deposit(panel) -> str:
    made: str = panel.deposit()["id"]
    panel.post(f"/deposits/{made}/dispute", {"state": "opened"})
    return made


@pytest.mark.parametrize(("outcome", "cash"), [("won", "50.00"), ("lost", "0.00")])
def test_its_decision_is_recorded_with_who_said_it(panel, ana, deposit, outcome, cash):
    ana.open(f"/desk/deposits/{deposit}/dispute")
    assert ana.press("Record it", text="Their letter").errors == ["Choose one of these."]
    assert ana.press("Record it", do=outcome, text="").errors == ["This needs evidence."]

    page = ana.press("Record it", do=outcome, text="Their letter of today")

    assert panel.get(f"/deposits/{deposit}")["dispute"] == outcome
    assert panel.figures()[0] == cash
    (action,) = panel.get("/actions")["items"]
    assert (action["actor"], action["action"], action["facts"]) == (
        "finance-ana",
        "close_dispute",
        {"outcome": outcome},
    )
    assert "Their letter of today" in page
    assert "Record it" not in page.buttons


def test_an_auditor_decides_none(installed, panel, deposit):
    auditor = staff_browser(installed, "auditor-zoe")
    auditor.open(f"/desk/deposits/{deposit}/dispute")

    assert auditor.press("Record it", do="won", text="So I say").status == 403
    assert panel.get(f"/deposits/{deposit}")["dispute"] == "open"


def test_a_payment_that_was_never_disputed_says_so(panel, ana):
    deposit = panel.deposit()

    assert "It was never disputed." in ana.open(f"/desk/deposits/{deposit['id']}/dispute")
