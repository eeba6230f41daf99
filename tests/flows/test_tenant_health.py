"""Health: each thing with its figure, good until a person should look."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

from tests.flows.shop import Shop

from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.poll_provider import poll_provider
from panel_refunds.flows.stop_gateway import stop_gateway
from panel_refunds.flows.tenant_health import Vital, look_at_health
from panel_refunds.ports import Capabilities, ProviderError
from panel_refunds.store import Notice


def vital(shop: Shop, name: str) -> Vital:
    (found,) = [each for each in look_at_health(shop.desk) if each.name == name]
    return found


def test_a_request_is_due_and_then_overdue(shop: Shop):
    assert vital(shop, "due") == Vital("due", good=True)
    request = shop.request("20.00", shop.deposit("50.00"))
    found = vital(shop, "due")
    assert (found.good, found.many, found.since, found.ref) == (True, 1, request.due_at, request.request_id)
    shop.passes(days=20)
    assert not vital(shop, "due").good


def test_an_unknown_outcome_may_be_young(shop: Shop):
    shop.gateway.script("unknown", ran=False)
    pay_refund(shop.desk, shop.approved().refund_id)
    found = vital(shop, "unknown")
    assert (found.good, found.many) == (True, 1)
    shop.passes(hours=2)
    assert not vital(shop, "unknown").good
    assert not vital(shop, "work").good


def test_a_provider_that_fails_says_since_when(shop: Shop):
    assert vital(shop, "poll") == Vital("poll", good=True, about="main")
    shop.deposit("50.00")
    shop.order("5.00")
    shop.passes(days=1)
    shop.provider.break_replies(ProviderError("timeout", "no answer"))
    began = shop.at
    poll_provider(shop.desk, "main")
    shop.passes(days=1)
    poll_provider(shop.desk, "main")
    found = vital(shop, "poll")
    assert (found.good, found.since, found.error) == (False, began, "timeout")


def test_a_stopped_gateway_says_why(shop: Shop):
    assert vital(shop, "gateway").good
    stop_gateway(shop.desk, "manual", by="operator-olga", text="The key was rolled.")
    found = vital(shop, "gateway")
    assert (found.good, found.about, found.since, found.error) == (False, "manual", shop.at, "The key was rolled.")


def test_a_gateway_with_webhooks_should_be_heard_and_another_need_not(shop: Shop):
    assert [each for each in look_at_health(shop.desk) if each.name == "webhook"] == []
    shop.gateway._capabilities = Capabilities(webhooks=True)
    assert vital(shop, "webhook") == Vital("webhook", good=False, about="manual")
    with shop.desk.begin() as books:
        books.add_notice(Notice("manual", "e1", "refund", "re_1", (), "", shop.at))
    assert vital(shop, "webhook").good
    shop.passes(days=8)
    assert not vital(shop, "webhook").good


def test_an_adapter_that_raises_hides_nothing_else(shop: Shop):
    class Broken:
        def capabilities(self, _method: str) -> Capabilities:
            raise ValueError

    shop.desk = replace(shop.desk, gateways={"odd": Broken()})
    assert vital(shop, "gateway").about == "odd"
    assert vital(shop, "letters") == Vital("letters", good=True)


def test_a_plugin_is_asked_outside_of_every_transaction(shop: Shop, monkeypatch):
    inside: list[bool] = []
    really, depth = type(shop.desk).read, []

    @contextmanager
    def read(desk):
        with really(desk) as books:
            depth.append(1)
            yield books
            depth.pop()

    def capabilities(_method):
        inside.append(bool(depth))
        return Capabilities(webhooks=True)

    monkeypatch.setattr(type(shop.desk), "read", read)
    shop.gateway.capabilities = capabilities

    assert not vital(shop, "webhook").good
    assert inside == [False]
