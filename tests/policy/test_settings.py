"""The settings say what they mean: a default policy is the letter of the published one."""

from __future__ import annotations

import dataclasses

import pytest
from tests.policy.snapshots import DEFAULT, units, usd

from panel_refunds.calendar import Span, Unit
from panel_refunds.policy.settings import ZERO, Amounts, Condition, Rules


def test_the_defaults_are_the_letter_of_the_policy():
    rules = Rules()

    assert (rules.deposits.refundable, rules.deposits.processor_fee) == ("right", "whole_once")
    assert (rules.deposits.window.start, rules.deposits.window.ends) == ("credited", "moment")
    assert rules.deposits.window.within == Span(Unit.DAYS, 14)
    assert (rules.deposits.destination, rules.deposits.if_impossible) == ("original", "stays_on_balance")
    assert (rules.order_refunds.withdrawable, rules.order_refunds.window.within) == ("as_deposit", None)
    assert (rules.spending.first, rules.spending.returns) == (("bonus", "cash"), "last_spent_first")
    assert (rules.bonus.cancel_on, rules.bonus.restore_if_declined, rules.bonus.already_spent) == (
        "request",
        True,
        "ignore",
    )
    assert (rules.tickets.over_ask, rules.tickets.required, rules.tickets.channels) == (
        "offer",
        ("amount",),
        ("portal", "panel"),
    )
    assert rules.review.within == Span(Unit.WORKING_DAYS, 5)
    assert (rules.review.auto_approve, rules.review.auto_decline) == (None, False)
    assert rules.payout.arrives == (3, 15)
    assert (rules.accounts.terminated, rules.accounts.forfeiture.people) == ("deny", 2)
    assert rules.orders.status["canceled"] == "whole"
    assert rules.orders.status["partial"] == "undelivered"
    assert rules.orders.status["failed"] == "ask_person"


def test_a_figure_is_known_for_its_currency_only_but_zero_for_all():
    assert usd("5").find("USD") == units("5")
    assert usd("5").find("EUR") is None
    assert Amounts().find("USD") is None
    assert ZERO.find("EUR") == 0


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (Condition(), True),
        (Condition(method=("card",)), True),
        (Condition(method=("crypto", "card")), True),
        (Condition(method=("crypto",)), False),
        (Condition(method=("card",), gateway=("paypal",)), False),
        (Condition(provider=("main",)), False),
    ],
)
def test_a_condition_holds_when_every_key_it_has_is_met(condition, holds):
    assert condition.holds({"method": "card", "gateway": "stripe"}) is holds


def test_a_version_is_named_by_its_day_and_never_edited():
    assert DEFAULT.label == "default@2025-08-29"
    with pytest.raises(dataclasses.FrozenInstanceError):
        DEFAULT.rules.deposits.refundable = "never"
    with pytest.raises(TypeError):
        DEFAULT.rules.orders.status["canceled"] = "nothing"
