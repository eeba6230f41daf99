"""Unknown words over HTTP: an inbox, mapped once, then the orders are told again."""

from __future__ import annotations

import pytest
from tests.web.panel import Panel


def hear(panel: Panel, word: str) -> tuple[str, str]:
    """An order with a word nobody knows: its id, and the word's."""
    order = panel.order()
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": word}]})
    return order["id"], panel.get("/words")["items"][-1]["id"]


def test_an_unknown_word_waits_in_the_inbox_and_changes_nothing(panel: Panel) -> None:
    panel.deposit()
    order, word = hear(panel, "Perplexed")

    (item,) = panel.get("/words")["items"]
    assert (item["id"], item["provider"], item["word"], item["status"]) == (word, "main", "perplexed", None)
    assert panel.get(f"/orders/{order}")["review"] == "unknown_word"
    assert panel.figures() == ("40.00", "0.00", "0.00")


def test_mapping_a_word_tells_the_orders_again(panel: Panel) -> None:
    panel.deposit()
    order, word = hear(panel, "Perplexed")
    body = {"status": "completed", "by": "finance-1"}
    answer = panel.post(f"/words/{word}/map", body, key="the-same-key")

    assert [(told["id"], told["status"]) for told in answer["orders"]] == [(order, "completed")]
    assert panel.post(f"/words/{word}/map", body, key="the-same-key").body == answer.body
    assert panel.get("/words")["items"] == []
    (mapped,) = panel.get("/words", all="true")["items"]
    assert (mapped["status"], mapped["resolved_by"]) == ("completed", "finance-1")


def test_who_died_between_mapping_and_telling_is_finished_by_the_same_key(panel: Panel) -> None:
    panel.deposit()
    order, word = hear(panel, "Perplexed")
    body = {"status": "completed", "by": "finance-1"}
    panel.post(f"/words/{word}/map", body, key="the-same-key")
    panel.installed.lose_answers()
    panel.installed.damage("UPDATE orders SET review = 'unknown_word', status = 'pending' WHERE tenant_id = ?")

    answer = panel.post(f"/words/{word}/map", body, key="the-same-key")

    assert [told["id"] for told in answer["orders"]] == [order]
    assert panel.get(f"/orders/{order}")["status"] == "completed"


@pytest.mark.parametrize("status", ["perplexed", "", "unknown"])
def test_a_word_means_one_of_ours(panel: Panel, status: str) -> None:
    panel.deposit()
    _, word = hear(panel, "Perplexed")

    assert panel.post(f"/words/{word}/map", {"status": status, "by": "finance-1"}).code == "field_invalid"


def test_words_come_in_pages(panel: Panel) -> None:
    panel.deposit()
    made = [hear(panel, word)[1] for word in ("Perplexed", "Puzzled", "Stunned")]

    first = panel.get("/words", limit=2)
    second = panel.get("/words", limit=2, after=first["next"])
    assert [item["id"] for item in (*first["items"], *second["items"])] == made
    assert second["next"] is None


def test_another_tenants_words_do_not_exist(panel: Panel, other: Panel) -> None:
    panel.deposit()
    _, word = hear(panel, "Perplexed")

    assert other.get("/words", all="true")["items"] == []
    assert other.post(f"/words/{word}/map", {"status": "completed", "by": "finance-1"}).code == "not_found"
    assert panel.get("/words")["items"][0]["status"] is None
