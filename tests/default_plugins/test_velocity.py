"""Many requests, much money back, and deposits that are asked back before anything is ordered."""

from __future__ import annotations

import pytest
from tests.default_plugins.contexts import NOW, ago, context, usd


def test_up_to_the_limits_it_is_allowed(build) -> None:
    check = build("fraud_checks", "velocity")
    calm = context(
        asked=usd(200),
        requests=(*(ago(days) for days in range(1, 5)), NOW),
        refunds=((ago(1), usd(500)), (ago(2), usd(300))),
        deposits=((ago(3), usd(10)), (ago(6), usd(10))),
    )

    assert check.evaluate(calm, NOW).answer == "allow"


def test_one_request_more_is_told_with_its_number(build) -> None:
    often = context(requests=(*(ago(days) for days in range(1, 6)), NOW))
    verdict = build("fraud_checks", "velocity").evaluate(often, NOW)

    assert verdict.answer == "review"
    assert verdict.reasons == ("6 requests within 30 days, and 5 pass without a look.",)


def test_what_is_older_than_the_window_is_not_counted(build) -> None:
    check = build("fraud_checks", "velocity", days=10)
    old = context(requests=(*(ago(11 + days) for days in range(9)), NOW), refunds=((ago(11), usd(5000)),))

    assert check.evaluate(old, NOW).answer == "allow"


def test_what_went_back_counts_with_what_is_asked_for_in_each_currency_by_itself(build) -> None:
    check = build("fraud_checks", "velocity", refunded="100.00")
    euros = ((ago(1), usd(60)), (ago(2), usd(60).__class__(usd(60).units, "EUR")))

    assert check.evaluate(context(refunds=euros, asked=usd(40)), NOW).answer == "allow"
    assert check.evaluate(context(refunds=euros, asked=usd(41)), NOW).reasons == (
        "With this request 101.00 USD would go back within 30 days, and 100.00 pass without a look.",
    )


@pytest.mark.parametrize(
    ("orders", "answer"),
    [((), "deny"), (((ago(3, -1), usd(1)),), "allow"), (((ago(9), usd(1)),), "deny")],
    ids=["none", "after a deposit", "before all of them"],
)
def test_a_deposit_is_turned_around_when_no_order_comes_before_the_request(build, orders, answer) -> None:
    check = build("fraud_checks", "velocity", turned_around=1, answer="deny")
    deposits = ((ago(3), usd(50)), (ago(6), usd(50)))
    verdict = check.evaluate(context(deposits=deposits, requests=(ago(5), NOW), orders=orders), NOW)

    assert verdict.answer == answer
    if answer == "deny":
        (reason,) = verdict.reasons
        assert reason.startswith("2 deposits within 30 days were asked back before anything was ordered")
