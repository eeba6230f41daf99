"""What we write: whole sentences with the figures and the date, and never a blank where something is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.policy.snapshots import CALENDAR, day, decided, deposit, order, snapshot, version

from panel_refunds.tickets import letters
from panel_refunds.tickets.arrival import Arrival
from panel_refunds.tickets.clock import due_at

PLAIN = deposit(left="40", spent="10", fee="1.75")
DUE = due_at(day(2), version().rules.review.within, CALENDAR)


def is_well_written(text: str) -> bool:
    blank = re.search(r"None|null|\bnan\b|\{|\}|  |\(\)|: ?$| [.,]|''", text)
    return bool(text) and not blank and not text[0].islower() and text.endswith((".", "?"))


def received(decision, due=DUE) -> str:
    text = letters.received(decision, "USD", due, CALENDAR)
    assert is_well_written(text), text
    return text


def test_what_is_set_aside_and_what_would_arrive_is_said_with_the_day_of_our_answer():
    assert received(decided(snapshot(PLAIN), "40", "d1")) == (
        "We received your request: 40.00 USD is set aside, 38.25 USD would arrive. We answer by 2025-09-10."
    )


def test_an_offer_says_what_can_go_back_and_what_to_do():
    text = received(decided(snapshot(PLAIN), "41", "d1"), None)

    assert "41.00 was asked for, 40.00 can go back." in text
    assert "40.00 USD (38.25 USD would arrive)" in text
    assert text.endswith("Please confirm, or withdraw.")


def test_what_is_missing_is_asked_for():
    text = received(decided(snapshot(PLAIN), None, subject="hi"), None)

    assert "Please give the ticket the subject “Refund Request”." in text
    assert "Please say how much you want back." in text


def test_a_request_that_cannot_be_granted_is_told_why_and_until_when_a_person_looks():
    text = received(decided(snapshot(PLAIN, at=20), "40", "d1"))

    assert "We answer by 2025-09-10." in text
    assert "The time to ask for this money is over." in text


def test_an_unknown_fee_is_called_unknown_and_no_figure():
    text = received(decided(snapshot(deposit(fee=None)), "50", "d1"))

    assert "50.00 USD is set aside, an amount still unknown would arrive" in text


def test_a_pending_order_is_told_what_happens_next():
    assert "the provider is asked to cancel it" in received(decided(snapshot(order=order("pending")), "10", "o1"))


def test_the_same_reason_is_said_once():
    both = snapshot(deposit("d1", "30"), deposit("d2", "20", at=1), at=30)

    assert received(decided(both, "all")).count("The time to ask for this money is over.") == 1


def test_a_currency_shows_its_own_digits():
    yen = letters.approved(5000_00000000, 4900_00000000, "JPY")

    assert yen == "Approved: 5000 JPY leaves your balance, 4900 JPY is on its way to you."


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("Paid with a card of somebody else.", "Paid with a card of somebody else."),
        ("paid with a card of somebody else", "paid with a card of somebody else."),
        (" Was that you? ", "Was that you?"),
    ],
)
def test_a_person_s_reason_ends_as_a_sentence_whoever_forgot_the_full_stop(reason, said):
    assert letters.declined(reason) == f"Declined: {said} What was set aside is on your balance again."


ARRIVES = Arrival(date(2025, 9, 15), date(2025, 10, 1))


def test_what_was_sent_is_said_with_its_range_and_reference():
    assert letters.sent(38_25000000, "USD", ARRIVES, "re_123") == (
        "38.25 USD was sent. It should arrive between 2025-09-15 and 2025-10-01. Its reference is re_123."
    )
    assert "reference" not in letters.sent(38_25000000, "USD", ARRIVES, None)


@pytest.mark.parametrize(
    "text",
    [
        letters.approved(40_00000000, 38_25000000, "USD"),
        letters.declined("Paid with a card of somebody else."),
        letters.forfeited(),
        letters.sent(38_25000000, "USD", ARRIVES, None),
        letters.failed(40_00000000, "USD", "account_closed"),
        letters.stopped("payment_disputed", 40_00000000, "USD"),
        letters.withdrawn(),
        letters.refill_asked(),
        letters.cancel_asked(),
        letters.due_soon(DUE, CALENDAR),
        letters.overdue(DUE, CALENDAR),
    ],
)
def test_every_letter_is_whole_sentences_without_a_blank(text):
    assert is_well_written(text), text


@pytest.mark.parametrize("recommend", ["approve", "decline", "offer", "ask", "wait"])
@pytest.mark.parametrize("due", [DUE, None])
def test_every_recommendation_makes_a_letter_with_and_without_a_day(recommend, due):
    decision = decided(snapshot(PLAIN, at=20, bonus="5"), "60", "d1")

    assert received(replace(decision, recommend=recommend), due)


def test_a_promise_that_comes_near_and_one_that_was_broken_name_their_day():
    assert "2025-09-10" in letters.due_soon(DUE, CALENDAR)
    assert "2025-09-10" in letters.overdue(DUE, CALENDAR)
