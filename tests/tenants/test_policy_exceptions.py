"""Exceptions: under their condition, key by key, and only where the condition can be asked."""

from __future__ import annotations

import pytest

from panel_refunds.policy.resolve import rules_for_deposit, rules_for_order
from panel_refunds.policy.settings import Condition

CRYPTO = '[[exception]]\nif = { method = "crypto" }\n'


def test_an_exception_holds_under_its_condition_only(policy) -> None:
    version = policy(CRYPTO + 'deposits.refundable = "never"\norder_refunds.withdrawable = "never"')
    crypto = rules_for_deposit(version, method="crypto", gateway="g")
    assert (crypto.deposits.refundable, crypto.order_refunds.withdrawable) == ("never", "never")
    assert rules_for_deposit(version, method="card", gateway="g") == version.rules


def test_an_exception_changes_key_by_key_even_inside_a_table(policy) -> None:
    version = policy('deposits.own_fee = { percent = "1", fixed = "2" }\n' + CRYPTO + 'deposits.own_fee.percent = "3"')
    fee = rules_for_deposit(version, method="crypto", gateway="g").deposits.own_fee
    assert (fee.percent_ppm, fee.fixed.find("EUR")) == (30_000, 200_000_000)


def test_all_keys_of_a_condition_must_hold_and_any_word_of_a_list(policy) -> None:
    version = policy(
        '[[exception]]\nif = { method = ["upi", "crypto"], gateway = "g" }\n'
        'deposits.window = { from = "last_use", within = "unlimited" }'
    )
    assert version.exceptions[0].condition == Condition(method=("upi", "crypto"), gateway=("g",))
    assert rules_for_deposit(version, method="upi", gateway="g").deposits.window.start == "last_use"
    assert rules_for_deposit(version, method="upi", gateway="h").deposits.window.start == "credited"


def test_the_later_of_two_exceptions_wins(policy) -> None:
    version = policy(
        CRYPTO + 'deposits.refundable = "never"\n' + CRYPTO + 'deposits.refundable = "discretion"',
    )
    assert rules_for_deposit(version, method="crypto", gateway="g").deposits.refundable == "discretion"


def test_an_order_s_provider_and_service_may_change_a_word_of_a_table(policy) -> None:
    version = policy('[[exception]]\nif = { provider = "south", service = "77" }\norders.status.partial = "ask_person"')
    assert rules_for_order(version, provider="south", service="77").status["partial"] == "ask_person"
    assert rules_for_order(version, provider="south", service="77").status["canceled"] == "whole"
    assert rules_for_order(version, provider="south", service="78").status["partial"] == "undelivered"


@pytest.mark.parametrize(
    ("text", "key", "line", "what"),
    [
        (CRYPTO + "orders.drops = 'nothing'", "exception[0].orders", 3, "cannot depend"),
        (CRYPTO + "tickets.over_ask = 'cap'", "exception[0].tickets", 3, "cannot depend"),
        ('[[exception]]\nif = { provider = "p" }\ndeposits.refundable = "never"', "exception[0].deposits", 3, "cannot"),
        (CRYPTO + 'deposits.refundable = "nevre"', "exception[0].deposits.refundable", 3, "not known"),
        (CRYPTO + 'deposit.refundable = "never"', "exception[0].deposit", 3, "not a known key"),
        (CRYPTO, "exception[0]", 1, "changes nothing"),
        ('[[exception]]\ndeposits.refundable = "never"', "exception[0]", 1, "no condition"),
        ('[[exception]]\nif = {}\ndeposits.refundable = "never"', "exception[0].if", 2, "empty condition"),
        ('[[exception]]\nif = { country = "US" }\nreview.within = 3', "exception[0].if.country", 2, "not a known cond"),
        ('[[exception]]\nif = { methods = "x" }\nreview = {}', "exception[0].if.methods", 2, "not a known condition"),
        ("[[exception]]\nif = { method = [] }\nreview = {}", "exception[0].if.method", 2, "names nothing"),
        ("[[exception]]\nif = { method = 5 }\nreview = {}", "exception[0].if.method", 2, "whole number"),
        (
            '[[exception]]\nif = { method = "x", service = "y" }\ndeposits.refundable = "never"',
            "exception[0].if",
            2,
            "mixes",
        ),
        ('exception = "x"', "exception", 1, "is text"),
        (CRYPTO + "deposits.minimum.requested = 5", "exception[0].deposits.minimum.requested", 3, "is a number"),
        (
            '[[exception]]\nif = { provider = "p" }\norders.status.refilling = "whole"',
            "exception[0].orders.status.refilling",
            3,
            "never pays",
        ),
    ],
)
def test_an_exception_that_could_never_hold_or_say_nothing_is_refused(policy, faults_of, text, key, line, what) -> None:
    faults = faults_of(policy, text)
    assert (faults[0].key, faults[0].place.line) == (key, line)
    assert what in faults[0].text


def test_faults_of_several_exceptions_are_told_together(policy, faults_of) -> None:
    faults = faults_of(policy, CRYPTO + "deposits.x = 1\n" + CRYPTO + "deposits.y = 1\norders.drops = 'nothing'")
    assert [fault.place.line for fault in faults] == [3, 6, 7]
