"""A running fake Stripe with a clock that stands still, and the real library to talk to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from stripe import RequestsClient, StripeClient

from panel_refunds.testing.fake_stripe import FakeStripe


@pytest.fixture
def fake(clock) -> Iterator[FakeStripe]:
    with FakeStripe(now=clock) as running:
        yield running


@pytest.fixture
def connect(fake) -> Iterator[Callable[..., Any]]:
    """Makes clients of the fake's API; with no time-out that a healthy answer could meet."""
    opened = []

    def make(key: str | None = None, *, seconds: float = 30, **options: Any) -> Any:
        http = RequestsClient(timeout=(5, seconds))
        opened.append(http)
        client = StripeClient(
            key or fake.secret_key,
            base_addresses={"api": fake.url},
            max_network_retries=0,
            http_client=http,
            **options,
        )
        return client.v1

    yield make
    for http in opened:
        http.close()


@pytest.fixture
def api(connect):
    """The library's ``client.v1`` with the platform's test key."""
    return connect()


@pytest.fixture
def refused() -> Callable[..., Any]:
    """Calls and returns the library's error; the call has to be refused."""

    def call(action: Callable[..., Any], *args: Any) -> Any:
        import stripe

        with pytest.raises(stripe.StripeError) as caught:
            action(*args)
        return caught.value

    return call
