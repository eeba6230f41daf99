"""Exceptions change some settings where their condition holds, the later one last, and leave the version as it was."""

from __future__ import annotations

import pytest
from tests.policy.snapshots import version

from panel_refunds.policy.resolve import changed, rules_for_deposit, rules_for_order
from panel_refunds.policy.settings import Condition, PolicyException, Rules

CRYPTO_STAYS = PolicyException(Condition(method=("crypto",)), ((("deposits", "refundable"), "never"),))
STRIPE_BY_SHARE = PolicyException(
    Condition(method=("card", "crypto"), gateway=("stripe",)),
    ((("deposits", "processor_fee"), "by_share"), (("deposits", "refundable"), "discretion")),
)
SLOW_PANEL = PolicyException(Condition(provider=("slow",)), ((("orders", "status", "canceled"), "ask_person"),))
POLICY = version(CRYPTO_STAYS, STRIPE_BY_SHARE, SLOW_PANEL)


@pytest.mark.parametrize(
    ("method", "gateway", "refundable", "fee"),
    [
        ("card", "paypal", "right", "whole_once"),
        ("crypto", "paypal", "never", "whole_once"),
        ("card", "stripe", "discretion", "by_share"),
        ("crypto", "stripe", "discretion", "by_share"),
        ("Crypto", "paypal", "right", "whole_once"),
    ],
)
def test_every_key_of_a_condition_must_hold_and_of_several_exceptions_the_later_wins(method, gateway, refundable, fee):
    deposits = rules_for_deposit(POLICY, method=method, gateway=gateway).deposits

    assert (deposits.refundable, deposits.processor_fee) == (refundable, fee)


def test_an_order_s_exception_changes_one_word_for_one_provider():
    assert rules_for_order(POLICY, provider="slow", service="likes").status["canceled"] == "ask_person"
    assert rules_for_order(POLICY, provider="slow", service="likes").status["partial"] == "undelivered"
    assert rules_for_order(POLICY, provider="quick", service="likes").status["canceled"] == "whole"


def test_an_exception_of_orders_says_nothing_of_deposits():
    assert rules_for_deposit(POLICY, method="slow", gateway="slow").orders.status["canceled"] == "whole"


def test_what_is_changed_is_a_copy():
    before = Rules()

    after = changed(before, ("deposits", "window", "ends"), "end_of_day")

    assert after.deposits.window.ends == "end_of_day"
    assert before == Rules()
    assert after.deposits.window.within == before.deposits.window.within
    with pytest.raises(TypeError):
        changed(before, ("orders", "status", "canceled"), "nothing").orders.status["canceled"] = "whole"
