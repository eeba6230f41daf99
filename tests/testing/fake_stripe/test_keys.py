"""Keys: wrong, revoked, restricted, of the other mode, and of a platform with connected accounts."""

import stripe

from panel_refunds.testing.fake_stripe.keys import redact


def test_a_key_nobody_has_is_a_401_that_does_not_repeat_it(connect, refused):
    wrong = "sk_test_" + "51Abcdefgh1234"

    error = refused(connect(wrong).balance.retrieve)

    assert isinstance(error, stripe.AuthenticationError)
    assert wrong not in str(error)
    assert "1234" in str(error)


def test_a_revoked_key_is_a_401_with_a_code(fake, api, refused):
    fake.revoke_key(fake.secret_key)

    error = refused(api.balance.retrieve)

    assert (error.http_status, error.json_body["error"]["code"]) == (401, "api_key_expired")


def test_a_restricted_key_may_only_what_it_may(fake, connect, refused):
    charge, _ = fake.add_charge(5000)
    reader = connect(fake.make_key(["charge_read", "payment_intent_read"]))
    writer = connect(fake.make_key(["charge_write"]))

    error = refused(reader.refunds.create, {"charge": charge})

    assert isinstance(error, stripe.PermissionError)
    assert "rak_charge_write" in str(error)
    assert reader.charges.retrieve(charge).id == charge
    assert writer.refunds.create({"charge": charge, "amount": 1}).amount == 1
    assert writer.charges.retrieve(charge).amount_refunded == 1
    assert refused(writer.balance.retrieve).http_status == 403


def test_what_is_in_the_other_mode_is_missing_with_a_hint(fake, api, connect, refused):
    live, _ = fake.add_charge(5000, livemode=True)

    error = refused(api.charges.retrieve, live)

    assert (error.code, error.param, error.http_status) == ("resource_missing", "id", 404)
    assert "exists in live mode, but a test mode key was used" in str(error)
    assert connect(fake.live_key).charges.retrieve(live).livemode is True


def test_a_platform_reaches_a_connected_account_and_no_other(fake, api, refused):
    fake.add_account("acct_connected01")
    fake.add_account("acct_stranger001", connected=False)
    charge, _ = fake.add_charge(5000, account="acct_connected01")

    refund = api.refunds.create({"charge": charge}, {"stripe_account": "acct_connected01"})

    assert refund.status == "succeeded"
    assert refused(api.charges.retrieve, charge).code == "resource_missing"
    for account in ("acct_stranger001", "acct_nobody"):
        error = refused(api.balance.retrieve, {}, {"stripe_account": account})
        assert (error.http_status, error.json_body["error"]["code"]) == (403, "account_invalid")


def test_a_connected_account_has_books_and_events_of_its_own(fake, connect):
    key = fake.add_account("acct_connected01")
    charge, _ = fake.add_charge(5000, account="acct_connected01")
    fake.set_balance("usd", 77, account="acct_connected01")
    theirs = connect(key)

    assert theirs.accounts.retrieve_current().id == "acct_connected01"
    assert theirs.charges.list().data[0].id == charge
    assert theirs.balance.retrieve().available[0].amount == 77
    assert {event.account for event in theirs.events.list().data} == {"acct_connected01"}
    assert fake.balance("usd") != 77


def test_a_key_in_a_message_shows_its_kind_and_its_end():
    assert redact("sk_live_abcdefgh1234") == "sk_live_********1234"
    assert redact("nonsense") == "********"
