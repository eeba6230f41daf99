"""A day goes from morning to evening, with the staff on working days."""

from datetime import date

from panel_refunds.testing.demo.month.day import Day, live


def test_the_staff_is_there_on_working_days_and_not_on_the_last():
    friday, saturday = date(2025, 9, 12), date(2025, 9, 13)

    assert [Day(friday).is_worked, Day(saturday).is_worked, Day(friday, is_last=True).is_worked] == [True, False, False]


def test_it_ends_in_the_evening_with_customers_there(stage, brand):
    live(stage.clock, brand, Day(date(2025, 9, 8)))

    assert stage.clock.shown() == "Mon 08 Sep 2025, 21:00"
    assert brand.here
    assert brand.cash_of(brand.here[0]).units > 0
