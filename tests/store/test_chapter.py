"""A question is answered with what the same transaction did before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from panel_refunds.money import SCALE


def test_what_was_collected_is_written_before_a_question_about_it(till):
    request, refund = till.request(till.deposit())

    with till.begin(request.wallet_id) as books:
        books.save_refund(replace(refund, state="approved"))
        books.save_request(replace(request, state="approved"))
        assert books.open_requests(request.wallet_id)[0].state == "approved"
        assert books.refunds_of(request.request_id)[0].state == "approved"


def test_a_parent_and_its_child_may_be_new_together(till):
    request, refund = till.request(till.deposit(amount=50), 10)
    other = replace(request, request_id=till.new_id("request"), decision_id="")

    with till.begin(request.wallet_id) as books:
        books.add_refunds([replace(refund, refund_id=till.new_id("refund"), request_id=other.request_id, gross=SCALE)])
        books.add_request(other)

    with till.read() as books:
        assert len(books.refunds_of(other.request_id)) == 1


def test_ids_are_made_only_where_somebody_gave_the_means(till):
    with till.read() as books, pytest.raises(RuntimeError, match="no ids"):
        books.new_id("order")
