"""The panel's table changes, the worker polls, and the books give the money back: once, whoever asks how often."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from tests.flows.shop import Shop

from panel_refunds.store import Store
from panel_refunds.worker import run_due


@pytest.fixture
def shop(panel, tmp_path) -> Iterator[Shop]:
    """A shop whose orders stand in the panel's own table; its books are audited after every test."""
    store = Store(f"sqlite:///{tmp_path / 'books.sqlite3'}")
    store.create_schema()
    open_shop = Shop(store)
    panel.orders(status_type="VARCHAR(40)")
    open_shop.desk.providers["main"] = panel.provider()
    yield open_shop
    open_shop.check_books()
    store.close()


def poll(shop: Shop) -> None:
    """Every order that is due is looked up, as the worker does it."""
    shop.passes(hours=2)
    run_due(shop.desk, kinds={"poll"})


def order_now(shop: Shop, order):
    with shop.desk.read() as books:
        return books.get_order(order.order_id)


def test_a_canceled_and_a_partial_order_come_back_to_the_cent_and_once(shop, panel):
    shop.deposit("50.00")
    canceled, partial, running = (shop.order("10.00", provider_ref=ref) for ref in ("11", "12", "13"))
    panel.add((11, "Pending", 1000), (12, "In progress", 1000), (13, "In progress", 1000))
    poll(shop)
    assert shop.figures()[0] == "20.00 USD"

    panel.run(
        "UPDATE orders SET status = 'Canceled', remains = 1000 WHERE id = 11",
        "UPDATE orders SET status = 'Partial', remains = 157 WHERE id = 12",
    )
    for _ in range(3):
        poll(shop)

    assert shop.figures()[0] == "31.57 USD"
    assert [order_now(shop, order).status for order in (canceled, partial, running)] == [
        "canceled",
        "partial",
        "in_progress",
    ]


def test_several_workers_at_once_pay_it_once(shop, panel):
    shop.deposit("50.00")
    shop.order("10.00", provider_ref="11")
    panel.add((11, "Canceled", 1000))
    shop.passes(hours=2)
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        run_due(shop.desk, kinds={"poll"})

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert shop.figures()[0] == "50.00 USD"


def test_what_is_in_doubt_waits_for_a_person(shop, panel):
    shop.deposit("50.00")
    unreadable, strange, twice = (shop.order("10.00", provider_ref=ref) for ref in ("11", "12", "13"))
    panel.add((11, "Partial", None), (12, "Half cancelled", 500), (13, "Canceled", 0), (13, "Pending", 0))

    poll(shop)

    assert order_now(shop, unreadable).review == "partial_unreadable"
    assert order_now(shop, strange).review == "unknown_word"
    assert (order_now(shop, twice).review, order_now(shop, twice).misses) == (None, 1)
    assert shop.figures()[0] == "20.00 USD"


def test_a_table_that_is_gone_leaves_every_order_as_it_was(shop, panel):
    shop.deposit("50.00")
    order = shop.order("10.00", provider_ref="11")
    panel.run("DROP TABLE orders")

    poll(shop)

    assert (order_now(shop, order).status, order_now(shop, order).misses) == ("pending", 0)
    assert shop.figures()[0] == "40.00 USD"
