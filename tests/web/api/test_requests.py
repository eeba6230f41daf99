"""Refund requests over HTTP: asked, offered, confirmed, withdrawn and answered by their own customer."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.panel import Panel

ASKED = {"customer": "c1", "amount": "40.00", "subject": "Refund Request"}


def test_a_request_is_explained_held_and_answered_by_a_day(panel: Panel) -> None:
    deposit = panel.deposit()
    panel.order("10.00")
    answer = panel.post("/requests", {**ASKED, "of": deposit["id"], "text": "Please."})

    assert answer.status == 201
    assert (answer["state"], answer["recommend"], answer["due"]) == ("in_review", "approve", "2026-09-09")
    assert (answer["site"], answer["asked"]["of"], answer["asked"]["amount"]) == (
        "smmpanelus.com",
        deposit["id"],
        "40.00",
    )
    decision = answer["decision"]
    assert (decision["gross"], decision["net"], decision["policy"]) == ("40.00", "38.25", "default@2025-08-29")
    assert "50.00 − 10.00 spent − 1.75 fee = 38.25" in [line["sum"] for line in decision["lines"]]
    (refund,) = answer["refunds"]
    assert (refund["state"], refund["gross"], refund["processor_fee"], refund["net"]) == (
        "held",
        "40.00",
        "1.75",
        "38.25",
    )
    assert [message["author"] for message in answer["conversation"]] == ["customer", "system"]
    assert "Please." in answer["conversation"][0]["text"]
    assert panel.figures() == ("0.00", "0.00", "40.00")
    assert panel.get(f"/requests/{answer['id']}").body == answer.body


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"channel": "email"}, "wrong_channel"),
        ({"amount": "40.001"}, "amount_invalid"),
        ({"amount": "0"}, "amount_invalid"),
        ({"amount": 40}, "amount_invalid"),
        ({"of": "dep_nobody"}, "not_found"),
        ({"customer": "c2"}, "not_found"),
        ({"currency": "EUR"}, "not_found"),
    ],
)
def test_what_cannot_be_asked_leaves_no_trace(panel: Panel, change: dict[str, Any], code: str) -> None:
    panel.deposit()
    answer = panel.post("/requests", {**ASKED, **change})

    assert answer.code == code
    assert panel.get("/requests")["items"] == []
    assert panel.figures() == ("50.00", "0.00", "0.00")


def test_a_second_request_on_the_same_deposit_is_refused_with_the_first(panel: Panel) -> None:
    panel.deposit()
    first = panel.request("20.00")
    answer = panel.post("/requests", ASKED)

    assert (answer.status, answer.code) == (409, "request_open")
    assert answer["facts"]["request"] == first["id"]


def test_who_asks_for_too_much_is_offered_what_can_go_and_confirms(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("60.00")
    assert (request["state"], request["recommend"]) == ("waiting_for_customer", "offer")

    done = panel.post(f"/requests/{request['id']}/confirm", {"customer": "c1"})
    assert (done["state"], done["recommend"], done["asked"]["amount"]) == ("in_review", "approve", "50.00")
    assert panel.post(f"/requests/{request['id']}/confirm", {"customer": "c1"}).code == "request_not_waiting"


def test_what_was_missing_may_be_added(panel: Panel) -> None:
    panel.deposit()
    request = panel.request(None, subject="hello")
    assert (request["state"], request["recommend"]) == ("waiting_for_customer", "ask")
    assert request["submitted_at"] is None

    panel.installed.passes(days=1)
    body = {"customer": "c1", "text": "Sorry.", "subject": "Refund Request", "amount": "20.00"}
    done = panel.post(f"/requests/{request['id']}/reply", body)
    assert (done["state"], done["recommend"]) == ("in_review", "approve")
    assert done["submitted_at"] == "2026-09-02T14:00:00Z"


def test_a_request_may_be_taken_back_until_it_is_sent(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    done = panel.post(f"/requests/{request['id']}/withdraw", {"customer": "c1"})

    assert done["state"] == "withdrawn"
    assert panel.figures() == ("50.00", "0.00", "0.00")
    assert panel.post(f"/requests/{request['id']}/withdraw", {"customer": "c1"}).code == "request_closed"


def test_a_closed_request_takes_no_reply(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    panel.post(f"/requests/{request['id']}/withdraw", {"customer": "c1"})

    answer = panel.post(f"/requests/{request['id']}/reply", {"customer": "c1", "text": "And now?"})
    assert (answer.status, answer.code) == (409, "request_closed")


def test_only_its_own_customer_may_answer_a_request(panel: Panel) -> None:
    panel.deposit()
    panel.deposit(customer="c2")
    request = panel.request("60.00")

    for path in ("confirm", "withdraw", "reply"):
        assert panel.post(f"/requests/{request['id']}/{path}", {"customer": "c2"}).code == "not_found"
    assert panel.get(f"/requests/{request['id']}").body == request


def test_a_customer_asks_for_an_own_deposit_or_order_only(panel: Panel, other: Panel) -> None:
    panel.deposit()
    theirs = panel.deposit(customer="c2")
    their_order = panel.order(customer="c2")
    foreign = other.deposit()

    for of in (theirs["id"], their_order["id"], foreign["id"]):
        assert panel.post("/requests", {**ASKED, "of": of}).code == "not_found"


def test_requests_are_listed_by_state_and_customer(panel: Panel) -> None:
    for customer in ("c1", "c2", "c3"):
        panel.deposit(customer=customer)
    first, second, third = (panel.request("20.00", customer=customer) for customer in ("c1", "c2", "c3"))
    panel.post(f"/requests/{second['id']}/withdraw", {"customer": "c2"})

    def ids(**query: Any) -> list[str]:
        return [item["id"] for item in panel.get("/requests", **query)["items"]]

    assert ids() == [first["id"], second["id"], third["id"]]
    assert ids(state="in_review") == [first["id"], third["id"]]
    assert ids(customer="c2") == [second["id"]]
    page = panel.get("/requests", limit=2)
    assert ids(limit=2, after=page["next"]) == [third["id"]]
    assert panel.get("/requests", state="somewhere").code == "field_invalid"


def test_another_tenants_requests_do_not_exist(panel: Panel, other: Panel) -> None:
    panel.deposit()
    request = panel.request("60.00")
    other.deposit()

    assert other.get("/requests")["items"] == []
    assert other.get("/requests", customer="c1")["items"] == []
    assert other.get(f"/requests/{request['id']}").code == "not_found"
    for path in ("confirm", "withdraw", "reply"):
        assert other.post(f"/requests/{request['id']}/{path}", {"customer": "c1"}).code == "not_found"
    assert panel.get(f"/requests/{request['id']}").body == request


def test_what_a_fraud_check_told_the_staff_is_for_the_staff(other: Panel) -> None:
    """The third tenant looks at customers who share a card; the customer's page must not name the others."""
    other.deposit(customer="c1", fingerprint="card-1")
    other.deposit(customer="neighbour", fingerprint="card-1")
    request = other.request("20.00", customer="c1")
    for_customer = other.installed.panel("lumenreach", "read", "requests")

    assert "neighbour" in str(other.get(f"/requests/{request['id']}").body)
    assert "neighbour" not in str(for_customer.get(f"/requests/{request['id']}").body)


