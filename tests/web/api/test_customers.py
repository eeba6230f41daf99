"""Customers over HTTP: what they have, and what they could take back."""

from __future__ import annotations

import pytest
from tests.web.panel import Panel


def test_a_customer_has_a_wallet_for_each_currency(panel: Panel) -> None:
    panel.deposit("50.00")
    panel.deposit("20.00", currency="EUR")
    panel.deposit("3000", currency="JPY", fee="75")
    panel.order("10.00")

    answer = panel.get("/customers/c1/balance")
    assert (answer["customer"], answer["state"]) == ("c1", "open")
    assert sorted((wallet["currency"], wallet["balance"]) for wallet in answer["wallets"]) == [
        ("EUR", "20.00"),
        ("JPY", "3000"),
        ("USD", "40.00"),
    ]


def test_a_quote_explains_every_figure(panel: Panel) -> None:
    deposit = panel.deposit("50.00")
    panel.order("10.00")
    quote = panel.get("/customers/c1/quote")

    assert (quote["balance"], quote["refundable"], quote["receives"]) == ("40.00", "40.00", "38.25")
    (line,) = quote["deposits"]
    assert (line["deposit"], line["left"], line["receives"]) == (deposit["id"], "40.00", "38.25")
    assert line["closes_at"] == "2026-09-15T14:00:00Z"
    assert "50.00 − 10.00 spent − 1.75 fee = 38.25" in [finding["sum"] for finding in line["findings"]]
    assert {finding["clause"] for finding in quote["findings"]} >= {"2.2a", "2.4"}


def test_a_quote_changes_nothing(panel: Panel) -> None:
    panel.deposit("50.00")
    assert panel.get("/customers/c1/quote")["refundable"] == "50.00"
    assert panel.get("/customers/c1/quote")["refundable"] == "50.00"

    assert panel.figures() == ("50.00", "0.00", "0.00")
    assert panel.get("/requests")["items"] == []


def test_after_the_window_nothing_can_go_back_and_the_quote_says_why(panel: Panel) -> None:
    panel.deposit("50.00")
    panel.installed.passes(days=15)
    quote = panel.get("/customers/c1/quote")

    assert quote["refundable"] == "0.00"
    assert "window_closed" in {finding["code"] for finding in quote["findings"]}


@pytest.mark.parametrize("customer", ["c2", "C1", "c1%00", "c1%20", "%2e%2e"])
def test_a_customer_nobody_has_heard_of_is_not_found(panel: Panel, customer: str) -> None:
    panel.deposit()

    for question in ("balance", "quote"):
        answer = panel.get(f"/customers/{customer}/{question}")
        assert (answer.status, answer.code) == (404, "not_found")


def test_another_tenants_customer_of_the_same_name_is_somebody_else(panel: Panel, other: Panel) -> None:
    panel.deposit("50.00", customer="jane")
    assert other.get("/customers/jane/balance").code == "not_found"
    assert other.get("/customers/jane/quote").code == "not_found"

    other.deposit("7.00", customer="jane")
    assert other.figures("jane") == ("7.00", "0.00", "0.00")
    assert panel.figures("jane") == ("50.00", "0.00", "0.00")


def test_a_currency_in_which_there_is_nothing_is_not_found(panel: Panel) -> None:
    panel.deposit("50.00")

    assert panel.get("/customers/c1/quote", currency="EUR").code == "not_found"
    assert panel.get("/customers/c1/quote", currency="NOPE").code == "currency_unknown"


def test_a_contact_is_told_replaced_and_forgotten_and_never_shown(panel: Panel) -> None:
    told = panel.post("/customers/c1/contact", {"contact": {"email": "ada@example.com", "telegram": "77"}})
    assert (told.status, told["known"]) == (200, ["email", "telegram"])
    assert "ada@example.com" not in str(told.body)
    desk = panel.installed.service.desk("smmpanelus")
    with desk.read() as books:
        assert books.find_contact("c1").facts == {"email": "ada@example.com", "telegram": "77"}

    assert panel.post("/customers/c1/contact", {"contact": {}})["known"] == []
    with desk.read() as books:
        assert books.find_contact("c1") is None


def test_the_same_word_is_another_customer_at_another_tenant(panel: Panel, other: Panel) -> None:
    """F26: what one panel tells of its customer says nothing of the other panel's."""
    panel.post("/customers/c1/contact", {"contact": {"email": "ada@example.com"}})
    other.post("/customers/c1/contact", {"contact": {}})

    with panel.installed.service.desk("smmpanelus").read() as books:
        assert books.find_contact("c1") is not None
    with panel.installed.service.desk("smmpanelus-blog").read() as books:
        assert books.find_contact("c1") is None


@pytest.mark.parametrize("contact", [{"E-Mail": "a@b.example"}, {"email": "two\nlines"}, {"email": ""}, "a@b.example"])
def test_a_contact_is_words_and_single_lines(panel: Panel, contact: object) -> None:
    assert panel.post("/customers/c1/contact", {"contact": contact}).status == 422
