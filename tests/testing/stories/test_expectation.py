"""What is expected, in the words of the timeline."""

from panel_refunds.testing.stories.expectation import in_words

AT = "at = 2025-09-01T10:00:00"
STORY = (f'{AT}, deposit = "1.00", id = "d1"', f'{AT}, request = "1.00", id = "r1"', f'{AT}, order = "1.00", id = "o1"')


def test_every_key_is_shown_with_its_value(read_cases):
    keys = (
        'cash = "1", receives = "unknown", refundable_of = { d1 = "0.5" }, refill = false, '
        'request = { id = "r1", state = "paid", reasons = ["a", "b"], due = 2025-09-08 }, '
        'order = { id = "o1", review = true }, arrival = { from = 2025-09-09 }'
    )
    (case,) = read_cases(*STORY, f"{AT}, expect = {{ {keys} }}")

    assert in_words(case.events[-1].what) == (
        "cash 1.00, receives unknown, refundable_of (d1 0.50), "
        "request (id r1, state paid, reasons a and b, due 2025-09-08), "
        "order (id o1, review yes), arrival (from 2025-09-09), refill no"
    )
