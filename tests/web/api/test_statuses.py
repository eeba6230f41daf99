"""Statuses over HTTP: what providers say, all of a call or nothing of it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.panel import Panel


def tell(panel: Panel, *statuses: dict[str, Any]) -> Any:
    return panel.post("/statuses", {"statuses": list(statuses)})


def test_the_undelivered_share_comes_back_at_once(panel: Panel) -> None:
    panel.deposit()
    order = panel.order("0.27819", provider_ref="77")
    answer = tell(panel, {"provider": "main", "provider_ref": "77", "status": "Partial", "remains": 157})

    assert answer.status == 200
    (told,) = answer["orders"]
    assert (told["id"], told["status"], told["refunded"]) == (order["id"], "partial", "0.04367583")
    assert panel.figures()[0] == "49.76548583"


@pytest.mark.parametrize("word", ["Canceled", "cancelled", " CANCELED "])
def test_a_cancelled_order_comes_back_whole_by_any_spelling(panel: Panel, word: str) -> None:
    panel.deposit()
    order = panel.order()
    tell(panel, {"order": order["id"], "status": word})
    tell(panel, {"order": order["id"], "status": word})

    assert panel.figures() == ("50.00", "0.00", "0.00")


def test_a_hundred_orders_are_told_at_once_and_one_more_is_not(panel: Panel) -> None:
    panel.deposit("500.00")
    ids = [panel.order("1.00")["id"] for _ in range(100)]
    statuses = [{"order": order_id, "status": "Canceled"} for order_id in ids]

    assert tell(panel, *statuses, statuses[0]).code == "field_invalid"
    assert panel.figures()[0] == "400.00"
    answer = tell(panel, *statuses)
    assert [order["id"] for order in answer["orders"]] == ids
    assert panel.figures()[0] == "500.00"


def test_one_order_that_does_not_exist_stops_the_whole_call(panel: Panel, other: Panel) -> None:
    panel.deposit()
    other.deposit()
    mine, foreign = panel.order(provider_ref="77"), other.order(provider_ref="88")

    for wrong in (
        {"order": foreign["id"], "status": "Canceled"},
        {"provider": "main", "provider_ref": "88", "status": "Canceled"},
        {"provider": "north", "provider_ref": "88", "status": "Canceled"},
        {"order": "ord_nobody", "status": "Canceled"},
    ):
        answer = tell(panel, {"order": mine["id"], "status": "Canceled"}, wrong)
        assert (answer.status, answer.code) == (404, "not_found")
    assert panel.figures() == ("40.00", "0.00", "0.00")
    assert other.get(f"/orders/{foreign['id']}")["status"] == "pending"


@pytest.mark.parametrize(
    "named",
    [{}, {"provider": "main"}, {"provider_ref": "77"}, {"order": "ord_x", "provider": "main", "provider_ref": "77"}],
)
def test_an_order_is_named_in_one_way(panel: Panel, named: dict[str, str]) -> None:
    answer = tell(panel, {**named, "status": "Canceled"})

    assert (answer.code, answer["field"]) == ("field_missing", "statuses.0")


@pytest.mark.parametrize("remains", ["157", 1.5, True, 2**80])
def test_what_remains_is_a_whole_number(panel: Panel, remains: Any) -> None:
    answer = tell(panel, {"order": "ord_x", "status": "Partial", "remains": remains})

    assert (answer.code, answer["field"]) == ("field_invalid", "statuses.0.remains")


def test_less_than_nothing_that_remains_pays_nothing(panel: Panel) -> None:
    panel.deposit()
    order = panel.order()
    tell(panel, {"order": order["id"], "status": "Partial", "remains": -2})

    assert panel.figures() == ("40.00", "0.00", "0.00")


def test_a_known_reason_beats_the_status(panel: Panel) -> None:
    panel.deposit()
    order = panel.order()
    answer = tell(panel, {"order": order["id"], "status": "Canceled", "reason": "wrong_link"})

    assert answer["orders"][0]["reason"] == "wrong_link"
    assert panel.figures() == ("40.00", "0.00", "0.00")


def test_a_lost_answer_is_given_again(panel: Panel) -> None:
    panel.deposit()
    order = panel.order()
    body = {"statuses": [{"order": order["id"], "status": "Canceled"}]}
    first = panel.post("/statuses", body, key="the-same-key")
    again = panel.post("/statuses", body, key="the-same-key")

    assert again.body == first.body
    assert again.headers["idempotent-replayed"] == "true"


def test_less_than_nothing_about_a_fresh_order_asks_a_person_and_holds_up_nobody(panel: Panel) -> None:
    panel.deposit()
    odd, other = panel.order("10.00"), panel.order("10.00")
    answer = panel.post(
        "/statuses",
        {
            "statuses": [
                {"order": odd["id"], "status": "Partial", "remains": -2},
                {"order": other["id"], "status": "Canceled"},
            ]
        },
    )

    assert answer.status == 200
    assert panel.get(f"/orders/{odd['id']}")["review"] == "partial_nothing_remains"
    assert panel.get(f"/orders/{other['id']}")["refunded"] == "10.00"
