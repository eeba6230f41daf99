"""Several accounts on one payment account, each with a bonus."""

from __future__ import annotations

from tests.default_plugins.contexts import NOW, ago, context, usd

from panel_refunds.ports import SharedUse

MINE = ((ago(3), usd(5)),)


def other(number: int, bonuses: int = 1, amount: int = 5) -> SharedUse:
    return SharedUse(f"c{number}", 1, (usd(20),), bonuses, (usd(amount),) if bonuses else ())


def test_one_account_with_a_bonus_is_allowed_however_many_share_the_card(build) -> None:
    check = build("fraud_checks", "bonus_abuse")

    assert check.evaluate(context(bonuses=MINE, others=(other(2, 0), other(3, 0))), NOW).answer == "allow"
    assert check.evaluate(context(others=(other(2),)), NOW).answer == "allow"


def test_the_second_account_with_a_bonus_is_told_with_the_sum(build) -> None:
    verdict = build("fraud_checks", "bonus_abuse").evaluate(context(bonuses=MINE, others=(other(2),)), NOW)

    assert verdict.answer == "review"
    assert verdict.reasons == ("2 customers who paid from one account took bonuses, 10.00 USD together: c1, c2.",)


def test_a_tenant_may_want_more_accounts_and_more_money(build) -> None:
    many = context(bonuses=MINE, others=(other(2), other(3)))

    assert build("fraud_checks", "bonus_abuse", accounts=4).evaluate(many, NOW).answer == "allow"
    assert build("fraud_checks", "bonus_abuse", above="15.00").evaluate(many, NOW).answer == "allow"
    assert build("fraud_checks", "bonus_abuse", above="14.99", answer="deny").evaluate(many, NOW).answer == "deny"


def test_many_accounts_are_counted(build) -> None:
    many = context(others=tuple(other(number) for number in range(2, 10)))
    (reason,) = build("fraud_checks", "bonus_abuse").evaluate(many, NOW).reasons

    assert reason == (
        "8 customers who paid from one account took bonuses, 40.00 USD together: c2, c3, c4, c5, c6 and 3 more."
    )
