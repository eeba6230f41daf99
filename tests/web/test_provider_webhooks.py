"""Order providers are heard over HTTP at addresses of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.flows.pushing_provider import PushingProvider, event
from tests.flows.shop import read_status
from tests.web.panel import Installed

from panel_refunds.flows.hear_provider import speaker
from panel_refunds.web.webhooks import address_of, provider_address_of
from panel_refunds.worker import run_due

ADDRESS = provider_address_of("smmpanelus", "main")


@pytest.fixture
def upstream(installed: Installed) -> PushingProvider:
    made = PushingProvider(read_status)
    service = installed.service
    desks = {
        tenant: replace(desk, providers={**desk.providers, "main": made}) if desk.tenant.slug == "smmpanelus" else desk
        for tenant, desk in service.desks().items()
    }
    service._desks = desks  # type: ignore[assignment] # a desk with a provider that pushes
    return made


def tell(installed: Installed, raw: bytes, address: str = ADDRESS, signature: str = "good") -> Any:
    return installed.client.post(f"/webhooks/{address}", content=raw, headers={"x-signature": signature})


def noted(installed: Installed, event_id: str, tenant: str = "smmpanelus") -> bool:
    with installed.service.desk(tenant).read() as books:
        return books.find_notice(speaker("main"), event_id) is not None


def test_an_event_is_taken_and_the_worker_asks_and_pays(installed: Installed, upstream: PushingProvider) -> None:
    panel = installed.panel()
    panel.deposit()
    order = panel.order(provider_ref="77")
    upstream.set_order("77", "Partial", 250)

    answers = [tell(installed, event("evt_1", "77")) for _ in range(2)]
    assert [(answer.status_code, answer.json()) for answer in answers] == [(200, {}), (200, {})]
    assert panel.get(f"/orders/{order['id']}")["refunded"] == "0.00"
    run_due(installed.service.desk("smmpanelus"), kinds={"order_hint"})

    assert panel.get(f"/orders/{order['id']}")["refunded"] == "2.50"
    assert upstream.questions == [("77",)]


def test_a_forged_event_is_refused_and_told_nothing(installed: Installed, upstream: PushingProvider) -> None:
    answer = tell(installed, event("evt_1", "77"), signature="bad")

    assert (answer.status_code, answer.json()["code"]) == (400, "webhook_refused")
    assert "sk_1" not in answer.text
    assert not noted(installed, "evt_1")


def test_an_address_is_of_one_tenant_and_one_account(installed: Installed, upstream: PushingProvider) -> None:
    others = {
        address_of("smmpanelus", "main"),
        provider_address_of("smmpanelus-blog", "main"),
        provider_address_of("lumenreach", "north"),
    }
    assert ADDRESS not in others
    assert len(others) == 3

    # Whoever has these accounts does not take this provider's word: they are not heard, or it is not signed for them.
    assert [tell(installed, event("evt_1", "77"), each).status_code for each in sorted(others)] == [404, 404, 404]
    assert not noted(installed, "evt_1")
    assert not noted(installed, "evt_1", "smmpanelus-blog")


def test_an_adapter_that_breaks_tells_no_secret_and_is_told_again(
    installed: Installed, upstream: PushingProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ValueError("sk_1")

    monkeypatch.setattr(upstream, "parse_webhook", breaks)
    answer = tell(installed, event("evt_1", "77"))

    assert answer.status_code == 500
    assert "sk_1" not in answer.text
