"""Whether it is the payment that we credited, with its fee and its dispute."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.refunds.reconcile.two_sides import DEPOSIT, our_side, their_side, there, usd

from panel_refunds.money import Money
from panel_refunds.refunds.reconcile.compare import compare
from panel_refunds.refunds.reconcile.payment import NEXT_DISPUTE, differ
from panel_refunds.refunds.reconcile.sides import PaymentThere

PAYMENT = PaymentThere(usd("50"), captured=True, fee=0)


def codes(payment: PaymentThere | None, **deposit: object) -> list[str]:
    ours = our_side(deposit=replace(DEPOSIT, **deposit))
    return [each.code for each in compare(ours, their_side(there(1), payment=payment))]


def test_a_payment_that_is_missing_not_captured_of_another_mode_or_amount() -> None:
    assert codes(PAYMENT) == []
    assert codes(replace(PAYMENT, captured=False)) == ["payment_not_captured"]
    assert codes(replace(PAYMENT, other_mode=True)) == ["payment_other_mode"]
    assert codes(replace(PAYMENT, amount=usd("49.99"))) == ["payment_differs"]
    assert codes(replace(PAYMENT, amount=Money.of("50", "EUR"))) == ["payment_differs"]


def test_of_a_payment_that_is_not_there_nothing_else_is_said() -> None:
    missing = our_side(refunds=(), attempts=(), booked={})

    assert [each.code for each in compare(missing, their_side(payment=None, refunds=None))] == ["payment_unknown"]


def test_a_fee_that_is_learnt_and_one_that_differs() -> None:
    known = replace(PAYMENT, fee=usd("1.75").units)

    assert codes(known, fee=None) == ["fee_learnt"]
    assert codes(known, fee=usd("1.75").units) == []
    assert codes(known, fee=usd("1.74").units) == ["fee_differs"]
    assert codes(replace(PAYMENT, fee=None), fee=usd("1.75").units) == []


@pytest.mark.parametrize(("here", "there_"), sorted(NEXT_DISPUTE))
def test_a_dispute_that_went_on_without_us_can_be_brought_in_line(here: str, there_: str) -> None:
    assert codes(replace(PAYMENT, dispute=there_), dispute=here) == ["dispute_unknown"]


@pytest.mark.parametrize(("here", "there_"), [("none", "lost"), ("lost", "won"), ("open", "none"), ("won", "lost")])
def test_a_dispute_that_no_step_explains_is_for_a_person(here: str, there_: str) -> None:
    assert codes(replace(PAYMENT, dispute=there_), dispute=here) == ["dispute_differs"]


@pytest.mark.parametrize(("here", "there_"), [("none", "won"), ("open", "inquiry"), ("won", "none"), ("open", "open")])
def test_a_dispute_that_froze_nothing_or_is_frozen_more_carefully_is_no_difference(here: str, there_: str) -> None:
    assert codes(replace(PAYMENT, dispute=there_), dispute=here) == []


def test_a_gateway_that_never_tells_of_disputes_denies_none() -> None:
    ours = our_side(deposit=replace(DEPOSIT, dispute="open"))

    assert compare(ours, their_side(there(1), payment=PAYMENT, reports_disputes=False)) == []


def test_a_difference_names_the_deposit_and_what_both_sides_say() -> None:
    made = differ(our_side(), "fee_differs", "ch_1", "1.75 USD", "1.80 USD")

    assert (made.deposit, made.gateway, made.refund, made.request) == ("dep_1", "card", None, None)
