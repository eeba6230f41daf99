"""Panels that sell what the next one fulfils: alice buys from C, C from B, B from A, and A from an upstream.

Every panel has its own price for the same order and asks the one above it over HTTP, with the key of a customer. The
panels are installations of their own, or tenants of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from tests.chains.asgi_server import AsgiServer

from panel_refunds.app.composition import Service
from panel_refunds.app.new_ids import new_id
from panel_refunds.app.serving import make_app
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.place_order import OrderPlaced, place_order
from panel_refunds.money import Money
from panel_refunds.orders.order import Order
from panel_refunds.store.audit import audit_tenant
from panel_refunds.testing.rest_upstream import KEY, SECRET, RestUpstream
from panel_refunds.web.api_keys import CHILD, new_api_key
from panel_refunds.web.webhooks import provider_address_of
from panel_refunds.worker import run_due

CHARGES = {"a": "1.87", "b": "2.50", "c": "3.99999999"}
BOUGHT_BY = {"a": "panel-b", "b": "panel-c", "c": "alice"}
TENANT = """
name = "Panel {slug}"
currency = "USD"
time_zone = "UTC"
calendar = "US"
plugins = ["rest_orders"]

[[sites]]
hosts = ["{slug}.example"]

[gateways.manual]
"""
UPSTREAM = """
[order_providers.above]
use = "rest"
url = "{url}"
key = {{ env = "CHAIN_UPSTREAM_KEY" }}
poll_seconds = 1
orders_path = "/orders?ids={{ids}}"
order_field = "data"
orders_field = "data.orders"
status_field = "state"
remains_field = "undelivered"
words = {{ NEW = "pending", BUSY = "in_progress", DONE = "completed", SHORT = "partial", VOID = "canceled" }}
cancel_path = "/orders/{{id}}/cancel"
webhooks = "standard"
webhook_secrets = [{{ env = "CHAIN_UPSTREAM_SECRET" }}]
"""
PARENT = """
[order_providers.above]
use = "parent_panel"
url = "{url}"
key = {{ env = "{key}" }}
poll_seconds = 1
"""


def write_tenant(root: Path, slug: str, provider: str) -> None:
    folder = root / "tenants" / slug
    (folder / "policies" / "default").mkdir(parents=True, exist_ok=True)
    (folder / "policies" / "default" / "2025-01-01.toml").write_text("")
    (folder / "tenant.toml").write_text(TENANT.format(slug=slug) + provider)


def key_name(slug: str) -> str:
    """The environment variable with the key that the panel ``slug`` made for the one below it."""
    return f"CHAIN_KEY_MADE_BY_{slug.upper()}"


@dataclass
class Panel:
    """One panel of the chain: a tenant of a service, and where it answers."""

    slug: str
    service: Service
    url: str

    @property
    def desk(self) -> Desk:
        return self.service.desk(self.slug)

    @property
    def hook(self) -> str:
        """Where the provider above is heard."""
        return f"{self.url}/webhooks/{provider_address_of(self.slug, 'above')}"

    def child_key(self) -> str:
        """A key for the hands of the panel below."""
        customer, desk = BOUGHT_BY[self.slug], self.desk
        secret, key = new_api_key(
            desk.tenant.id, customer, [CHILD], key_id=new_id("key"), at=desk.now(), customer=customer
        )
        desk.store.add_api_key(key)
        return secret

    def order(self, ref: str | None, *, quantity: int = 1000, charge: str | None = None) -> Order:
        """An order of the panel below (or alice), fulfilled above under the id ``ref``."""
        amount = Money.of(charge or CHARGES[self.slug], "USD")
        return place_order(self.desk, OrderPlaced(BOUGHT_BY[self.slug], amount, quantity, "above", ref))

    def now(self, order: Order) -> Order:
        with self.desk.read() as books:
            return books.get_order(order.order_id)

    def work(self) -> None:
        """Ask the one above about everything, and run what it hinted at."""
        desk = self.desk
        with desk.begin() as books:
            books.schedule("poll", "above", desk.now())
        run_due(desk, kinds={"poll", "order_hint"})

    def cash(self) -> str:
        """What the panel below (or alice) has here."""
        with self.desk.read() as books:
            wallet = books.find_wallet(BOUGHT_BY[self.slug], "USD")
            assert wallet is not None
            return str(Money(books.balance(wallet).cash, "USD"))

    def check_books(self) -> None:
        report = audit_tenant(self.service.store, self.desk.tenant.id, now=self.desk.now())
        assert report.ok, report.faults


@dataclass
class Chain:
    """The upstream and the panels below it, from the top."""

    upstream: RestUpstream
    panels: dict[str, Panel] = field(default_factory=dict)

    def buy(self, ref: str, *, quantity: int = 1000) -> dict[str, Order]:
        """One order, passed on from alice to the upstream; each panel's own order by the panel's name."""
        self.upstream.place(ref)
        orders: dict[str, Order] = {}
        for slug, panel in self.panels.items():
            orders[slug] = panel.order(ref, quantity=quantity)
            ref = orders[slug].order_id
        return orders

    def work(self) -> None:
        """Everybody asks the one above, from the top."""
        for panel in self.panels.values():
            panel.work()

    def refunded(self, orders: dict[str, Order]) -> dict[str, str]:
        """What came back of an order at each panel."""
        return {
            slug: str(Money(self.panels[slug].now(order).refunded, "USD")).removesuffix(" USD")
            for slug, order in orders.items()
        }

    def check_books(self) -> None:
        for panel in self.panels.values():
            panel.check_books()


def fund(panel: Panel) -> None:
    """The panel below (or alice) pays in 100.00."""
    taken = PaymentTaken(BOUGHT_BY[panel.slug], "manual", "pay_1", Money.of("100", "USD"), fee=Money.of("0", "USD"))
    credit_deposit(panel.desk, taken)


@contextmanager
def own_installations(
    root: Path, upstream: RestUpstream, now: Callable[[], datetime], environ: pytest.MonkeyPatch
) -> Iterator[Chain]:
    """Three installations, each with a database and a server of its own."""
    chain, above = Chain(upstream), UPSTREAM.format(url=upstream.url)
    with ExitStack() as stack:
        for slug in CHARGES:
            folder = root / slug
            write_tenant(folder, slug, above)
            service = Service.open(folder, database=f"sqlite:///{folder / 'books.sqlite3'}", now=now)
            stack.callback(service.close)
            server = stack.enter_context(AsgiServer(make_app(service, with_worker=False)))
            chain.panels[slug] = panel = Panel(slug, service, server.url)
            fund(panel)
            environ.setenv(key_name(slug), panel.child_key())
            above = PARENT.format(url=server.url, key=key_name(slug))
        yield chain


@contextmanager
def one_installation(
    root: Path, database: str, upstream: RestUpstream, now: Callable[[], datetime], environ: pytest.MonkeyPatch
) -> Iterator[Chain]:
    """Three tenants of one installation, which ask their own server."""
    write_tenant(root, "a", UPSTREAM.format(url=upstream.url))
    service = Service.open(root, database=database, now=now)
    with AsgiServer(make_app(service, with_worker=False)) as server:
        chain = Chain(upstream)
        for slug in CHARGES:
            if chain.panels:
                write_tenant(root, slug, PARENT.format(url=server.url, key=key_name([*chain.panels][-1])))
                assert not service.reload().refused
            chain.panels[slug] = panel = Panel(slug, service, server.url)
            fund(panel)
            environ.setenv(key_name(slug), panel.child_key())
        yield chain
    service.close()


def set_secrets(environ: pytest.MonkeyPatch) -> None:
    environ.setenv("CHAIN_UPSTREAM_KEY", KEY)
    environ.setenv("CHAIN_UPSTREAM_SECRET", SECRET)
