"""Requests and decisions, read as they were made."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import SCALE
from panel_refunds.policy.decision import Decision, LotPart, PlannedRefund
from panel_refunds.policy.finding import Finding
from panel_refunds.store.tables import DecisionRow


def test_a_request_is_read_as_it_was_written(till):
    request, _ = till.request(till.deposit())

    with till.read() as books:
        assert books.get_request(request.request_id) == request
        with pytest.raises(Refused, match="not_found"):
            books.get_request("rr_unknown")


def test_only_open_requests_block_others(till):
    deposit = till.deposit()
    first, _ = till.request(deposit, 5)
    second, _ = till.request(deposit, 5)
    with till.begin(deposit.wallet_id) as books:
        books.save_request(replace(first, state="declined", decided_by=("finance-1",), overrides=("window_closed",)))

    with till.read() as books:
        assert books.open_requests(deposit.wallet_id) == [second]
        assert [each.state for each in books.requests_of("c1")] == ["declined", "in_review"]


def test_requests_are_listed_by_state_and_customer(till):
    first, _ = till.request(till.deposit("c1"))
    second, _ = till.request(till.deposit("c2"))
    with till.begin(first.wallet_id) as books:
        books.save_request(paid := replace(first, state="paid"))

    with till.read() as books:
        assert books.list_requests() == [paid, second]
        assert books.list_requests(states=["in_review"]) == [second]
        assert books.list_requests(states=["in_review"], customer="c1") == []
        assert books.list_requests(after=paid.request_id) == [second]
        assert books.list_requests(limit=1) == [paid]


def test_a_decision_keeps_every_finding_and_figure(till, clock):
    deposit = till.deposit()
    request, _ = till.request(deposit)
    planned = PlannedRefund(
        deposit.deposit_id, "default@1", (LotPart("lot_1", SCALE), LotPart("lot_2", 1)), SCALE + 1, None, 5, 0, True
    )
    finding = Finding(
        "window", "deny", "window_closed", "2.2a", "Too late.", about=deposit.deposit_id, figures={"until": "2026"}
    )
    on_trial = Finding("rules.new", "review", "house_large", "5", "A person looks.", figures={"asked": "1.00"})
    capped = Finding("rule:cap", "cap", "exceeds_unspent", "2.2b", "Less is left.", cap=7)
    decision = Decision(
        till.new_id("decision"), clock(), "decline", None, (planned,), (finding, capped), "default@1", True, (on_trial,)
    )
    with till.begin(request.wallet_id) as books:
        books.add_decision(request.request_id, decision)

    with till.read() as books:
        assert books.get_decision(decision.decision_id) == decision
        assert [each.decision_id for each in books.decisions_of(request.request_id)] == [
            request.decision_id,
            decision.decision_id,
        ]
        with pytest.raises(Refused, match="not_found"):
            books.get_decision("dec_unknown")


def test_a_decision_from_before_there_were_dry_runs_is_read(till):
    request, _ = till.request(till.deposit())
    with till.read() as books:
        decision = books.get_decision(request.decision_id)
    column = DecisionRow.__table__.c.content.type
    stored = json.loads(column.pack(decision))

    del stored["in_dry_run"]

    assert column.unpack(json.dumps(stored)) == decision


def test_the_newest_requests_come_first(till):
    made = [till.request(till.deposit(customer))[0] for customer in ("c1", "c2", "c3")]

    with till.read() as books:
        assert books.newest_requests(2) == [made[2], made[1]]
        assert books.newest_requests(10) == made[::-1]


def test_a_customer_sees_the_newest_requests_first_page_by_page(till):
    deposit = till.deposit()
    first, second, third = (till.request(deposit, 5)[0] for _ in range(3))
    till.request(till.deposit("c2"))

    with till.read() as books:
        assert books.newest_requests_of("c1") == [third, second, first]
        assert books.newest_requests_of("c1", before=third.request_id, limit=1) == [second]
        assert books.newest_requests_of("c9") == []
