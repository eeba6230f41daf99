"""A word's page: mapped once, and the orders that had it are told again, also by who comes after somebody who died."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser


@pytest.fixture
def heard(panel) -> tuple[str, str]:
    """An order with a word nobody knows, and the word."""
    panel.deposit()
    order = panel.order()
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Perplexed"}]})
    return order["id"], panel.get("/words")["items"][-1]["id"]


def test_a_word_is_mapped_and_its_orders_are_told_again(panel, ana, heard):
    order, word = heard
    page = ana.open(f"/desk/words/{word}")
    assert page.heading == "What does “perplexed” mean?"
    assert "1 order waits for its meaning." in page
    assert ana.press("Map the word and replay").errors == ["Choose one of these."]

    form = ana.page
    page = ana.press("Map the word and replay", status="completed")
    assert "The word is mapped" in page
    ana.press("Map the word and replay", page=form, status="completed")

    assert panel.get(f"/orders/{order}")["status"] == "completed"
    assert panel.get("/words")["items"] == []


def test_a_word_can_mean_the_same_everywhere(panel, ana, heard):
    ana.open(f"/desk/words/{heard[1]}")

    page = ana.press("Map the word and replay", status="completed", scope="tenant")

    assert "Completed, finance-ana" in page


def test_an_auditor_maps_nothing(installed, panel, heard):
    auditor = staff_browser(installed, "auditor-zoe")
    auditor.open(f"/desk/words/{heard[1]}")

    assert auditor.press("Map the word and replay", status="completed").status == 403
    assert len(panel.get("/words")["items"]) == 1
