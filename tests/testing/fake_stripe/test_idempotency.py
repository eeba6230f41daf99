"""The idempotency store, through the library: replays, misuse, two at once, and keys that have been forgotten."""

import threading

import stripe

KEY = {"idempotency_key": "att_0001"}


def test_the_same_request_with_the_same_key_is_answered_again_and_does_not_run(fake, api):
    charge, _ = fake.add_charge(5000)
    first = api.refunds.create({"charge": charge, "amount": 1000}, KEY)

    again = api.refunds.create({"charge": charge, "amount": 1000}, KEY)

    assert again.id == first.id
    assert again.last_response.headers["idempotent-replayed"] == "true"
    assert again.last_response.headers["original-request"] == first.last_response.request_id
    assert len(fake.refunds_of(charge)) == 1
    assert [request.replayed for request in fake.requests] == [False, True]


def test_a_replay_shows_how_it_was_and_not_how_it_is(fake, api):
    charge, _ = fake.add_charge(5000)
    fake.script_refunds("pending")
    refund = api.refunds.create({"charge": charge}, KEY)
    fake.set_refund_status(refund.id, "failed")

    assert api.refunds.create({"charge": charge}, KEY).status == "pending"
    assert api.refunds.retrieve(refund.id).status == "failed"


def test_other_parameters_with_the_same_key_are_refused(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    api.refunds.create({"charge": charge, "amount": 1000}, KEY)

    error = refused(api.refunds.create, {"charge": charge, "amount": 1001}, KEY)

    assert isinstance(error, stripe.IdempotencyError)
    assert error.http_status == 400
    assert fake.paid_back(charge) == 1000


def test_the_same_key_at_another_endpoint_is_refused(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    refund = api.refunds.create({"charge": charge, "amount": 1000}, KEY)

    error = refused(api.refunds.update, refund.id, {"metadata": {"a": "b"}}, KEY)

    assert isinstance(error, stripe.IdempotencyError)
    assert "/v1/refunds" in str(error)


def test_the_same_key_while_the_first_request_is_under_way_is_a_409(fake, api, connect, refused):
    charge, _ = fake.add_charge(5000)
    fake.faults.script("late", on="POST /v1/refunds")
    answers = []
    first = threading.Thread(
        target=lambda: answers.append(connect().refunds.create({"charge": charge, "amount": 1000}, KEY))
    )
    first.start()
    fake.wait_for_requests(1, "POST", "/v1/refunds")

    error = refused(api.refunds.create, {"charge": charge, "amount": 1000}, KEY)

    assert (type(error), error.http_status) == (stripe.APIError, 409)
    assert error.json_body["error"]["code"] == "idempotency_key_in_use"
    assert fake.refunds_of(charge) == ()
    assert fake.faults.let_go() == 1
    first.join()
    assert api.refunds.create({"charge": charge, "amount": 1000}, KEY).id == answers[0].id
    assert fake.paid_back(charge) == 1000


def test_a_refusal_of_what_ran_is_kept_and_one_before_is_not(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    dispute = fake.open_dispute(charge)
    assert refused(api.refunds.create, {"charge": charge}, KEY).code == "charge_disputed"
    fake.set_dispute_status(dispute, "won")

    assert refused(api.refunds.create, {"charge": charge}, KEY).code == "charge_disputed"

    other = {"idempotency_key": "att_0002"}
    assert refused(api.refunds.create, {"charge": charge, "amout": 1}, other).code == "parameter_unknown"
    assert api.refunds.create({"charge": charge, "amount": 1}, other).amount == 1


def test_a_500_is_kept_and_replayed_whether_it_ran_or_not(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    for fault, ran in (("error_500_before", 0), ("error_500_after", 1)):
        fake.faults.script(fault, on="POST /v1/refunds")
        key = {"idempotency_key": f"att_{fault}"}
        assert refused(api.refunds.create, {"charge": charge, "amount": 1000}, key).http_status == 500

        again = refused(api.refunds.create, {"charge": charge, "amount": 1000}, key)

        assert (again.http_status, again.headers["idempotent-replayed"]) == (500, "true")
        assert again.headers["stripe-should-retry"] == "false"
        assert len(fake.refunds_of(charge)) == ran


def test_past_its_lifetime_a_key_makes_a_new_refund(fake, api, clock):
    charge, _ = fake.add_charge(5000)
    first = api.refunds.create({"charge": charge, "amount": 1000}, KEY)
    clock.forward(hours=23, minutes=59)
    assert api.refunds.create({"charge": charge, "amount": 1000}, KEY).id == first.id

    clock.forward(minutes=1)

    assert api.refunds.create({"charge": charge, "amount": 1000}, KEY).id != first.id
    assert fake.paid_back(charge) == 2000


def test_the_lifetime_can_be_set_and_keys_be_forgotten_at_once(fake, api, clock):
    charge, _ = fake.add_charge(5000)
    fake.set_key_lifetime(60)
    api.refunds.create({"charge": charge, "amount": 1000}, KEY)
    clock.forward(seconds=60)
    api.refunds.create({"charge": charge, "amount": 1000}, KEY)

    fake.forget_keys()
    api.refunds.create({"charge": charge, "amount": 1000}, KEY)

    assert len({each["id"] for each in fake.refunds_of(charge)}) == 3


def test_accounts_and_modes_do_not_share_keys(fake, api, connect):
    ours, _ = fake.add_charge(5000)
    live, _ = fake.add_charge(5000, livemode=True)

    api.refunds.create({"charge": ours}, KEY)
    connect(fake.live_key).refunds.create({"charge": live}, KEY)

    assert (fake.paid_back(ours), fake.paid_back(live)) == (5000, 5000)


def test_a_key_that_is_too_long_is_refused(fake, api, refused):
    charge, _ = fake.add_charge(5000)

    error = refused(api.refunds.create, {"charge": charge}, {"idempotency_key": "k" * 256})

    assert (error.http_status, fake.refunds_of(charge)) == (400, ())
