"""Bonuses over HTTP: given, spent first, never paid out, taken back with a reason."""

from __future__ import annotations

from tests.web.panel import Panel


def test_a_bonus_is_given_and_tied_to_its_deposit(panel: Panel) -> None:
    deposit = panel.deposit()
    answer = panel.post("/bonuses", {"customer": "c1", "amount": "5.00", "tied_to": deposit["id"]})

    assert answer.status == 201
    assert answer["id"].startswith("bon_")
    assert (answer["amount"], answer["tied_to"]) == ("5.00", deposit["id"])
    assert panel.figures() == ("50.00", "5.00", "0.00")
    assert panel.get("/customers/c1/quote")["bonus_at_stake"] == "5.00"


def test_what_is_left_of_a_bonus_is_taken_back_once(panel: Panel) -> None:
    panel.deposit()
    bonus = panel.post("/bonuses", {"customer": "c1", "amount": "5.00"})
    panel.order("2.00")
    body = {"customer": "c1", "by": "finance-1", "text": "Given by mistake."}

    taken = panel.post(f"/bonuses/{bonus['id']}/void", body, key="the-same-key")
    again = panel.post(f"/bonuses/{bonus['id']}/void", body, key="the-same-key")

    assert taken.body == again.body == {"id": bonus["id"], "customer": "c1", "taken": "3.00"}
    assert panel.figures() == ("50.00", "0.00", "0.00")
    assert panel.post(f"/bonuses/{bonus['id']}/void", body).code == "not_found"


def test_an_answer_that_was_lost_is_made_of_what_was_written_down(panel: Panel) -> None:
    bonus = panel.post("/bonuses", {"customer": "c1", "amount": "5.00"})
    body = {"customer": "c1", "by": "finance-1", "text": "Given by mistake."}
    first = panel.post(f"/bonuses/{bonus['id']}/void", body, key="the-same-key")
    panel.installed.lose_answers()

    assert panel.post(f"/bonuses/{bonus['id']}/void", body, key="the-same-key").body == first.body


def test_nobody_takes_a_bonus_without_a_reason(panel: Panel) -> None:
    bonus = panel.post("/bonuses", {"customer": "c1", "amount": "5.00"})
    answer = panel.post(f"/bonuses/{bonus['id']}/void", {"customer": "c1", "by": "finance-1", "text": " "})

    assert (answer.status, answer.code) == (422, "reason_needed")
    assert panel.figures() == ("0.00", "5.00", "0.00")


def test_a_bonus_is_tied_to_the_customers_own_deposit_only(panel: Panel, other: Panel) -> None:
    theirs, foreign = panel.deposit(customer="c2"), other.deposit()
    for deposit in (theirs, foreign):
        answer = panel.post("/bonuses", {"customer": "c1", "amount": "5.00", "tied_to": deposit["id"]})
        assert answer.code == "not_found"


def test_another_tenants_or_customers_bonus_does_not_exist(panel: Panel, other: Panel) -> None:
    bonus = panel.post("/bonuses", {"customer": "c1", "amount": "5.00"})
    panel.deposit(customer="c2")
    other.deposit()
    body = {"by": "finance-1", "text": "x"}

    assert other.post(f"/bonuses/{bonus['id']}/void", {**body, "customer": "c1"}).code == "not_found"
    assert panel.post(f"/bonuses/{bonus['id']}/void", {**body, "customer": "c2"}).code == "not_found"
    assert panel.figures() == ("0.00", "5.00", "0.00")
