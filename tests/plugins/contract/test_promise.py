"""An adapter written for contract 1.0 works with this host, from a deposit to a paid refund, unchanged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.plugins.contract import adapters_1_0 as old

from panel_refunds.app.composition import Service
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.flows.place_order import OrderPlaced, place_order
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.money import Money
from panel_refunds.ports import PaymentFacts
from panel_refunds.store.audit import audit_tenant
from panel_refunds.worker import run_due

FROZEN = "33462724f1082930c652b74216316709474c5abbc5a7e657deb0eb105115cd97"
TENANT = """
name = "Old"
currency = "USD"
time_zone = "UTC"
calendar = "US"
plugins = ["tests.plugins.contract.adapters_1_0"]

[[sites]]
hosts = ["old.example"]
policy = "default"

[gateways.pay]
use = "old_pay"
secret = { file = "secret" }

[order_providers.panel]
use = "old_panel"

[fraud_checks.check]
use = "old_check"
most = 0

[rules.rule]
use = "old_rule"

[notifiers.news]
use = "old_news"
"""


def usd(text: str) -> Money:
    return Money.of(text, "USD")


@pytest.fixture
def service(open_service: Callable[..., Service]) -> Service:
    for books in (old.PAYMENTS, old.REFUNDS, old.ORDERS, old.DELIVERED):
        books.clear()
    return open_service("old", {"tenant.toml": TENANT, "secret": "long ago"})


def test_the_adapters_are_as_they_were() -> None:
    source = Path(old.__file__).read_bytes()

    assert hashlib.sha256(source).hexdigest() == FROZEN, "they are frozen: change the core, not them"


def test_money_comes_in_is_spent_comes_back_and_leaves(service: Service, clock: list[datetime]) -> None:
    desk = service.desk("old")
    old.PAYMENTS["p1"] = PaymentFacts("p1", usd("50.00"), captured=True, refunded=usd("0"), fee=usd("1.75"))
    deposit = verify_and_credit(desk, PaymentTaken("c1", "pay", "p1", usd("50.00")))
    order = place_order(desk, OrderPlaced("c1", usd("10.00"), 1000, "panel", "o1"))

    old.ORDERS["o1"] = ("SHORT", 250)
    clock.append(clock[-1] + timedelta(minutes=5))
    run_due(desk)
    with desk.read() as books:
        assert Money(books.get_order(order.order_id).refunded, "USD") == usd("2.50")

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
    with desk.read() as books:
        decision = books.get_decision(request.decision_id)
    assert {"check:check", "rules.rule"} <= {finding.rule for finding in decision.findings}
    approve_refund(desk, request.request_id, Approval(("finance-1",)))
    run_due(desk)

    with desk.read() as books:
        (refund,) = books.refunds_of(request.request_id)
        assert refund.state == "paid"
    ((sent, _),) = old.REFUNDS.values()
    assert (sent.payment, sent.amount) == ("p1", usd("38.25"))
    assert {message.kind for message in old.DELIVERED.values()} >= {"refund_sent"}
    assert hear_gateway(desk, "pay", json.dumps({"id": "e1", "payment": "p1"}).encode(), {}) == 1
    run_due(desk)
    assert audit_tenant(service.store, desk.tenant.id, now=clock[-1]).ok
