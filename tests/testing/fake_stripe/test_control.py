"""The controls over HTTP, as another process uses them."""

import json

import httpx2
import pytest

from panel_refunds.testing.fake_stripe.control import offered


@pytest.fixture
def control(fake):
    with httpx2.Client(base_url=f"{fake.url}/_control") as client:

        def call(name, **arguments):
            answer = client.post(f"/{name}", json=arguments)
            assert answer.status_code == 200, answer.text
            return answer.json()["result"]

        call.client = client
        yield call


def test_a_story_is_told_over_http(api, control):
    charge, intent = control("add_charge", amount=2500, currency="eur", created_at="2026-01-02T03:04:05+00:00")
    control("script_refunds", args=["pending"], charge=charge)
    refund = api.refunds.create({"payment_intent": intent, "amount": 500}).id
    control("set_refund_status", refund=refund, status="succeeded")
    control("faults/script", args=["rate_limited"], on="POST /v1/refunds", retry_after=5)

    assert api.charges.retrieve(charge).created == 1767323045
    assert control.client.get("/refunds_of", params={"charge": charge}).json()["result"][0]["status"] == "succeeded"
    assert control("paid_back", charge=charge) == 500
    assert [each["path"] for each in control("requests")] == ["/v1/refunds", f"/v1/charges/{charge}"]


def test_webhooks_are_pulled_over_http(control):
    control("add_charge", amount=2500)

    pulled = control("webhooks/pull")

    assert [message["kind"] for message in pulled] == ["charge.succeeded", "payment_intent.succeeded"]
    assert json.loads(pulled[0]["body"])["id"] == pulled[0]["event"]
    assert pulled[0]["signature"].startswith("t=")
    assert control("webhooks/waiting") == []
    assert control("webhooks/deliveries") == []


@pytest.mark.parametrize(
    ("name", "body", "http_status", "text"),
    [
        ("add_charge", b"{}", 400, "missing a required argument: 'amount'"),
        ("add_charge", b'{"amount": 1, "colour": "red"}', 400, "unexpected keyword argument 'colour'"),
        ("add_charge", b"[1]", 400, "JSON object"),
        ("add_charge", b"{", 400, "Expecting property name"),
        ("add_charge", b'{"amount": 1, "created_at": "2026-01-01T00:00"}', 400, "offset"),
        ("add_charge", b'{"amount": 1, "currency": "dollars"}', 400, "Invalid currency"),
        ("faults/script", b'{"args": ["reset"]}', 400, "is no fault"),
        ("faults/script", b'{"args": "reset"}', 400, "args has to be a list"),
        ("paid_back", b'{"charge": "ch_gone"}', 404, "'ch_gone'"),
        ("explode", b"", 404, "GET /_control"),
    ],
)
def test_a_mistake_is_told_in_words(control, name, body, http_status, text):
    answer = control.client.post(f"/{name}", content=body)

    assert (answer.status_code, text in answer.json()["error"]) == (http_status, True), answer.text


def test_everything_there_is_is_listed(fake, control):
    listed = control.client.get("").json()["result"]

    assert set(listed) == set(offered(fake))
    assert not [name for name, each in listed.items() if not each["does"]]
    assert "amount: 'int'" in listed["add_charge"]["arguments"]
