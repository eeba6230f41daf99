"""The customer's events, on the story's host."""

AT = "at = 2025-09-01T10:00:00"
DEPOSIT = f'{AT}, deposit = "50.00", id = "d1"'
REQUEST = f'{AT}, request = "60.00", id = "r1", of = "d1"'


def test_confirm_withdraw_reply_and_cancel_are_the_customers_own(tell):
    order = f'{AT}, order = "1.00", id = "o1"'
    others = [
        f'{AT}, {verb}, customer = "c2", refused = "not_found"'
        for verb in ('confirm = "r1"', 'withdraw = "r1"', 'reply = "r1"', 'cancel = "o1"')
    ]

    assert tell(DEPOSIT, order, REQUEST, *others).faults == []


def test_who_is_not_named_is_the_customer_whose_request_it_is(tell):
    result = tell(
        f'{AT}, deposit = "50.00", id = "d1", customer = "c2"',
        f'{AT}, request = "60.00", id = "r1", of = "d1", customer = "c2"',
        f'{AT}, confirm = "r1"',
        f'{AT}, expect = {{ request = {{ id = "r1", state = "in_review", recommend = "approve" }} }}',
    )

    assert result.faults == []


def test_a_request_may_be_about_an_order_a_deposit_or_what_orders_gave_back(tell):
    result = tell(
        DEPOSIT,
        f'{AT}, order = "10.00", id = "o1"',
        f'{AT}, order = "5.00", id = "o2"',
        f'{AT}, status = "Canceled", of = "o1"',
        f'{AT}, status = "Canceled", of = "o2"',
        f'{AT}, request = "all", id = "r1", of = "o1"',
        f'{AT}, expect = {{ request = {{ id = "r1", gross = "10.00" }} }}',
        f'{AT}, reply = "r1", of = "order_refunds"',
        f'{AT}, expect = {{ request = {{ id = "r1", gross = "15.00" }} }}',
        f'{AT}, reply = "r1", of = "d1"',
        f'{AT}, expect = {{ request = {{ id = "r1", gross = "50.00" }} }}',
    )

    assert result.faults == []


def test_nobody_asks_on_a_host_that_is_not_governed(tell):
    refused = f'{AT}, request = "1.00", of = "d1", refused = "site_excluded"'

    assert tell(DEPOSIT, refused, more='site = "blog.smmpanelus.com"').passed


def test_cancelling_asks_the_provider(tell):
    result = tell(DEPOSIT, f'{AT}, order = "1.00", id = "o1"', f'{AT}, cancel = "o1"', f'{AT}, cancel = "o1"')

    assert result.faults == []
    assert result.steps[2].text == "o1: the customer asks to cancel it, the provider is asked"
