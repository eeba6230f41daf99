"""The upstream panel works on orders, and what fails comes back."""

from panel_refunds.testing.demo.month import customers, upstream


def test_orders_end_in_a_few_days_and_some_give_something_back(stage, brand):
    for _ in range(4):
        customers.pay_in(brand)
    for _ in range(20):
        customers.buy(brand)
    placed = len(brand.orders)
    for day in range(9, 16):
        stage.clock.stand(f"2025-09-{day:02} 16:00")
        upstream.work(brand)

    assert len(brand.orders) < placed / 2
    with brand.desk.read() as books:
        given_back = [
            order
            for who in brand.here
            for order in books.newest_orders_of(who, before=None, limit=50)
            if order.refunded
        ]
    assert given_back
