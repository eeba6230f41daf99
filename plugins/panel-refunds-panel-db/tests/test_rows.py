"""Rows as answers: one for each order, exactly, and an error where there would be a choice."""

import pytest

from panel_refunds.ports import OrdersReply, OrderState, ProviderError
from panel_refunds_panel_db.rows import find_remains, read_row, read_rows

SPELLING = ProviderError("shape_mismatch", "The table has this id in another spelling.")


def row(identity, status="Canceled", **other):
    return {"id": identity, "status": status, **other}


def test_an_id_is_compared_character_by_character():
    reply = read_rows([row("a1"), row("b2", "Pending")], ["a1", "B2", "c3"], {})

    assert reply.orders == {"a1": OrderState("canceled", "Canceled"), "B2": SPELLING}
    assert reply.missing == ("c3",)


@pytest.mark.parametrize("other", ["A1", "á1", "a1 ", "ａ1", "A̋1"])
def test_another_spelling_beside_the_asked_one_is_a_doubt_too(other):
    assert read_rows([row("a1"), row(other)], ["a1"], {}).orders == {"a1": SPELLING}


def test_two_asked_ids_that_differ_in_case_are_two_orders():
    reply = read_rows([row("a1"), row("A1", "Pending")], ["a1", "A1"], {})

    assert {ref: one.status for ref, one in reply.orders.items()} == {"a1": "canceled", "A1": "pending"}


def test_a_row_that_nobody_asked_for_is_told_as_such():
    assert read_rows([row("zz")], ["a1"], {}) == OrdersReply(not_asked=("zz",), missing=("a1",))


def test_a_row_whose_id_is_no_id_makes_the_whole_answer_doubtful():
    reply = read_rows([row("a1"), row(None)], ["a1"], {})

    assert (reply.orders, reply.missing, reply.reply_error.code) == ({}, ("a1",), "shape_mismatch")


def test_the_mappings_words_count():
    assert read_row(row(1, 3), {"3": "partial"}) == OrderState("partial", "3")


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ({}, None),
        ({"remains": 61}, 61),
        ({"remains": -2}, 0),
        ({"remains": None}, None),
        ({"remains": "61.5"}, None),
        ({"quantity": 1000, "delivered": 843}, 157),
        ({"quantity": 1000, "delivered": 1200}, 0),
        ({"quantity": 1000, "delivered": 0}, None),
        ({"quantity": None, "delivered": 5}, None),
        ({"quantity": 1000, "delivered": None}, None),
        ({"quantity": "1000", "start": "50", "current": 893.0}, 157),
        ({"quantity": 1000, "start": 0, "current": 0}, None),
        ({"quantity": 1000, "start": 50, "current": 40}, None),
        ({"quantity": 1000, "start": -1, "current": 40}, None),
        ({"quantity": 1000, "start": None, "current": 40}, None),
    ],
)
def test_what_remains_is_told_or_worked_out_and_never_guessed(told, read):
    assert find_remains(told) == read
