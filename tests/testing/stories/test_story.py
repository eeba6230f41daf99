"""Whose event it is."""


def test_an_event_without_a_customer_is_of_the_first(read_cases):
    (case,) = read_cases(
        'at = 2025-09-01T10:00:00, deposit = "1.00"', 'at = 2025-09-01T10:00:00, deposit = "1.00", customer = "c2"'
    )

    assert [(event.customer, event.who) for event in case.events] == [(None, "c1"), ("c2", "c2")]
