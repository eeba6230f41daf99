"""A write is done once, however often it is sent with the same key."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from tests.web.panel import Answer, Installed, Panel

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.store import CommitUnknownError
from panel_refunds.web.once import UnderWay, read_key

DEPOSIT = {"customer": "c1", "gateway": "manual", "payment": "pay_1", "amount": "50.00"}


@pytest.mark.parametrize("key", ["12345678", "!~!~!~!~", "x" * 200])
def test_a_key_of_visible_characters_is_taken(key: str) -> None:
    assert read_key(key) == key


@pytest.mark.parametrize("key", ["", "1234567", "x" * 201, "with space", "tab\tbing.", "schlüssel", "a" * 8 + "\n"])
def test_any_other_key_is_refused(key: str) -> None:
    with pytest.raises(Refused) as refused:
        read_key(key)

    assert (refused.value.code, refused.value.field) == ("field_invalid", "Idempotency-Key")


def test_a_write_without_a_key_is_refused_and_does_nothing(panel: Panel) -> None:
    answer = panel.post("/deposits", DEPOSIT, headers={"idempotency-key": None})

    assert (answer.status, answer.code) == (400, "idempotency_key_missing")
    assert panel.get("/deposits")["items"] == []


def test_the_same_write_again_gets_the_same_answer_word_for_word(panel: Panel) -> None:
    first = panel.post("/deposits", DEPOSIT, key="the-same-key")
    again = panel.post("/deposits", DEPOSIT, key="the-same-key")

    assert (first.status, again.status) == (201, 201)
    assert again.body == first.body
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert panel.figures() == ("50.00", "0.00", "0.00")


def test_another_spelling_of_the_same_body_is_the_same_write(panel: Panel) -> None:
    first = panel.post("/deposits", DEPOSIT, key="the-same-key")
    raw = b'{"amount":"50.00",  "payment":"pay_1", "gateway":"manual", "customer":"c\\u0031"}'
    headers = {"idempotency-key": "the-same-key", "content-type": "application/json"}

    assert panel.call("POST", "/deposits", content=raw, headers=headers).body == first.body


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/deposits", {**DEPOSIT, "amount": "51.00"}),
        ("/deposits", {**DEPOSIT, "method": "card"}),
        ("/bonuses", {"customer": "c1", "amount": "50.00"}),
    ],
)
def test_the_key_with_another_request_is_refused(panel: Panel, path: str, body: Any) -> None:
    panel.post("/deposits", DEPOSIT, key="the-same-key")

    answer = panel.post(path, body, key="the-same-key")

    assert (answer.status, answer.code) == (422, "idempotency_key_reused")
    assert panel.figures() == ("50.00", "0.00", "0.00")


def test_the_key_about_another_thing_is_another_request(panel: Panel) -> None:
    first, second = panel.deposit(fee=None), panel.deposit(fee=None)
    panel.post(f"/deposits/{first['id']}/fee", {"fee": "1.00"}, key="the-same-key")

    answer = panel.post(f"/deposits/{second['id']}/fee", {"fee": "1.00"}, key="the-same-key")

    assert answer.code == "idempotency_key_reused"
    assert panel.get(f"/deposits/{second['id']}")["fee"] is None


def test_two_tenants_may_use_the_same_key(panel: Panel, other: Panel) -> None:
    first = panel.post("/deposits", DEPOSIT, key="the-same-key")
    second = other.post("/deposits", DEPOSIT, key="the-same-key")

    assert (first.status, second.status) == (201, 201)
    assert first["id"] != second["id"]
    assert (first["currency"], second["currency"]) == ("USD", "EUR")


def test_what_was_refused_may_be_tried_again_with_the_same_key(panel: Panel) -> None:
    order = {"customer": "c1", "charge": "10.00", "quantity": 1, "provider": "main"}
    assert panel.post("/orders", order, key="the-same-key").code == "insufficient_funds"
    panel.deposit()

    assert panel.post("/orders", order, key="the-same-key").status == 201


def test_an_answer_is_given_again_though_things_have_moved_on(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    body = {"by": ["finance-1"]}
    first = panel.post(f"/requests/{request['id']}/approve", body, key="the-same-key")
    panel.work()
    assert panel.get(f"/requests/{request['id']}")["state"] == "paid"

    again = panel.post(f"/requests/{request['id']}/approve", body, key="the-same-key")

    assert again.body == first.body
    assert again["state"] == "approved"


def test_who_died_before_keeping_the_answer_gets_it_as_things_are_now(installed: Installed, panel: Panel) -> None:
    panel.deposit()
    asked = {"customer": "c1", "amount": "20.00", "subject": "Refund Request"}
    first = panel.post("/requests", asked, key="the-same-key")
    installed.lose_answers()
    panel.approve(first)

    again = panel.post("/requests", asked, key="the-same-key")

    assert (again.status, again["id"], again["state"]) == (201, first["id"], "approved")
    assert again.headers["idempotent-replayed"] == "true"
    assert panel.post("/requests", asked, key="the-same-key").body == again.body
    assert len(panel.get("/requests")["items"]) == 1


def test_many_at_once_do_it_once(panel: Panel) -> None:
    panel.deposit()
    ready = threading.Barrier(8)
    order = {"customer": "c1", "charge": "10.00", "quantity": 1, "provider": "main"}

    def place(_: int) -> Answer:
        ready.wait()
        return panel.post("/orders", order, key="the-same-key")

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(place, range(8)))

    done = [answer for answer in answers if answer.status == 201]
    assert done
    assert {answer.code for answer in answers if answer.status != 201} <= {"in_progress"}
    assert len({answer["id"] for answer in done}) == 1
    assert panel.figures() == ("40.00", "0.00", "0.00")


def test_who_comes_while_it_is_under_way_is_told_so_and_the_key_is_free_afterwards() -> None:
    from uuid import uuid4

    tenant, under_way = uuid4(), UnderWay()
    with under_way.only(tenant, "the-same-key"):
        with pytest.raises(Refused, match="in_progress"), under_way.only(tenant, "the-same-key"):
            pytest.fail("two at once")
        with under_way.only(uuid4(), "the-same-key"), under_way.only(tenant, "another-key"):
            pass
    with under_way.only(tenant, "the-same-key"):
        pass


def test_a_commit_nobody_can_vouch_for_is_looked_up_by_doing_it_again(
    installed: Installed, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.deposit()
    store, begin = installed.service.store, installed.service.store.begin
    broken = []

    @contextmanager
    def breaks_once_after_commit(*given: Any, **named: Any) -> Any:
        with begin(*given, **named) as books:
            yield books
        if not broken:
            broken.append(True)
            raise CommitUnknownError("the connection broke")

    monkeypatch.setattr(store, "begin", breaks_once_after_commit)
    answer = panel.post("/orders", {"customer": "c1", "charge": "10.00", "quantity": 1, "provider": "main"})

    assert broken
    assert answer.status == 201
    assert panel.figures() == ("40.00", "0.00", "0.00")


def test_what_was_done_is_answered_again_though_it_would_be_refused_now(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.deposit()
    order = {"customer": "c1", "charge": "10.00", "quantity": 1, "provider": "main"}
    first = panel.post("/orders", order, key="the-same-key")

    def has_left(_desk: Desk, name: str) -> None:
        raise Refused("not_found", f"There is no order provider {name!r} here.")

    monkeypatch.setattr(Desk, "provider", has_left)

    assert panel.post("/orders", order).code == "not_found"
    assert panel.post("/orders", order, key="the-same-key").body == first.body
    assert panel.post("/orders", {**order, "quantity": 2}, key="the-same-key").code == "idempotency_key_reused"
    assert panel.figures() == ("40.00", "0.00", "0.00")
