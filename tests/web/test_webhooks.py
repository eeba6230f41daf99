"""Gateways are heard at an address of their own, and believed only by their signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from tests.web.panel import Installed

from panel_refunds.ports import GatewayEvent, WebhookRefusedError
from panel_refunds.web.webhooks import MOST_BYTES, address_of

ADDRESS = address_of("smmpanelus", "manual")


def speak(raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
    """As an adapter reads what its gateway says: the signature here is one word."""
    if headers.get("x-signature") != "good":
        raise WebhookRefusedError("signature", "not signed with the secret sk_1")
    if raw == b"broken":
        raise ValueError("sk_1")
    return [GatewayEvent(raw.decode(), "payment", "pay_1")]


@pytest.fixture
def talking(installed: Installed, monkeypatch: pytest.MonkeyPatch) -> Installed:
    monkeypatch.setattr(installed.gateway, "parse_webhook", speak)
    return installed


def tell(installed: Installed, raw: bytes, address: str = ADDRESS, signature: str = "good") -> Any:
    return installed.client.post(f"/webhooks/{address}", content=raw, headers={"x-signature": signature})


def noted(installed: Installed, event: str, tenant: str = "smmpanelus") -> bool:
    with installed.service.desk(tenant).read() as books:
        return books.find_notice("manual", event) is not None


def test_an_event_is_taken_without_a_key_and_written_down_once(talking: Installed) -> None:
    answers = [tell(talking, b"evt_1") for _ in range(2)]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(200, {}), (200, {})]
    assert noted(talking, "evt_1")


def test_a_forged_event_is_refused_and_told_nothing(talking: Installed) -> None:
    answer = tell(talking, b"evt_1", signature="bad")

    assert (answer.status_code, answer.json()["code"]) == (400, "webhook_refused")
    assert "sk_1" not in answer.text
    assert not noted(talking, "evt_1")


def test_each_tenant_has_an_address_of_its_own(talking: Installed) -> None:
    theirs = address_of("lumenreach", "manual")

    assert len({ADDRESS, theirs, address_of("smmpanelus", "card")}) == 3
    assert tell(talking, b"evt_1").status_code == 200
    assert not noted(talking, "evt_1", "lumenreach")


@pytest.mark.parametrize("address", ["whk_nobody", "smmpanelus", address_of("smmpanelus", "card")])
def test_an_address_of_nobody_is_not_found(talking: Installed, address: str) -> None:
    assert tell(talking, b"evt_1", address).status_code == 404


def test_too_much_is_refused_and_an_adapter_that_breaks_tells_no_secret(talking: Installed) -> None:
    large, broken = tell(talking, b"x" * (MOST_BYTES + 1)), tell(talking, b"broken")

    assert (large.status_code, broken.status_code) == (413, 500)
    assert "sk_1" not in broken.text
