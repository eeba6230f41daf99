"""What is kept: the processor's fee once over all refunds of a deposit, the house's own, and spent bonuses."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policy.snapshots import deposit, rules, units

from panel_refunds.money import SCALE, minor_unit
from panel_refunds.policy.fees import bonus_deduction, own_fee_share, processor_fee
from panel_refunds.policy.settings import OwnFee

WHOLE, BY_SHARE, HOUSE = (rules(deposits__processor_fee=kind) for kind in ("whole_once", "by_share", "house_pays"))
CURRENCIES = st.sampled_from(["JPY", "USD", "KWD", "USDT", "BTC"])


def test_the_whole_fee_is_kept_with_the_first_refund_whatever_its_size():
    assert processor_fee(WHOLE, deposit(fee="1.75"), units("20"), "USD") == units("1.75")
    assert processor_fee(WHOLE, deposit(fee="1.75"), units("1"), "USD") == units("1.75")


@pytest.mark.parametrize(("kept", "due"), [("1.75", "0"), ("0.50", "1.25"), ("2.00", "0")])
def test_what_was_kept_before_is_not_kept_again(kept, due):
    assert processor_fee(WHOLE, deposit(fee="1.75", fee_kept=units(kept)), units("20"), "USD") == units(due)


@pytest.mark.parametrize("kind", [WHOLE, BY_SHARE])
def test_a_fee_that_is_not_known_is_never_nothing(kind):
    assert processor_fee(kind, deposit(fee=None), units("20"), "USD") is None


@pytest.mark.parametrize("fee", [None, "0", "1.75"])
def test_where_the_house_pays_the_fee_need_not_be_known(fee):
    assert processor_fee(HOUSE, deposit(fee=fee), units("20"), "USD") == 0


def test_by_share_is_the_published_formula():
    """ceil(1.75 × 20 / 50) in cents, then ceil(1.75 × 30 / 50) less what was kept, then the rest."""
    one = deposit(fee="1.75")

    first = processor_fee(BY_SHARE, one, units("20"), "USD")
    after_first = replace(one, fee_kept=units("0.70"), gross_refunded=units("20"))
    second = processor_fee(BY_SHARE, after_first, units("10"), "USD")
    after_second = replace(one, fee_kept=units("1.05"), gross_refunded=units("30"))
    last = processor_fee(BY_SHARE, after_second, units("20"), "USD")

    assert (first, second, last) == (units("0.70"), units("0.35"), units("0.70"))


def test_by_share_is_rounded_up_to_the_minor_unit():
    assert processor_fee(BY_SHARE, deposit(fee="1.75"), units("0.01"), "USD") == units("0.01")
    assert processor_fee(BY_SHARE, deposit(amount="5000", fee="180"), units("1"), "JPY") == units("1")
    assert processor_fee(BY_SHARE, deposit(amount="50", fee="1.750"), units("10.001"), "KWD") == units("0.351")


@st.composite
def deposits_refunded_in_parts(draw):
    """A currency, a deposit with its fee, and grosses that sum to the deposit, all payable."""
    currency = draw(CURRENCIES)
    step = minor_unit(currency)
    amount = draw(st.integers(1, 10**6))
    fee = draw(st.integers(0, amount))
    cuts = sorted({0, amount, *draw(st.lists(st.integers(0, amount), max_size=5))})
    grosses = [(after - before) * step for before, after in itertools.pairwise(cuts)]
    return currency, amount * step, fee * step, grosses


@given(deposits_refunded_in_parts())
def test_all_shares_together_are_the_fee_to_the_last_cent(story):
    currency, amount, fee, grosses = story
    facts = replace(deposit(), amount=amount, fee=fee)
    step = minor_unit(currency)
    for gross in grosses:
        share = processor_fee(BY_SHARE, facts, gross, currency)
        refunded = facts.gross_refunded + gross
        assert share >= 0
        assert share % step == 0
        assert facts.fee_kept + share == ceil(Fraction(fee * refunded, amount * step)) * step
        facts = replace(facts, fee_kept=facts.fee_kept + share, gross_refunded=refunded)
    assert facts.fee_kept == fee


@given(deposits_refunded_in_parts())
def test_the_whole_fee_is_kept_once_over_all_refunds(story):
    currency, amount, fee, grosses = story
    facts = replace(deposit(), amount=amount, fee=fee)
    for gross in grosses:
        share = processor_fee(WHOLE, facts, gross, currency)
        facts = replace(facts, fee_kept=facts.fee_kept + share, gross_refunded=facts.gross_refunded + gross)
    assert facts.fee_kept == fee


@given(st.integers(0, 10**13), st.integers(0, 10**13), st.integers(0, 10**13))
def test_a_fee_is_never_less_than_nothing_nor_more_than_what_is_left_of_it(gross, kept, refunded):
    facts = replace(deposit(fee="1.75"), fee_kept=kept, gross_refunded=refunded)
    for kind in (WHOLE, BY_SHARE):
        assert 0 <= processor_fee(kind, facts, gross, "USD") <= max(facts.fee - kept, 0)


@pytest.mark.parametrize(
    ("percent_ppm", "gross", "currency", "share"),
    [
        (50_000, "40", "USD", "2"),
        (50_000, "0.01", "USD", "0.01"),
        (25_000, "33.33", "USD", "0.84"),
        (25_000, "333", "JPY", "9"),
        (0, "40", "USD", "0"),
        (1_000_000, "40", "USD", "40"),
        (1, "0.01", "USD", "0.01"),
    ],
)
def test_the_house_s_percentage_is_rounded_up_to_the_minor_unit(percent_ppm, gross, currency, share):
    assert own_fee_share(OwnFee(percent_ppm), units(gross), currency) == units(share)


@given(st.integers(0, 1_000_000), st.integers(0, 10**15), CURRENCIES)
def test_the_percentage_is_the_least_payable_amount_not_below_the_exact_one(ppm, gross, currency):
    share, step = own_fee_share(OwnFee(ppm), gross, currency), minor_unit(currency)
    exact = Fraction(gross * ppm, 1_000_000)

    assert share % step == 0
    assert exact <= share < exact + step


def test_spent_bonuses_are_charged_for_only_where_the_policy_says_so():
    one = deposit(bonuses=[("5", "4.256"), ("1", "0.5")])

    assert bonus_deduction(rules(), one, "USD") == 0
    assert bonus_deduction(rules(bonus__already_spent="deduct"), one, "USD") == units("4.75")
    assert bonus_deduction(rules(bonus__already_spent="deduct"), one, "JPY") == 4 * SCALE
    assert bonus_deduction(rules(bonus__already_spent="deduct"), deposit(), "USD") == 0
