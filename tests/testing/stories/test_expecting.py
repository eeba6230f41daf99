"""What a story expects and is not so is told with both figures; what is so is not."""

import pytest

AT = "at = 2025-09-09T12:00:00"
STORY = (
    f'{AT}, deposit = "50.00", id = "d1", fee = "1.75"',
    f'{AT}, order = "10.00", id = "o1"',
    f'{AT}, request = "45.00", id = "r1", of = "d1"',
)


@pytest.mark.parametrize(
    "expected",
    [
        'balance = "0", cash = "0.00", bonus = "0.000", held = "40"',
        'refundable = "0", receives = "0", refundable_of = { d1 = "0.00" }',
        'request = { id = "r1", state = "waiting_for_customer", recommend = "offer", due = 2025-09-16 }',
        'request = { id = "r1", gross = "40.00", fee = "1.75", net = "38.25", reasons = ["exceeds_unspent"] }',
        'order = { id = "o1", refunded = "0", review = false }',
        'paid = { d1 = "0.00" }, refill = false',
    ],
)
def test_what_is_so_is_no_fault(tell, expected):
    assert tell(*STORY, f"{AT}, expect = {{ {expected} }}").faults == []


@pytest.mark.parametrize(
    ("expected", "fault"),
    [
        ('balance = "0.01"', "balance: expected 0.01, got 0.00"),
        ('cash = "1"', "cash: expected 1.00, got 0.00"),
        ('bonus = "1"', "bonus: expected 1.00, got 0.00"),
        ('held = "39.99999999"', "held: expected 39.99999999, got 40.00"),
        ('refundable = "1"', "refundable: expected 1.00, got 0.00"),
        ('receives = "unknown"', "receives: expected unknown, got 0.00"),
        ('refundable_of = { d1 = "40" }', "refundable_of d1: expected 40.00, got 0.00"),
        ('paid = { d1 = "40" }', "paid d1: expected 40.00, got 0.00"),
        ('request = { id = "r1", state = "paid" }', "request r1: state: expected paid, got waiting_for_customer"),
        ('request = { id = "r1", recommend = "ask" }', "request r1: recommend: expected ask, got offer"),
        ('request = { id = "r1", gross = "45" }', "request r1: gross: expected 45.00, got 40.00"),
        ('request = { id = "r1", fee = "0" }', "request r1: fee: expected 0.00, got 1.75"),
        ('request = { id = "r1", net = "40" }', "request r1: net: expected 40.00, got 38.25"),
        (
            'request = { id = "r1", reasons = ["exceeds_unspent", "x"] }',
            "request r1: reasons: expected x, got exceeds_unspent",
        ),
        ('request = { id = "r1", due = 2025-09-17 }', "request r1: due: expected 2025-09-17, got 2025-09-16"),
        ('order = { id = "o1", refunded = "10" }', "order o1: refunded: expected 10.00, got 0.00"),
        ('order = { id = "o1", review = true }', "order o1: review: expected yes, got no"),
        ("arrival = { from = 2025-09-12 }", "arrival: from: expected 2025-09-12, got nothing was sent"),
        ("arrival = { to = 2025-09-12 }", "arrival: to: expected 2025-09-12, got nothing was sent"),
        ("refill = true", "refill: expected yes, got no"),
    ],
)
def test_what_is_not_so_is_told_with_both_figures(tell, expected, fault):
    assert tell(*STORY, f"{AT}, expect = {{ {expected} }}").faults == [f"line 8: {fault}"]


def test_all_that_is_not_so_is_told_and_the_story_goes_on(tell):
    wrong = f'{AT}, expect = {{ balance = "1", held = "1" }}'

    assert len(tell(*STORY, wrong, wrong).faults) == 4


def test_somebody_without_a_wallet_has_nothing(tell):
    nothing = 'balance = "0", held = "0", refundable = "0", receives = "0"'

    assert tell(*STORY, f'{AT}, expect = {{ {nothing} }}, customer = "c9"').faults == []


def test_a_request_or_order_that_was_refused_is_none(tell):
    refused = f'{AT}, request = "-1", id = "r1", refused = "amount_invalid"'
    order = f'{AT}, order = "-1", id = "o1", refused = "amount_invalid"'
    result = tell(STORY[0], refused, order, f'{AT}, expect = {{ request = {{ id = "r1" }}, order = {{ id = "o1" }} }}')

    assert result.faults == [
        *("line 8: request r1: expected one that was opened, got none",),
        *("line 8: order o1: expected one that was placed, got none",),
    ]
