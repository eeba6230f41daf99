"""Panels with quirks, over real HTTP and with the books: exactly what the customer lacks comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
import structlog
from tests.flows.shop import Shop

from panel_refunds.flows.decide_order import decide_order
from panel_refunds.flows.poll_provider import poll_provider
from panel_refunds.orders.order import Order
from panel_refunds.plugins.bounded import BoundedProvider, Caller
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.settings import check_settings
from panel_refunds.ports import Surroundings
from panel_refunds.tenants.tenant import Place, PluginUse, SecretRef
from panel_refunds.testing.upstream_panel import Dialect, UpstreamPanel
from panel_refunds.worker.run_due import run_due
from panel_refunds_smm_v2 import order_providers

RUNS = {"runs": "runs", "runs_left": "runs_left"}


class QuirkyShop:
    """A shop whose orders are fulfilled by a panel with a dialect of its own."""

    def __init__(self, shop: Shop, panel: UpstreamPanel, settings: dict[str, Any]) -> None:
        self.shop, self.panel = shop, panel
        (factory,) = order_providers()
        use = PluginUse(
            "main", "smm_v2", {"url": panel.url, "key": SecretRef("env", "KEY"), **settings}, Place(Path("tenant.toml"))
        )
        values, faults = check_settings("order_providers", use, "smm_v2", factory, self)
        assert not faults
        around = Surroundings("smmpanelus", "main", lambda: shop.at, httpx2.Client, structlog.get_logger())
        caller = Caller("order_providers.main", Patience(), Redactor())
        provider = BoundedProvider(factory.build(values, around), caller)
        shop.desk = replace(shop.desk, providers={"main": provider})
        shop.deposit("100.00")

    def read(self, _ref: SecretRef) -> str:
        return "upstream-key"

    def order(self, upstream: str, **other: Any) -> Order:
        return self.shop.order("10.00", provider_ref=upstream, **other)

    def poll(self, order: Order) -> Order:
        poll_provider(self.shop.desk, "main")
        with self.shop.desk.read() as books:
            return books.get_order(order.order_id)


@pytest.fixture
def open_shop(shop: Shop) -> Iterator[Any]:
    """A shop at a panel with this dialect and these settings."""
    panels: list[UpstreamPanel] = []

    def opened(dialect: Dialect | None = None, **settings: Any) -> QuirkyShop:
        panels.append(UpstreamPanel(dialect=dialect).start())
        return QuirkyShop(shop, panels[-1], settings)

    yield opened
    for panel in panels:
        panel.stop()


def cents(order: Order) -> tuple[int, str | None]:
    """What came back, in cents, and why the order waits for a person."""
    assert order.refunded % 10**6 == 0
    return order.refunded // 10**6, order.review


def test_a_panel_with_everything_elsewhere_is_paid_by_as_usual(open_shop: Any) -> None:
    fields = {"status": "data.state", "remains": "left", "orders": "result.items", "order": "no"}
    dialect = Dialect(
        method="GET",
        key_header="X-Key",
        parameters={"orders": "ids"},
        separator="|",
        fields=fields,
        orders_at="result.items",
        error_at="err.msg",
        as_list=True,
    )
    quirky = open_shop(
        dialect,
        method="GET",
        key_header="X-Key",
        parameters={"orders": "ids"},
        separator="|",
        fields={**fields, "error": "err.msg"},
        words={"Beendet": "completed", "Teilweise": "partial"},
    )
    first, second = quirky.panel.place(), quirky.panel.place()
    orders = [quirky.order(first), quirky.order(second)]
    quirky.panel.set_status(first, "Teilweise", remains=157)
    quirky.panel.set_status(second, "Wird geprüft", remains=1000)
    assert [cents(quirky.poll(order)) for order in orders] == [(157, None), (0, "unknown_word")]
    quirky.panel.set_status(second, "Beendet", remains=0)
    assert (quirky.poll(orders[1]).status, quirky.poll(orders[1]).review) == ("completed", None)


# ---------------------------------------------------------------- over-ordering


@pytest.mark.parametrize(
    ("remains", "paid"),
    [
        (1100, (1000, None)),
        (400, (300, None)),
        (101, (1, None)),
        (100, (0, "partial_nothing_remains")),
        (1101, (0, "partial_unreadable")),
    ],
)
def test_ten_percent_more_upstream_pays_what_the_customer_lacks(open_shop: Any, remains: int, paid: Any) -> None:
    quirky = open_shop(over_order="10")
    upstream = quirky.panel.place(quantity=1100)
    order = quirky.order(upstream)
    quirky.panel.set_status(upstream, "Partial", remains=remains)
    assert cents(quirky.poll(order)) == paid


def test_completed_with_what_was_ordered_on_top_remaining_is_completed(open_shop: Any) -> None:
    quirky = open_shop(over_order="10")
    upstream = quirky.panel.place(quantity=1100)
    order = quirky.order(upstream)
    quirky.panel.set_status(upstream, "Completed", remains=60)
    assert cents(quirky.poll(order)) == (0, None)
    quirky.panel.set_status(upstream, "Completed", remains=160)
    quirky.shop.passes(hours=2)
    assert cents(quirky.poll(order)) == (0, "completed_with_remains")


def test_the_quantity_the_panel_tells_is_better_than_the_percentage(open_shop: Any) -> None:
    quirky = open_shop(Dialect(tells_quantity=True), over_order="10", fields={"ordered": "quantity"})
    upstream = quirky.panel.place(quantity=1200)
    order = quirky.order(upstream)
    quirky.panel.set_status(upstream, "Partial", remains=400)
    assert cents(quirky.poll(order)) == (200, None)


def test_partial_then_cancelled_tops_up_and_never_beyond_the_charge(open_shop: Any) -> None:
    quirky = open_shop(over_order="10")
    upstream = quirky.panel.place(quantity=1100)
    order = quirky.order(upstream)
    quirky.panel.set_status(upstream, "Partial", remains=400)
    assert cents(quirky.poll(order)) == (300, None)
    quirky.panel.set_status(upstream, "Canceled", remains=1100)
    assert cents(quirky.poll(order)) == (1000, None)
    assert cents(quirky.poll(order)) == (1000, None)


# ---------------------------------------------------------------- drip feeds


def test_a_drip_feed_is_paid_by_runs_that_have_not_begun(open_shop: Any) -> None:
    quirky = open_shop(drip_feed="run", fields=RUNS)
    upstream = quirky.panel.place(quantity=100, runs=10)
    order = quirky.order(upstream, quantity=100, runs=10)
    quirky.panel.set_status(upstream, "Partial", remains=40, runs_left=6)
    assert cents(quirky.poll(order)) == (640, None)


def test_a_drip_feed_cancelled_after_it_began_waits_for_a_person(open_shop: Any) -> None:
    quirky = open_shop(drip_feed="run", fields=RUNS)
    upstream = quirky.panel.place(quantity=100, runs=10)
    order = quirky.order(upstream, quantity=100, runs=10)
    quirky.panel.set_status(upstream, "Canceled", remains=40, runs_left=6)
    assert cents(quirky.poll(order)) == (0, "undelivered_unclear")
    decided = decide_order(quirky.shop.desk, order.order_id, pays="undelivered", by="ann", text="six runs never came")
    assert cents(decided) == (640, None)
    assert cents(quirky.poll(order)) == (640, None)


def test_a_drip_feed_cancelled_before_it_began_pays_all(open_shop: Any) -> None:
    quirky = open_shop(drip_feed="run", fields=RUNS, over_order="10")
    upstream = quirky.panel.place(quantity=110, runs=10)
    order = quirky.order(upstream, quantity=100, runs=10)
    quirky.panel.set_status(upstream, "Canceled", remains=0, runs_left=10)
    assert cents(quirky.poll(order)) == (1000, None)


@pytest.mark.parametrize("word", ["Partial", "Canceled"])
def test_a_drip_feed_nobody_can_read_waits_for_a_person(open_shop: Any, word: str) -> None:
    quirky = open_shop(drip_feed="ask_person")
    drip, plain = quirky.panel.place(quantity=100, runs=10), quirky.panel.place()
    orders = quirky.order(drip, quantity=100, runs=10), quirky.order(plain)
    quirky.panel.set_status(drip, word, remains=40, runs_left=6)
    quirky.panel.set_status(plain, "Partial", remains=40)
    assert [cents(quirky.poll(order)) for order in orders] == [(0, "undelivered_unclear"), (40, None)]


def test_a_drip_feed_with_other_runs_than_ours_waits_for_a_person(open_shop: Any) -> None:
    quirky = open_shop(drip_feed="run", fields=RUNS)
    upstream = quirky.panel.place(quantity=100, runs=20)
    order = quirky.order(upstream, quantity=100, runs=10)
    quirky.panel.set_status(upstream, "Partial", remains=40, runs_left=6)
    assert cents(quirky.poll(order)) == (0, "undelivered_unclear")


# ---------------------------------------------------------------- subscriptions


def test_a_subscription_waits_for_a_person_unless_its_posts_are_counted(open_shop: Any) -> None:
    quirky = open_shop()
    upstream = quirky.panel.subscribe(quantity=100, posts=10)
    order = quirky.order(upstream, quantity=100, runs=10)
    quirky.panel.set_status(upstream, "Active", posts_served=3)
    assert cents(quirky.poll(order)) == (0, None)
    quirky.panel.set_status(upstream, "Canceled", posts_served=3)
    assert cents(quirky.poll(order)) == (0, "undelivered_unclear")


@pytest.mark.parametrize(
    ("word", "served", "paid"),
    [
        ("Canceled", 3, (700, None)),
        ("Canceled", 0, (1000, None)),
        ("Canceled", 10, (0, "partial_nothing_remains")),
        ("Expired", 3, (0, "status_asks")),
        ("Paused", 3, (0, None)),
        ("Completed", 10, (0, None)),
        ("Completed", 9, (0, "completed_with_remains")),
    ],
)
def test_posts_that_got_no_order_come_back(open_shop: Any, word: str, served: int, paid: Any) -> None:
    quirky = open_shop(subscriptions="posts")
    upstream = quirky.panel.subscribe(quantity=100, posts=10)
    order = quirky.order(upstream, quantity=100, runs=10)
    quirky.panel.set_status(upstream, word, posts_served=served)
    assert cents(quirky.poll(order)) == paid


def test_a_subscription_whose_posts_we_do_not_know_waits_for_a_person(open_shop: Any) -> None:
    quirky = open_shop(subscriptions="posts")
    upstream = quirky.panel.subscribe(quantity=100, posts=10)
    order = quirky.order(upstream, quantity=1000)
    quirky.panel.set_status(upstream, "Canceled", posts_served=9)
    assert cents(quirky.poll(order)) == (0, "undelivered_unclear")


# ---------------------------------------------------------------- the rate


def test_a_worker_keeps_to_the_rate_of_a_panel_and_reaches_every_order(open_shop: Any, shop: Shop) -> None:
    dialect = Dialect(rate=(2, timedelta(seconds=10)), most_ids=3, now=lambda: shop.at)
    quirky = open_shop(dialect, questions=2, per_seconds=10, batch=3)
    upstreams = [quirky.panel.place() for _ in range(20)]
    orders = [quirky.shop.order("1.00", provider_ref=upstream) for upstream in upstreams]
    for upstream in upstreams:
        quirky.panel.set_status(upstream, "Canceled", remains=1000)
    with shop.desk.begin() as books:
        books.schedule("poll", "main", shop.at)

    for _ in range(4):
        run_due(shop.desk, kinds={"poll"})
        run_due(shop.desk, kinds={"poll"})  # nothing is due before the panel has had its rest
        shop.passes(seconds=10)

    with shop.desk.read() as books:
        assert all(books.get_order(order.order_id).outstanding == 0 for order in orders)
    assert quirky.panel.count("status") == 7
    assert shop.figures()[0] == "100.00 USD"
