"""The account's balance: what is available, and refunds that are larger."""

import pytest


def test_the_balance_goes_with_charges_refunds_and_fees(fake, api):
    fake.set_balance("usd", 0)
    charge, _ = fake.add_charge(5000, fee=175)
    api.refunds.create({"charge": charge, "amount": 1000})

    available = {each.currency: each.amount for each in api.balance.retrieve().available}

    assert available == {"usd": 3825}


def test_a_refund_beyond_the_balance_is_pending_and_goes_out_by_age_when_there_is_money(fake, api):
    charge, _ = fake.add_charge(5000, fee=0)
    fake.set_balance("usd", 100)
    older = api.refunds.create({"charge": charge, "amount": 1000})
    younger = api.refunds.create({"charge": charge, "amount": 900})
    assert (older.status, older.pending_reason) == ("pending", "insufficient_funds")
    assert fake.balance("usd") == 100

    sent = fake.set_balance("usd", 1500)

    assert sent == [older.id]
    assert (api.refunds.retrieve(older.id).status, fake.balance("usd")) == ("succeeded", 500)
    assert api.refunds.retrieve(younger.id).status == "pending"


def test_a_refund_beyond_the_balance_can_be_an_error_instead(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    fake.set_balance("usd", 100)
    fake.when_short("error")

    error = refused(api.refunds.create, {"charge": charge})

    assert (error.code, error.http_status) == ("balance_insufficient", 400)
    assert fake.refunds_of(charge) == ()
    with pytest.raises(ValueError, match="not possible"):
        fake.when_short("sometimes")


def test_balance_transactions_can_be_read_and_listed_by_their_source(fake, api):
    charge, _ = fake.add_charge(5000)
    refund = api.refunds.create({"charge": charge, "amount": 1000})

    moved = api.balance_transactions.list({"source": refund.id}).data[0]

    assert api.balance_transactions.retrieve(moved.id).net == -1000
    assert moved.type == "refund"


def test_an_account_that_did_nothing_shows_plenty(api):
    assert api.balance.retrieve().available[0].amount > 1_000_000
