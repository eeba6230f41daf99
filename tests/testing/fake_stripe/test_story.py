"""The independent read, and many callers at once."""

from concurrent.futures import ThreadPoolExecutor

import stripe


def test_the_read_counts_what_stands_and_shows_all(fake, api):
    charge, intent = fake.add_charge(5000)
    other, _ = fake.add_charge(5000)
    kept = api.refunds.create({"charge": charge, "amount": 1000})
    failed = api.refunds.create({"charge": charge, "amount": 500})
    fake.set_refund_status(failed.id, "failed")
    api.refunds.create({"charge": other})

    assert [each["id"] for each in fake.refunds_of(intent)] == [kept.id, failed.id]
    assert (fake.paid_back(charge), fake.paid_back(other)) == (1000, 5000)
    assert len(fake.all_refunds()) == 3


def test_many_callers_at_once_never_refund_more_than_was_paid(fake, connect):
    charge, _ = fake.add_charge(1000)
    clients = [connect() for _ in range(4)]

    def ask(number):
        try:
            return clients[number % 4].refunds.create({"charge": charge, "amount": 30}).amount
        except stripe.InvalidRequestError:
            return 0

    with ThreadPoolExecutor(4) as pool:
        sums = list(pool.map(ask, range(60)))

    assert sum(sums) == fake.paid_back(charge) == 990


def test_a_story_can_be_told_while_callers_ask(fake, connect):
    clients = [connect() for _ in range(2)]
    charges = [fake.add_charge(1000).charge for _ in range(20)]

    def ask(number):
        return clients[number % 2].refunds.create({"charge": charges[number], "amount": 400}).id

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(ask, number) for number in range(20)]
        by_hand = [pool.submit(fake.refund_in_dashboard, charge, 600) for charge in charges]
        refs = {future.result() for future in (*asked, *by_hand)}

    assert len(refs) == 40
    assert [fake.paid_back(charge) for charge in charges] == [1000] * 20
