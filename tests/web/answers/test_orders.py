"""An order shows our word and the provider's, and why it waits."""

from __future__ import annotations

from tests.web.panel import Panel


def test_both_words_are_shown(panel: Panel) -> None:
    panel.deposit()
    order = panel.order()
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "COMPLETED", "remains": 0}]})

    shown = panel.get(f"/orders/{order['id']}")
    assert (shown["status"], shown["provider_status"], shown["remains"]) == ("completed", "COMPLETED", 0)
    assert shown["completed_at"] == "2026-09-01T14:00:00Z"


def test_a_word_nobody_knows_is_shown_as_it_came(panel: Panel) -> None:
    panel.deposit()
    order = panel.order()
    answer = panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Perplexed"}]})

    (shown,) = answer["orders"]
    assert (shown["status"], shown["provider_status"], shown["review"]) == ("pending", "Perplexed", "unknown_word")
