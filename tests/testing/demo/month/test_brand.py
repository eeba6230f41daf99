"""A brand of the month: its own money and its own chance."""

from panel_refunds.testing.demo.month.play_month import with_transfers


def test_each_has_its_currency_and_whoever_never_paid_has_nothing(stage, brand):
    other = with_transfers(stage)

    assert (str(brand.money("5")), str(other.money("5"))) == ("5.00 USD", "5.00 EUR")
    assert (str(brand.cash_of("nobody")), str(other.cash_of("nobody"))) == ("0.00 USD", "0.00 EUR")
    assert brand.chance.random() != other.chance.random()
