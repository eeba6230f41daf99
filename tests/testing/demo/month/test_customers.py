"""Customers come, buy, ask and answer; what they may not do is refused as for everybody."""

from panel_refunds.flows.review_refund import ask_customer
from panel_refunds.testing.demo.month import customers
from panel_refunds.testing.demo.month.people import CUSTOMERS, FINANCE


def test_somebody_pays_in_buys_and_asks_once(brand):
    customers.pay_in(brand)
    (who,) = brand.here
    paid = brand.cash_of(who)
    customers.buy(brand)
    spent = paid.units - brand.cash_of(who).units
    for _ in range(3):
        customers.ask(brand)

    assert who == CUSTOMERS["smmpanelus"][0]
    assert len(brand.orders) == 1
    assert spent > 0
    with brand.desk.read() as books:
        assert len(books.requests_of(who)) == 1


def test_whoever_was_asked_answers_on_a_later_day(stage, brand):
    customers.pay_in(brand)
    customers.ask(brand)
    with brand.desk.read() as books:
        (request,) = books.requests_of(brand.here[0])
    ask_customer(brand.desk, request.request_id, by=FINANCE[0], text="Which card?")

    customers.answer(brand)
    with brand.desk.read() as books:
        assert books.get_request(request.request_id).state == "waiting_for_customer"
    for day in ("2025-09-09", "2025-09-10", "2025-09-11"):
        stage.clock.stand(f"{day} 20:00")
        customers.answer(brand)
    with brand.desk.read() as books:
        assert books.get_request(request.request_id).state != "waiting_for_customer"
