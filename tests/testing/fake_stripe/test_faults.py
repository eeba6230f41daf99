"""Every kind of bad luck, as stripe-python tells it: what the caller sees, and whether the refund ran."""

import threading

import pytest
import stripe

REFUNDS = "POST /v1/refunds"


@pytest.mark.parametrize(
    ("kind", "error", "http_status", "ran"),
    [
        ("reset_before", stripe.APIConnectionError, None, False),
        ("reset_after", stripe.APIConnectionError, None, True),
        ("error_500_before", stripe.APIError, 500, False),
        ("error_500_after", stripe.APIError, 500, True),
        ("error_503", stripe.APIError, 503, False),
        ("cut_body", stripe.APIConnectionError, None, True),
        ("html_before", stripe.APIError, 200, False),
        ("html_after", stripe.APIError, 200, True),
        ("conflict", stripe.APIError, 409, False),
        ("rate_limited", stripe.RateLimitError, 429, False),
    ],
)
def test_the_caller_sees_the_fault_and_the_books_tell_what_ran(fake, api, refused, kind, error, http_status, ran):
    charge, _ = fake.add_charge(5000)
    fake.faults.script(kind, on=REFUNDS)

    seen = refused(api.refunds.create, {"charge": charge, "amount": 1000}, {"idempotency_key": "att_1"})

    assert (type(seen), seen.http_status) == (error, http_status)
    assert len(fake.refunds_of(charge)) == ran
    assert (fake.requests[-1].fault, fake.requests[-1].executed) == (kind, ran)


@pytest.mark.parametrize(("kind", "ran"), [("timeout_before", False), ("timeout_after", True)])
def test_a_time_out_is_silent_until_the_caller_hangs_up(fake, connect, refused, kind, ran):
    charge, _ = fake.add_charge(5000)
    fake.faults.script(kind, on=REFUNDS)

    seen = refused(connect(seconds=0.2).refunds.create, {"charge": charge, "amount": 1000})

    assert isinstance(seen, stripe.APIConnectionError)
    assert "Read timed out" in str(seen.__cause__)
    assert len(fake.refunds_of(charge)) == ran
    assert fake.requests[-1].http_status is None


@pytest.mark.parametrize("kind", ["reset_after", "cut_body", "html_after", "timeout_after"])
def test_what_ran_and_was_lost_is_replayed_to_the_same_key(fake, connect, refused, kind):
    charge, _ = fake.add_charge(5000)
    fake.faults.script(kind, on=REFUNDS)
    api = connect(seconds=0.5)
    refused(api.refunds.create, {"charge": charge, "amount": 1000}, {"idempotency_key": "att_1"})

    found = api.refunds.create({"charge": charge, "amount": 1000}, {"idempotency_key": "att_1"})

    assert [each["id"] for each in fake.refunds_of(charge)] == [found.id]


@pytest.mark.parametrize("kind", ["reset_before", "html_before", "conflict", "rate_limited", "error_503"])
def test_what_did_not_run_leaves_the_key_free(fake, api, refused, kind):
    charge, _ = fake.add_charge(5000)
    fake.faults.script(kind, on=REFUNDS)
    refused(api.refunds.create, {"charge": charge, "amount": 1000}, {"idempotency_key": "att_1"})

    assert api.refunds.create({"charge": charge, "amount": 1000}, {"idempotency_key": "att_1"}).status == "succeeded"
    assert fake.paid_back(charge) == 1000


def test_a_late_request_runs_after_its_caller_hung_up(fake, connect, refused):
    charge, _ = fake.add_charge(5000)
    fake.faults.script("late", on=REFUNDS)
    api = connect(seconds=0.2)
    refused(api.refunds.create, {"charge": charge, "amount": 1000}, {"idempotency_key": "att_1"})
    assert api.refunds.list({"charge": charge}).data == []

    fake.faults.let_go()
    fake.wait_until_run(1)

    assert api.refunds.list({"charge": charge}).data[0].amount == 1000


def test_a_late_request_can_also_be_lost(fake, connect, refused):
    charge, _ = fake.add_charge(5000)
    fake.faults.script("late", on=REFUNDS)
    seen = []
    caller = threading.Thread(
        target=lambda: seen.append(refused(connect().refunds.create, {"charge": charge}, {"idempotency_key": "a1"}))
    )
    caller.start()
    fake.wait_for_requests(1)

    fake.faults.let_go(run=False)
    caller.join()

    assert isinstance(seen[0], stripe.APIConnectionError)
    assert connect().refunds.create({"charge": charge}, {"idempotency_key": "a1"}).amount == 5000


def test_retry_after_is_told_with_a_429(fake, api, refused):
    fake.faults.script("rate_limited", retry_after=30)

    assert refused(api.balance.retrieve).headers["retry-after"] == "30"


def test_faults_come_in_order_and_only_where_they_are_meant(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    fake.faults.script("ok", "rate_limited", on=REFUNDS)
    fake.faults.script("error_503", on="GET /v1/refunds*")

    api.charges.retrieve(charge)
    api.refunds.create({"charge": charge, "amount": 1})
    assert refused(api.refunds.list, {"charge": charge}).http_status == 503
    assert refused(api.refunds.create, {"charge": charge, "amount": 1}).http_status == 429
    assert fake.faults.waiting == 0
    assert fake.paid_back(charge) == 1


def test_any_refusal_can_be_scripted(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    fake.faults.refuse("account_closed", "The account is closed.", http_status=403, on=REFUNDS)

    error = refused(api.refunds.create, {"charge": charge})

    assert isinstance(error, stripe.PermissionError)
    assert error.json_body["error"]["code"] == "account_closed"
    assert fake.refunds_of(charge) == ()


def test_what_is_scripted_can_be_taken_back_and_has_to_be_known(fake, api):
    fake.faults.script("error_503")
    fake.faults.clear()

    assert api.balance.retrieve().object == "balance"
    with pytest.raises(ValueError, match="no fault"):
        fake.faults.script("reset")
