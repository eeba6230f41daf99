"""What operators look at is shown as it was written down."""

from __future__ import annotations

from tests.web.panel import Panel


def test_a_word_says_how_often_it_was_heard(panel: Panel) -> None:
    panel.deposit()
    for _ in range(2):
        order = panel.order()
        panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Perplexed!"}]})

    (word,) = panel.get("/words")["items"]
    assert (word["word"], word["seen"], word["resolved_at"]) == ("perplexed", 2, None)


def test_an_action_has_its_words_and_figures(panel: Panel) -> None:
    panel.deposit()
    panel.approve(panel.request("20.00"), text="Fine.")

    (action,) = panel.get("/actions")["items"]
    assert (action["actor"], action["text"], action["facts"]["gross"]) == ("finance-1", "Fine.", "20.00")
