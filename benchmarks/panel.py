"""A panel at work, without a network: one tenant's real desk on a real store, and customers with money.

The tenant is the first one shipped; its policy is an ordinary policy. Only gateway and provider are scripted: they are
never asked by the work that is measured here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from panel_refunds.app.new_ids import new_id
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.desk import Desk, Once
from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.place_order import OrderPlaced, place_order
from panel_refunds.money import Money
from panel_refunds.orders.order import Order
from panel_refunds.store import Store
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds.testing.scripted_provider import ScriptedProvider

TENANT = Path(__file__).resolve().parent.parent / "tenants" / "smmpanelus"
CURRENCY = "USD"
PLENTY = Money(10**16, CURRENCY)
BONUS = Money(10**8, CURRENCY)
CHARGE = Money(27_819_000, CURRENCY)


class Unwatched:
    """A log nobody reads."""

    def __getattr__(self, _: str) -> Any:
        return lambda *_arguments, **_options: None


def open_desk(url: str, *, slug: str | None = None) -> Desk:
    """The desk of the tenant on the database at ``url``; ``slug`` makes it another tenant with the same rules."""
    tenant = load_tenant(TENANT)
    return desk_of(replace(tenant, slug=slug) if slug else tenant, Store(url))


def desk_of(tenant: Tenant, store: Store) -> Desk:
    """A desk on ``store`` with a scripted gateway and provider."""
    return Desk(
        tenant=tenant,
        store=store,
        now=now,
        new_id=new_id,
        gateways={"manual": ScriptedGateway(now=now)},
        providers={"main": ScriptedProvider(str.lower)},
        notifiers={},
        ask_fraud_checks=lambda _context: (),
        ask_rules=lambda _snapshot, _asked: (),
        log=Unwatched(),
    )


def now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def open_shop(url: str, customers: int, *, bonus: Money | None = BONUS) -> Desk:
    """An empty database becomes books with ``customers`` customers, each with a deposit and a bonus tied to it.

    Each has placed an order, and the database has looked at its tables as it does by itself once a minute: plans made
    for empty tables would be measured otherwise.
    """
    desk = open_desk(url)
    desk.store.create_schema()
    for number in range(customers):
        deposit = credit_deposit(desk, PaymentTaken(customer(number), "manual", f"ch_{number}", PLENTY))
        if bonus:
            grant_bonus(desk, customer(number), bonus, tied_to=deposit.deposit_id)
        charge(desk, customer(number))
    analyse(desk.store)
    return desk


def analyse(store: Store) -> None:
    """Have the database count its rows."""
    with store.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")


def customer(number: int) -> str:
    """The id of the customer of that number."""
    return f"customer-{number}"


def charge(desk: Desk, customer_id: str) -> Order:
    """Full product work: one order with an idempotency key, charged to lots, chained, in one transaction."""
    order_id = new_id("order")
    once = Once("bench", order_id, "0" * 64)
    placed = OrderPlaced(customer_id, CHARGE, quantity=1000, provider="main", provider_ref=order_id)
    return place_order(desk.with_once(once), placed)
