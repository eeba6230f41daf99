"""Adapters written for contract 1.1 work with this host: what they are for, unchanged."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.plugins.contract import adapters_1_1 as old

from panel_refunds.app.composition import Service
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.flows.hear_provider import hear_provider
from panel_refunds.flows.place_order import OrderPlaced, place_order
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.flows.tell_contact import tell_contact
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.money import Money
from panel_refunds.ports import OrderState, PaymentFacts
from panel_refunds.store.audit import audit_tenant
from panel_refunds.worker import run_due
from panel_refunds_testkit.checks.static.contract import newer_names

FROZEN = "06f21800c4520cc3e9c4e15a0b594a995a7eb34d0c89e37091442faf38aa9b3e"
TENANT = """
name = "Old"
currency = "USD"
time_zone = "UTC"
calendar = "US"
plugins = ["tests.plugins.contract.adapters_1_1"]

[[sites]]
hosts = ["old.example"]
policy = "default"

[gateways.pay]
use = "naming_pay"
secret = { file = "secret" }

[order_providers.panel]
use = "pushing_panel"
words = "words.json"

[fraud_checks.check]
use = "looking_check"

[notifiers.news]
use = "ending_news"
"""
WORDS = {"SHORT": "partial", "RUNS": "in_progress"}
BOOKS = (old.PAYMENTS, old.REFUNDS, old.ORDERS, old.DELIVERED, old.CONTEXTS, old.SILENT, old.BUSY)


def usd(text: str) -> Money:
    return Money.of(text, "USD")


@pytest.fixture
def service(open_service: Callable[..., Service]) -> Service:
    for books in BOOKS:
        books.clear()
    files = {"tenant.toml": TENANT, "secret": "long ago", "words.json": json.dumps(WORDS)}
    return open_service("old", files)


def approved(service: Service) -> str:
    """A refund of a deposit of 50.00, approved; the request's id."""
    desk = service.desk("old")
    old.PAYMENTS["p1"] = PaymentFacts("p1", usd("50.00"), captured=True, refunded=None, fee=usd("1.75"))
    deposit = verify_and_credit(desk, PaymentTaken("c1", "pay", "p1", usd("50.00")))
    tell_contact(desk, "c1", {"email": "maya@example.com"})
    asked = RefundAsked(
        customer_id="c1",
        site="old.example",
        policy="default",
        amount="40.00",
        target="deposit",
        about=deposit.deposit_id,
        subject="Refund Request",
    )
    request = request_refund(desk, asked)
    approve_refund(desk, request.request_id, Approval(("finance-1",)))
    return request.request_id


def test_the_adapters_are_as_they_were() -> None:
    source = Path(old.__file__).read_bytes()

    assert hashlib.sha256(source).hexdigest() == FROZEN, "they are frozen: change the core, not them"


def test_they_use_what_came_with_1_1_and_nothing_that_came_later() -> None:
    tree = ast.parse(Path(old.__file__).read_text(encoding="utf-8"))

    assert not list(newer_names(tree, "1.1"))
    used = {name for _, name in newer_names(tree, "1.0")}
    assert used >= {"FindsAttempts", "PushesOrders", "Surroundings.folder", "asking", "said", "NotNowError"}
    assert used >= {"Capabilities.lookup=by_name", "Capabilities.webhook_auth=password", "Message.contact"}


@pytest.mark.parametrize("lost", ["", "sent", "unsent"])
def test_one_refund_is_paid_under_its_name_whatever_is_lost(service: Service, clock: list[datetime], lost: str) -> None:
    old.SILENT[:] = [lost] if lost else []
    request_id = approved(service)
    desk = service.desk("old")

    for _ in range(3):
        run_due(desk)
        clock.append(clock[-1] + timedelta(hours=2))
    run_due(desk)

    with desk.read() as books:
        (refund,) = books.refunds_of(request_id)
        assert refund.state == "paid"
    ((key, sent),) = old.REFUNDS.items()
    assert sent.amount == usd("38.25")
    assert sent.ref == f"at_{key}"
    event = json.dumps({"id": "e1", "payment": "p1", "at": "2026-03-02T09:00:00+00:00"}).encode()
    assert hear_gateway(desk, "pay", event, {"x-password": "long ago"}) == 1
    run_due(desk)
    assert audit_tenant(service.store, desk.tenant.id, now=clock[-1]).ok


def test_a_check_and_a_notifier_get_what_came_with_1_1(service: Service, clock: list[datetime]) -> None:
    old.BUSY.append("refund_sent")
    approved(service)
    desk = service.desk("old")
    for _ in range(2):
        run_due(desk)
        clock.append(clock[-1] + timedelta(hours=2))

    (context,) = old.CONTEXTS.values()
    assert json.loads(context)["version"] == 1
    (sent,) = [message for message in old.DELIVERED.values() if message.kind == "refund_sent"]
    assert sent.contact == {"email": "maya@example.com"}
    assert sent.at is not None
    assert not old.BUSY


def test_a_hint_leads_to_a_question_and_the_order_pays_back(service: Service, clock: list[datetime]) -> None:
    approved(service)
    desk = service.desk("old")
    run_due(desk)
    order = place_order(desk, OrderPlaced("c1", usd("10.00"), 1000, "panel", "o1"))
    # A tenth more was ordered than the customer's thousand: 825 were delivered.
    old.ORDERS["o1"] = OrderState("", "SHORT", remains=275, ordered=1100)

    assert hear_provider(desk, "panel", json.dumps({"id": "e1", "orders": ["o1"]}).encode(), {}) == 1
    run_due(desk)

    with desk.read() as books:
        assert Money(books.get_order(order.order_id).refunded, "USD") == usd("1.75")
    assert audit_tenant(service.store, desk.tenant.id, now=clock[-1]).ok
