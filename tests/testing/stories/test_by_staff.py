"""The staff's events: a story need not say why, except where a rule is set aside."""

AT = "at = 2025-09-01T10:00:00"
LATE = "at = 2025-10-01T10:00:00"
DEPOSIT = f'{AT}, deposit = "50.00", id = "d1"'
REQUEST = f'{AT}, request = "20.00", id = "r1", of = "d1"'


def test_no_reason_is_needed_in_a_story(tell):
    assert tell(DEPOSIT, REQUEST, f'{AT}, decline = "r1"').passed
    assert tell(DEPOSIT, REQUEST, f'{AT}, ask = "r1"').passed
    assert tell(DEPOSIT, REQUEST, f'{AT}, approve = "r1", amount = "5.00"').passed


def test_one_is_needed_to_set_a_rule_aside_also_for_a_smaller_amount(tell):
    late = f'{LATE}, request = "20.00", id = "r1", of = "d1"'
    both = 'by = ["finance-1", "finance-2"]'

    assert tell(DEPOSIT, late, f'{LATE}, approve = "r1", {both}, refused = "second_person_needed"').passed
    less = f'{LATE}, approve = "r1", {both}, amount = "5.00"'
    assert tell(DEPOSIT, late, f'{less}, refused = "second_person_needed"').passed
    assert tell(
        DEPOSIT, late, f'{less}, text = "He was ill."', f'{LATE}, expect = {{ paid = {{ d1 = "5.00" }} }}'
    ).passed


def test_the_timeline_says_who_did_it_and_why(tell):
    result = tell(DEPOSIT, REQUEST, f'{AT}, decline = "r1", by = ["finance-2"], text = "not yours"')

    assert result.steps[2].text == "r1: finance-2 declines: “not yours”"


def test_an_account_is_terminated_and_forfeited(tell):
    result = tell(
        DEPOSIT,
        f'{AT}, terminate = "spam"',
        f'{AT}, forfeit = "fraud", by = ["a-1", "b-1"]',
        f'{AT}, expect = {{ balance = "0.00" }}',
        f'{AT}, terminate = "spam", refused = "already_forfeited"',
    )

    assert result.faults == []
