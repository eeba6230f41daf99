"""The panel's events: deposits, fees, bonuses, orders, statuses."""

AT = "at = 2025-09-01T10:00:00"
DEPOSIT = f'{AT}, deposit = "50.00", id = "d1"'


def test_a_deposit_has_its_method_gateway_fee_and_currency(tell):
    step = tell(f'{AT}, deposit = "5000", method = "crypto", fee = "unknown", currency = "JPY"').steps[0]

    assert step.text == "deposit 1: 5000 JPY came in by crypto through manual, its fee is not known yet"


def test_whoever_has_money_in_one_other_currency_orders_and_gets_bonuses_in_it(tell):
    result = tell(
        f'{AT}, deposit = "5000", id = "d1", currency = "JPY"',
        f'{AT}, bonus = "100"',
        f'{AT}, order = "10.5", id = "o1"',
        f'{AT}, expect = {{ cash = "5000", bonus = "89.5", refundable = "5000" }}',
    )

    assert result.faults == []


def test_money_in_the_tenants_own_currency_comes_first(tell):
    result = tell(
        f'{AT}, deposit = "5000", id = "d1", currency = "JPY"',
        DEPOSIT.replace("d1", "d2"),
        f'{AT}, expect = {{ cash = "50", refundable_of = {{ d2 = "50.00" }} }}',
    )

    assert result.faults == []


def test_a_bonus_follows_the_currency_of_its_deposit(tell):
    result = tell(
        DEPOSIT.replace("d1", "d2"),
        f'{AT}, deposit = "5000", id = "d1", currency = "JPY"',
        f'{AT}, bonus = "7", tied_to = "d1"',
        f'{AT}, expect = {{ bonus = "0" }}',
    )

    assert result.faults == []


def test_every_story_can_credit_the_same_deposit_again_under_another_name(tell):
    assert tell(DEPOSIT, DEPOSIT.replace("d1", "d2"), f'{AT}, expect = {{ cash = "100.00" }}').passed


def test_the_timeline_says_what_the_provider_said(tell):
    status = f'{AT}, status = "Partial", of = "o1", remains = 500, reason = "the moon"'
    result = tell(DEPOSIT, f'{AT}, order = "1.00", id = "o1"', status)

    assert result.steps[2].text == "o1: the provider says “Partial”, 500 remain (the moon)"
    assert list(result.steps[2].changes) == ["o1: 0.50 come back"]
