"""What waits for people: due first, counted, searched, each tenant's own."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from panel_refunds.refunds.dispute import Dispute


def asked(till, customer: str = "c1", **details):
    return till.request(till.deposit(customer, **details))


def changed(till, request, **fields):
    with till.begin(request.wallet_id) as books:
        books.save_request(made := replace(request, **fields))
    return made


def test_the_soonest_due_comes_first_and_what_has_no_due_time_last(till, clock):
    first, second, third = (asked(till)[0] for _ in range(3))
    late = changed(till, first, due_at=clock.forward(days=3))
    never = changed(till, second, due_at=None)
    soon = changed(till, third, due_at=clock.forward(days=-1))

    with till.read() as books:
        assert books.requests_by_due(["in_review"], limit=5) == [soon, late, never]
        assert books.requests_by_due(["in_review"], limit=1, skip=1) == [late]
        assert books.requests_by_age(["in_review"], limit=2) == [soon, never]
        assert books.requests_by_age(["paid"], limit=5) == []
    with till.store.read(uuid4()) as books:
        assert books.requests_by_due(["in_review"], limit=5) == []


def test_requests_are_counted_by_state(till):
    asked(till)
    changed(till, asked(till)[0], state="paid")

    with till.read() as books:
        assert books.count_requests() == {"in_review": 1, "paid": 1}
        assert books.count_requests(["paid"]) == {"paid": 1}


def test_requests_are_found_by_customer_and_by_the_end_of_a_card(till):
    one = asked(till, "c1", display="Visa •••• 4242")[0]
    two = asked(till, "4242", display="Visa •••• 0005")[0]
    bare = asked(till, "c3")[0]

    with till.read() as books:
        assert books.search_requests("c1") == [one]
        assert books.search_requests("4242") == [two, one]
        assert books.search_requests("0005") == [two]
        assert books.search_requests("c3") == [bare]
        for text in ("42", "%", "____", "٤٢٤٢", ""):
            assert books.search_requests(text) == []
        assert books.search_requests("4242", limit=1) == [two]
    with till.store.read(uuid4()) as books:
        assert books.search_requests("4242") == []


def test_refunds_under_way_are_those_approved_and_not_paid(till):
    request, refund = asked(till)
    other, paid = asked(till)
    asked(till)
    with till.begin(request.wallet_id) as books:
        books.save_request(replace(request, state="approved"))
        books.save_refund(waits := replace(refund, state="approved", task="Pay it."))
        books.save_request(replace(other, state="paid"))
        books.save_refund(replace(paid, state="paid"))

    with till.read() as books:
        assert books.refunds_under_way() == [waits]
        assert books.refunds_under_way(after=waits.refund_id) == []
    with till.store.read(uuid4()) as books:
        assert books.refunds_under_way() == []


def test_disputes_that_are_not_decided_are_listed(till, clock):
    made = []
    for state in ("inquiry", "open", "won"):
        deposit = till.deposit()
        made.append(Dispute(till.new_id("dispute"), deposit.wallet_id, deposit.deposit_id, 5, state, clock()))
        with till.begin(deposit.wallet_id) as books:
            books.add_dispute(made[-1])

    with till.read() as books:
        assert books.open_disputes() == made[:2]
        assert books.open_disputes(after=made[0].dispute_id, limit=1) == made[1:2]
    with till.store.read(uuid4()) as books:
        assert books.open_disputes() == []
