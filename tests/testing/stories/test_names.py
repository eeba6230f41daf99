"""A story speaks only of what it has named, each name means one thing."""

import pytest

AT = "at = 2025-09-01T10:00:00"
DEPOSIT = f'{AT}, deposit = "50.00", id = "d1"'


@pytest.mark.parametrize(
    ("second", "text"),
    [
        ('deposit = "1.00", id = "d1"', "is taken"),
        ('order = "1.00", id = "d1"', "is taken"),
        ('order = "1.00", id = "order_refunds"', "is taken"),
        ('fee = "1.00", of = "d2"', 'no deposit "d2"'),
        ('bonus = "1.00", tied_to = "d9"', 'no deposit "d9"'),
        ('confirm = "r1"', 'no request "r1"'),
        ('gateway = "failed", of = "d1"', 'no request "d1"'),
        ('status = "x", of = "d1"', 'no order "d1"'),
        ('expect = { paid = { d2 = "1.00" } }', 'no deposit "d2"'),
        ('expect = { request = { id = "r2" } }', 'no request "r2"'),
    ],
)
def test_a_name_that_means_nothing_or_two_things_is_a_mistake(read_cases, faults_of, second, text):
    (fault,) = faults_of(read_cases, DEPOSIT, f"{AT}, {second}")

    assert text in fault.text


def test_the_nearest_name_is_suggested(read_cases, faults_of):
    (fault,) = faults_of(read_cases, f'{AT}, deposit = "1.00", id = "first"', f'{AT}, fee = "1.00", of = "frist"')

    assert fault.nearest == "first"


def test_an_event_to_be_refused_may_speak_of_what_does_not_exist(read_cases, tell):
    assert tell(DEPOSIT, f'{AT}, request = "5.00", of = "d9", refused = "not_found"').passed


def test_a_name_of_a_refused_event_can_be_given_again(tell):
    refused = f'{AT}, order = "99.00", id = "o1", refused = "insufficient_funds"'
    placed = f'{AT}, order = "1.00", id = "o1"'

    assert tell(DEPOSIT, refused, placed, f'{AT}, expect = {{ order = {{ id = "o1", refunded = "0" }} }}').passed


def test_a_refund_of_a_request_is_named_by_its_deposit(read_cases, faults_of):
    request = f'{AT}, request = "all", id = "r1"'

    assert read_cases(DEPOSIT, request, f'{AT}, gateway = "failed", of = "r1/d1"')
    (fault,) = faults_of(read_cases, DEPOSIT, request, f'{AT}, gateway = "failed", of = "r1/d2"')
    assert fault.key == "case[0].story[2].of"
