"""Every word has a value to be tried with, of its own kind."""

from panel_refunds_cel.trial import trial_values
from panel_refunds_cel.vocabulary import DEPOSIT, ORDER, WEEKDAYS, WORDS


def test_nothing_is_left_out():
    values = trial_values()

    assert values.keys() == {word.name for word in WORDS} | set(WEEKDAYS)
    assert values["order"].keys() == {word.name for word in ORDER}
    assert [deposit.keys() for deposit in values["deposits"]] == [{word.name for word in DEPOSIT}]


def test_the_barer_facts_are_without_what_is_not_always_there():
    values = trial_values(bare=True)

    assert values["order"] is None
    assert {word.name for word in DEPOSIT} - values["deposits"][0].keys() == {"fee"}
    assert [word.name for word in ORDER if word.may_be_missing] == ["reason"]
