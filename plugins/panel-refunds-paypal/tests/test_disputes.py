"""A payment's cases are listed by its id, each is asked for how it stands, and the weightiest one counts."""

from __future__ import annotations

from typing import Any

import pytest

from panel_refunds.ports.asking import NoAnswerError
from panel_refunds.ports.said import UnreadableError
from panel_refunds_paypal import disputes
from panel_refunds_testkit.peer import PeerReply, PeerRequest
from paypal_account import said_by, usd

LIST = "https://api.sandbox.paypal.com/v1/customer/disputes"
STATES: dict[str, dict[str, Any]] = {
    "inquiry": {"status": "OPEN", "dispute_life_cycle_stage": "INQUIRY"},
    "open": {"status": "OPEN", "dispute_life_cycle_stage": "CHARGEBACK"},
    "won": {"status": "RESOLVED", "dispute_outcome": {"outcome_code": "RESOLVED_SELLER_FAVOUR"}},
    "lost": {"status": "RESOLVED", "dispute_outcome": {"outcome_code": "RESOLVED_BUYER_FAVOUR"}},
}


@pytest.mark.parametrize("state", ["inquiry", "open", "won", "lost"])
def test_the_dispute_is_among_the_facts(paypal, gateway, state):
    payment = paypal.take_payment(usd("50"), fee=None)
    assert gateway.get_payment(payment).dispute == "none"
    paypal.tell_dispute(payment, state)

    assert gateway.get_payment(payment).dispute == state
    assert gateway.get_dispute(f"PP-D-{payment}").payments == (payment,)


def standing(*pages: dict[str, Any], about: str = "C1") -> str:
    """How the disputes of C1 stand when the list has these pages and each case is called by its state."""

    def answer(request: PeerRequest) -> PeerReply:
        if request.path == "/v1/customer/disputes":
            assert request.query["disputed_transaction_id"] == "C1"
            return PeerReply.json(200, pages[int(request.query.get("next_page_token", 0))])
        name = request.path.rpartition("/")[2]
        if name not in STATES:
            return PeerReply.json(404, {"name": "RESOURCE_NOT_FOUND", "message": "m", "debug_id": "1"})
        money = {"currency_code": "USD", "value": "50.00"}
        named = {
            "dispute_id": name,
            "dispute_amount": money,
            "disputed_transactions": [{"seller_transaction_id": about}],
        }
        return PeerReply.json(200, {**named, **STATES[name]})

    with said_by(answer) as (gateway, _):
        return disputes.find_dispute_state(gateway._account, "C1")


def page(*names: str, following: str = "") -> dict[str, Any]:
    links = [{"rel": "self", "href": LIST}]
    if following:
        links.append({"rel": "next", "href": f"{LIST}?{following}"})
    return {"items": [{"dispute_id": name} for name in names], "links": links}


def test_of_several_the_weightiest_counts_on_whichever_page_it_is():
    assert standing(page("won", following="next_page_token=1"), page("open")) == "open"
    assert standing(page("won", "lost", "inquiry")) == "lost"
    assert standing(page("won", "inquiry")) == "inquiry"


def test_no_list_is_empty_only_where_the_page_is_that_list():
    links = page()["links"]

    assert standing({"links": links}) == "none"
    assert standing({"items": [], "links": links}) == "none"
    for nothing in ({}, {"links": []}, {"links": [{"rel": "self", "href": "https://x/elsewhere"}]}, {"items": None}):
        with pytest.raises(UnreadableError):
            standing(nothing)


def test_what_cannot_be_told_is_no_answer():
    with pytest.raises(NoAnswerError):
        standing(page("no such dispute"))
    with pytest.raises(UnreadableError):
        standing(page("won"), about="C2")
    with pytest.raises(UnreadableError):
        standing(page("won", following="page=2"))
    with pytest.raises(NoAnswerError):
        standing(page("won", following="next_page_token=0"))
