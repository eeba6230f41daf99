"""The log of requests, and waiting for it."""

import threading

import pytest


def test_requests_are_written_down_as_they_came(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    api.refunds.create({"charge": charge, "metadata": {"attempt": "a1"}}, {"idempotency_key": "att_1"})
    refused(api.charges.retrieve, "ch_gone")

    made, missed = fake.requests
    assert (made.method, made.path, made.http_status, made.executed) == ("POST", "/v1/refunds", 200, True)
    assert (made.params["metadata"], made.idempotency_key) == ({"attempt": "a1"}, "att_1")
    assert (missed.http_status, missed.executed, missed.idempotency_key) == (404, False, None)


def test_one_can_wait_for_a_request_that_has_not_come_yet(fake, api):
    asking = threading.Timer(0.05, api.balance.retrieve)
    asking.start()

    fake.wait_for_requests(1, "GET", "/v1/balance")

    assert fake.count("GET") == 1
    asking.join()


def test_waiting_ends_with_how_far_it_came(fake):
    with pytest.raises(TimeoutError, match="0 requests came"):
        fake.wait_for_requests(1, seconds=0)
