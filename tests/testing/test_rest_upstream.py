"""The fake REST upstream answers, refuses and signs as its users expect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx2
import pytest
from standardwebhooks import Webhook

from panel_refunds.testing.rest_upstream import KEY, Odd, RestUpstream


@pytest.fixture
def upstream() -> Iterator[RestUpstream]:
    with RestUpstream() as running:
        yield running


@pytest.fixture
def client(upstream: RestUpstream) -> Iterator[httpx2.Client]:
    headers = {"authorization": f"Bearer {KEY}"}
    with httpx2.Client(base_url=upstream.url, headers=headers, trust_env=False) as made:
        yield made


def test_orders_are_shown_alone_and_together(upstream: RestUpstream, client: httpx2.Client) -> None:
    upstream.place("1")
    upstream.set_order(upstream.place("2"), "SHORT", 40)

    assert client.get("/orders/2").json() == {"data": {"id": "2", "state": "SHORT", "undelivered": 40}}
    several = client.get("/orders?ids=1,2,3").json()["data"]["orders"]
    assert [order["state"] for order in several] == ["NEW", "SHORT"]
    assert client.get("/orders/3").status_code == 404
    assert client.get("/balance").json()["data"]["amount"] == "12.345678901"
    assert upstream.questions[0] == ("GET", "/v1/orders/2")


def test_wishes_are_heard_until_an_order_has_started(upstream: RestUpstream, client: httpx2.Client) -> None:
    upstream.place("1")
    assert client.post("/orders/1/cancel", json={}).status_code == 204
    upstream.set_order("1", "BUSY")
    assert client.post("/orders/1/cancel").status_code == 409
    assert client.post("/orders/1/refill").json() == {"data": {"refill": "r1"}}
    assert client.get("/refills/r1").json()["data"]["state"] == "NEW"
    assert [client.post(path).status_code for path in ("/orders/9/cancel", "/orders")] == [404, 404]


def test_another_key_is_refused_and_answers_can_be_replaced(upstream: RestUpstream, client: httpx2.Client) -> None:
    assert client.get("/orders/1", headers={"authorization": "Bearer x"}).status_code == 401
    upstream.odd.extend([Odd(503, b"busy", {"retry-after": "5"}), Odd(200, b"{", cut=True)])
    assert client.get("/orders/1").headers["retry-after"] == "5"
    with pytest.raises(httpx2.HTTPError):
        client.get("/orders/1")


def test_its_events_are_what_standard_webhooks_accept(upstream: RestUpstream) -> None:
    event = upstream.set_order(upstream.place("1"), "VOID")

    said = Webhook(upstream.secret).verify(event.body, dict(event.headers))
    assert (said["id"], said["data"]) == (event.event_id, {"id": "1", "state": "VOID"})
    old = upstream.sign({}, at=datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(Exception, match="too old"):
        Webhook(upstream.secret).verify(old.body, dict(old.headers))
    assert upstream.events == [event, old]


def test_a_held_event_is_delivered_as_often_as_a_test_says(upstream: RestUpstream) -> None:
    event = upstream.set_order(upstream.place("1"), "VOID")
    with RestUpstream() as other:
        assert upstream.deliver(event, f"{other.url}/orders/1", times=2) == [401, 401]
        assert len(other.questions) == 2
