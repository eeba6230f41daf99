"""A file of statuses and the books: what it says is paid once, and half of it is paid not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from tests.flows.shop import Shop

from panel_refunds.flows.poll_provider import Polled, poll_provider
from panel_refunds.orders.order import Order
from panel_refunds.plugins.bounded import BoundedProvider, Caller
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.ports import Surroundings
from panel_refunds_csv_orders import order_providers

HEAD = "order,status,remains\n"


@pytest.fixture
def poll_file(shop: Shop, tmp_path: Path) -> Callable[[str], Polled]:
    """Drop this file and let the shop poll its provider."""
    (factory,) = order_providers()
    around = Surroundings("smmpanelus", "main", lambda: shop.at, dict, structlog.get_logger(), tmp_path)
    built = factory.build({"file": "orders.csv", "last_line": "#END"}, around)
    provider = BoundedProvider(built, Caller("order_providers.main", Patience(), Redactor()))
    shop.desk = replace(shop.desk, providers={"main": provider})
    shop.deposit("100.00")

    def poll(content: str) -> Polled:
        (tmp_path / "orders.csv").write_text(content, encoding="utf-8")
        changed = (shop.at - timedelta(minutes=1)).timestamp()
        os.utime(tmp_path / "orders.csv", (changed, changed))
        return poll_provider(shop.desk, "main")

    return poll


def refunded(shop: Shop, *orders: Order) -> list[int]:
    with shop.desk.read() as books:
        return [books.get_order(order.order_id).refunded // 10**6 for order in orders]


def test_a_whole_file_pays_what_it_says_and_pays_it_once(shop: Shop, poll_file: Callable[[str], Polled]) -> None:
    orders = [shop.order("10.00", provider_ref=ref) for ref in ("71", "72", "73")]
    file = HEAD + "71,Partial,157\n72,Canceled,\n73,Verloren,1000\n#END\n"
    assert poll_file(file).refunded == 2
    assert poll_file(file).refunded == 0
    assert refunded(shop, *orders) == [157, 1000, 0]


def test_half_a_file_touches_no_order(shop: Shop, poll_file: Callable[[str], Polled]) -> None:
    order = shop.order("10.00", provider_ref="71")
    file = HEAD + "71,Canceled,\n#END\n"
    for cut in range(len(file) - 1):
        assert poll_file(file[:cut]).error == "unreadable"
    assert refunded(shop, order) == [0]


def test_a_contradiction_costs_only_its_own_order_the_turn(shop: Shop, poll_file: Callable[[str], Polled]) -> None:
    orders = [shop.order("10.00", provider_ref=ref) for ref in ("71", "72")]
    polled = poll_file(HEAD + "71,Canceled,\n71,Completed,0\n72,Canceled,\n#END\n")
    assert (polled.answered, polled.refunded) == (1, 1)
    assert refunded(shop, *orders) == [0, 1000]
