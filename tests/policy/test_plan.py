"""What is asked is shared out, oldest deposit first; fees come off; a share its fees would eat is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policy.snapshots import (
    CALENDAR,
    amounts,
    asking,
    decided,
    deposit,
    nets,
    returned,
    snapshot,
    units,
    usd,
    version,
)

from panel_refunds.money import minor_unit
from panel_refunds.policy.fees import own_fee_share
from panel_refunds.policy.plan import Plan, make_plan
from panel_refunds.policy.refundable import Looking, refundable
from panel_refunds.policy.settings import Amounts, Minimum, OwnFee

BY_SHARE = version(deposits__processor_fee="by_share")


def plan(*deposits, wanted: str | None = None, of=None, overrides=(), **facts) -> Plan:
    whole = snapshot(*deposits, **facts)
    looking = Looking(whole.at, CALENDAR, frozenset(overrides))
    sources = [refundable(whole, one, asking(wanted or "all", of), looking) for one in deposits]
    return make_plan(whole, sources, None if wanted is None else units(wanted), looking)


def codes(found: Plan) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.about) for finding in found.findings if finding.is_reason]


D1 = deposit("d1", "30", fee="1.20")
D2 = deposit("d2", "20", fee="0.90", at=1)


def test_all_of_two_deposits_goes_back_to_each_less_its_own_fee():
    assert nets(plan(D1, D2)) == amounts(d1=("30", "28.80"), d2=("20", "19.10"))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("10", amounts(d1=("10", "8.80"))),
        ("30", amounts(d1=("30", "28.80"))),
        ("35", amounts(d1=("30", "28.80"), d2=("5", "4.10"))),
        ("50", amounts(d1=("30", "28.80"), d2=("20", "19.10"))),
    ],
)
def test_the_oldest_deposit_goes_first(wanted, expected):
    assert nets(plan(D1, D2, wanted=wanted)) == expected


def test_more_than_there_is_plans_what_there_is():
    assert plan(D1, D2, wanted="60").gross == units("50")


def test_a_share_that_does_not_exceed_its_fee_is_left_out_and_the_rest_goes():
    found = plan(D1, deposit("d2", "0.90", fee="0.90", at=1))

    assert nets(found) == amounts(d1=("30", "28.80"))
    assert codes(found) == [("fee_exceeds_amount", "d2")]


def test_a_share_one_cent_above_its_fee_goes():
    assert nets(plan(deposit(left="0.91", fee="0.90"))) == amounts(d1=("0.91", "0.01"))


def test_what_an_eaten_share_would_have_given_is_taken_from_the_next_deposit():
    found = plan(deposit("d1", left="1", fee="1.75"), D2, wanted="10")

    assert nets(found) == amounts(d2=("10", "9.10"))
    assert codes(found) == [("fee_exceeds_amount", "d1")]


def test_an_eaten_share_is_shown_with_its_figures_and_never_clamped():
    found = plan(deposit(fee="1.75"), wanted="1")

    assert found.refunds == ()
    (finding,) = found.findings
    assert (finding.code, finding.effect, finding.clause) == ("fee_exceeds_amount", "deny", "2.4")
    assert dict(finding.figures) == {"gross": "1.00", "fee": "1.75"}


def test_a_fee_kept_before_is_not_kept_again():
    one = replace(deposit(left="20", fee="1.75"), fee_kept=units("1.75"), gross_refunded=units("20"))

    assert nets(plan(one)) == amounts(d1=("20", "20"))


def test_by_share_each_refund_bears_its_part():
    assert nets(plan(deposit(fee="1.75", policy=BY_SHARE), wanted="20")) == amounts(d1=("20", "19.30"))


def test_an_unknown_fee_makes_its_line_wait():
    found = plan(deposit(fee=None), D2)

    assert codes(found) == [("fee_unknown", "d1")]
    assert [refund.net for refund in found.refunds] == [None, units("19.10")]


def test_a_passed_deposit_is_explained_from_what_was_paid_in_to_what_arrives():
    (line,) = [each for each in plan(deposit(left="40", spent="10", fee="1.75")).findings if each.code == "refundable"]

    assert dict(line.figures) == {
        "deposited": "50.00",
        "spent": "10.00",
        "gross": "40.00",
        "own_fee": "0.00",
        "bonus_deducted": "0.00",
        "fee": "1.75",
        "net": "38.25",
    }


# ---------------------------------------------------------------- the house's own fee


def own_fee(percent_ppm: int = 0, fixed: Amounts | None = None):
    return version(deposits__own_fee=OwnFee(percent_ppm, fixed or usd("0")))


def kept(found: Plan) -> dict[str, int]:
    return {refund.deposit_id: refund.own_fee for refund in found.refunds}


def test_the_percentage_is_taken_of_each_refund():
    policy = own_fee(50_000)

    assert kept(plan(deposit("d1", "30", policy=policy), deposit("d2", "0.10", policy=policy))) == {
        "d1": units("1.50"),
        "d2": units("0.01"),
    }


def test_the_fixed_fee_is_taken_once_from_the_oldest_deposit():
    policy = own_fee(fixed=usd("2"))

    assert kept(plan(deposit("d1", "30", policy=policy), deposit("d2", "20", policy=policy))) == {
        "d1": units("2"),
        "d2": 0,
    }


def test_a_deposit_that_cannot_bear_the_fixed_fee_passes_it_on():
    policy = own_fee(fixed=usd("2"))

    found = plan(deposit("d1", "2", policy=policy), deposit("d2", "20", policy=policy))

    assert kept(found) == {"d1": 0, "d2": units("2")}


def test_the_fixed_fee_is_not_forgotten_when_only_one_deposit_is_asked_for():
    policy = own_fee(fixed=usd("6"))

    found = plan(deposit("d1", "5", policy=policy), deposit("d2", "20", policy=policy), wanted="5")

    assert found.refunds == ()
    assert codes(found) == [("fee_exceeds_amount", "d1"), ("fee_exceeds_amount", "d2")]


def test_where_no_deposit_can_bear_the_fixed_fee_nothing_goes():
    policy = own_fee(fixed=usd("6"))

    found = plan(deposit("d1", "5", policy=policy), deposit("d2", "4", policy=policy))

    assert found.refunds == ()
    assert {code for code, _ in codes(found)} == {"fee_exceeds_amount"}


def test_a_deposit_of_before_the_fee_was_introduced_neither_bears_nor_waives_it():
    found = plan(deposit("d1", "30"), deposit("d2", "20", policy=own_fee(fixed=usd("2"))))

    assert kept(found) == {"d1": 0, "d2": units("2")}


def test_a_currency_without_a_figure_goes_to_a_person():
    found = plan(deposit(policy=own_fee(fixed=Amounts({"EUR": 1}))))

    assert kept(found) == {"d1": 0}
    assert [(each.code, each.effect) for each in found.findings if each.is_reason] == [("minimum_unknown", "review")]


# ---------------------------------------------------------------- spent bonuses


def test_spent_bonuses_are_charged_for_where_the_policy_says_so():
    policy = version(bonus__already_spent="deduct")

    assert nets(plan(deposit(fee="1.75", bonuses=[("5", "4")], policy=policy))) == amounts(d1=("50", "44.25"))


def test_order_money_alone_pays_for_no_bonus():
    policy = version(bonus__already_spent="deduct")
    one = deposit(left="30", returned=[returned("10")], bonuses=[("5", "4")], policy=policy)
    found = plan(one, of="order_refunds")

    assert [(refund.bonus_deducted, refund.touches_own_lot) for refund in found.refunds] == [(0, False)]
    assert plan(one, wanted="30").refunds[0].touches_own_lot


# ---------------------------------------------------------------- least amounts


def minimum(**figures: Amounts):
    return version(deposits__minimum=Minimum(**figures))


@pytest.mark.parametrize(
    ("figures", "wanted", "passes"),
    [
        ({"requested": usd("10")}, "10", True),
        ({"requested": usd("10")}, "9.99", False),
        ({"received": usd("10")}, "11.75", True),
        ({"received": usd("10")}, "11.74", False),
        ({"balance": usd("55")}, "5", True),
        ({"balance": usd("55.01")}, "5", False),
    ],
)
def test_equal_passes_and_less_does_not(figures, wanted, passes):
    found = plan(deposit(fee="1.75", policy=minimum(**figures)), wanted=wanted, bonus="5")

    assert bool(found.refunds) is passes
    assert codes(found) == ([] if passes else [("below_minimum", "d1")])


def test_the_least_amount_is_that_of_the_whole_request():
    policy = minimum(requested=usd("40"))

    assert plan(deposit("d1", "30", policy=policy), deposit("d2", "20", policy=policy)).gross == units("50")


def test_two_people_may_set_a_minimum_aside():
    found = plan(deposit(policy=minimum(requested=usd("10"))), wanted="5", overrides=["below_minimum"])

    assert found.gross == units("5")


@pytest.mark.parametrize("name", ["requested", "received", "balance"])
def test_a_currency_without_a_least_amount_goes_to_a_person(name):
    found = plan(deposit(policy=minimum(**{name: Amounts({"EUR": 1})})))

    assert found.gross == units("50")
    assert [(each.code, each.effect) for each in found.findings if each.is_reason] == [("minimum_unknown", "review")]


# ---------------------------------------------------------------- whatever the figures


@st.composite
def wallets(draw):
    """Deposits with any fees under any rules that take money, and how much of them is asked for."""
    currency = draw(st.sampled_from(["JPY", "USD", "KWD"]))
    step = minor_unit(currency)
    policy = version(
        deposits__processor_fee=draw(st.sampled_from(["whole_once", "by_share", "house_pays"])),
        deposits__own_fee=OwnFee(
            draw(st.sampled_from([0, 25_000, 1_000_000])), Amounts({currency: draw(st.integers(0, 300)) * step})
        ),
        deposits__minimum=Minimum(requested=Amounts({currency: draw(st.sampled_from([0, 0, 500])) * step})),
        bonus__already_spent=draw(st.sampled_from(["ignore", "deduct"])),
    )
    deposits = []
    for number in range(draw(st.integers(1, 4))):
        amount = draw(st.integers(1, 1000)) * step
        left = draw(st.integers(0, amount))
        one = deposit(f"d{number}", policy=policy, bonuses=[("5", draw(st.sampled_from(["0", "2"])))])
        lots = tuple(replace(lot, left=left) for lot in one.lots)
        fee = draw(st.none() | st.integers(0, amount // step).map(lambda minor, step=step: minor * step))
        deposits.append(replace(one, amount=amount, fee=fee, lots=lots))
    return currency, deposits, draw(st.none() | st.integers(1, 3000).map(lambda minor, step=step: minor * step))


@given(wallets())
def test_no_plan_pays_more_than_asked_or_left_and_every_payment_is_payable_and_above_zero(story):
    currency, deposits, wanted = story
    whole, step = snapshot(*deposits, currency=currency), minor_unit(currency)
    looking = Looking(whole.at, CALENDAR)
    sources = [refundable(whole, one, asking("all"), looking) for one in deposits]

    found = make_plan(whole, sources, wanted, looking)

    left = {one.deposit_id: one.left for one in deposits}
    assert wanted is None or found.gross <= wanted
    for refund in found.refunds:
        assert 0 < refund.gross <= left[refund.deposit_id]
        assert sum(part.amount for part in refund.parts) == refund.gross
        assert refund.gross % step == 0
        if refund.net is not None:
            assert 0 < refund.net <= refund.gross
            assert refund.net % step == 0
    planned = [refund.deposit_id for refund in found.refunds]
    assert planned == [one.deposit_id for one in deposits if one.deposit_id in planned]
    left_out = [finding.about for finding in found.findings if finding.effect == "deny"]
    assert not set(left_out) & set(planned)


@given(wallets())
def test_the_house_s_fixed_fee_is_taken_exactly_once_from_what_goes(story):
    currency, deposits, wanted = story
    whole = snapshot(*deposits, currency=currency)
    looking = Looking(whole.at, CALENDAR)
    sources = [refundable(whole, one, asking("all"), looking) for one in deposits]
    fee = deposits[0].version.rules.deposits.own_fee

    found = make_plan(whole, sources, wanted, looking)

    shares = sum(own_fee_share(fee, refund.gross, currency) for refund in found.refunds)
    fixed = sum(refund.own_fee for refund in found.refunds) - shares
    assert fixed == (fee.fixed.find(currency) if found.refunds else 0)


def test_a_plan_is_what_a_decision_carries():
    assert nets(decided(snapshot(D1, D2))) == nets(plan(D1, D2))