@pytest.mark.parametrize(
    "facts",
    [
        {f"fact_{number}": "x" for number in range(21)},
        {"Country": "DE"},
        {"": "DE"},
        {"a" * 41: "DE"},
        {"country": ""},
        {"country": "x" * 201},
        {"country": "D\nE"},
        {"country": 49},
        {"country": None},
        {"country": {"of": "card"}},
        ["country"],
    ],
)
def test_facts_are_a_few_short_words(panel: Panel, facts: Any) -> None:
    panel.deposit()
    for path, body in (
        ("/requests", ASKED),
        ("/deposits", {"customer": "c1", "gateway": "manual", "payment": "pay_9"}),
    ):
        answer = panel.post(path, {**body, "amount": "10.00", "facts": facts})
        assert (answer.status, answer.code) == (422, "field_invalid"), answer
        assert answer["field"].split(".")[0] == "facts"


def test_a_request_can_be_quoted_before_it_is_made(panel: Panel) -> None:
    deposit = panel.deposit()
    panel.post("/bonuses", {"customer": "c1", "amount": "5.00", "tied_to": deposit["id"]})
    quote = panel.get("/customers/c1/request-quote", amount="20.00", of=deposit["id"], subject="Refund Request")

    assert (quote["recommend"], quote["gross"], quote["net"], quote["bonus_cancelled"]) == (
        "approve",
        "20.00",
        "18.25",
        "5.00",
    )
    assert (quote["due"], quote["arrival"]) == ("2026-09-09", {"first": "2026-09-04", "last": "2026-09-30"})
    assert [line["net"] for line in quote["refunds"]] == ["18.25"]
    assert panel.get("/requests")["items"] == []
    assert panel.request("20.00", of=deposit["id"])["due"] == quote["due"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"amount": "0"}, "amount_invalid"),
        ({"of": "dep_nobody"}, "not_found"),
        ({"currency": "EUR"}, "not_found"),
        ({"channel": "email"}, "wrong_channel"),
    ],
)
def test_what_cannot_be_asked_cannot_be_quoted(panel: Panel, change: dict[str, str], code: str) -> None:
    panel.deposit()

    assert panel.get("/customers/c1/request-quote", **{"amount": "20.00", **change}).code == code


def test_the_quote_of_a_request_says_what_is_missing(panel: Panel) -> None:
    panel.deposit()
    quote = panel.get("/customers/c1/request-quote")

    assert (quote["recommend"], quote["due"], quote["arrival"]) == ("ask", None, None)
    assert quote["reasons"] == ["subject_missing", "amount_missing"]
