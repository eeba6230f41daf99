"""Deposited, spent, given back, withdrawn; and again."""

from __future__ import annotations

from dataclasses import replace

from tests.default_plugins.contexts import NOW, ago, context, usd

from panel_refunds.ports import FraudContext


def loops(rounds: int) -> FraudContext:
    """So many rounds, the last of which ends with the present request."""
    days = [10 * number for number in range(rounds)]
    return context(
        deposits=tuple((ago(day, 9), usd(50)) for day in days),
        orders=tuple((ago(day, 8), usd(50)) for day in days),
        returned=tuple((ago(day, 7), usd(50)) for day in days),
        refunds=tuple((ago(day, 6), usd(50)) for day in days[1:]),
    )


def test_a_round_or_two_are_allowed_and_the_third_is_told(build) -> None:
    check = build("fraud_checks", "refund_loop")

    assert [check.evaluate(loops(rounds), NOW).answer for rounds in (0, 1, 2)] == ["allow"] * 3
    verdict = check.evaluate(loops(3), NOW)
    assert verdict.answer == "review"
    (reason,) = verdict.reasons
    assert reason.startswith("3 times within 90 days money was deposited, spent, given back by an order and withdrawn")
    assert reason.endswith("; from 3 times on somebody looks.")


def test_the_tenant_says_how_many_and_how_far_back(build) -> None:
    assert build("fraud_checks", "refund_loop", rounds=4).evaluate(loops(3), NOW).answer == "allow"
    assert build("fraud_checks", "refund_loop", days=15).evaluate(loops(3), NOW).answer == "allow"
    assert build("fraud_checks", "refund_loop", rounds=2, answer="deny").evaluate(loops(2), NOW).answer == "deny"


def test_what_happens_in_between_hides_nothing(build) -> None:
    busy = loops(3)
    noise = tuple((ago(day), usd(1)) for day in range(40))
    busy = replace(busy, deposits=(*noise, *busy.deposits), orders=(*busy.orders, *noise))

    assert build("fraud_checks", "refund_loop").evaluate(busy, NOW).answer == "review"


def test_orders_that_gave_nothing_back_are_no_loop(build) -> None:
    assert build("fraud_checks", "refund_loop").evaluate(replace(loops(5), returned=()), NOW).answer == "allow"
