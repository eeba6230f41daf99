"""Banks contest payments, decide, and send refunds back, as the fake Stripe tells."""

from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.testing.demo.month import customers
from panel_refunds.testing.demo.month.bank import Bank
from panel_refunds.testing.demo.month.people import FINANCE
from panel_refunds.worker import run_due


def test_a_payment_is_contested_and_won_and_a_refund_comes_back(stage, brand):
    bank = Bank(stage.cards, stage.cards.fake)
    customers.pay_in(brand)
    bank.contest(brand, brand.here[0])
    run_due(brand.desk)
    with brand.desk.read() as books:
        assert len(books.open_disputes()) == 1
    bank.decide(brand)
    run_due(brand.desk)
    with brand.desk.read() as books:
        assert books.open_disputes() == []

    customers.pay_in(brand)
    while not (requests := _requests(brand)):
        customers.ask(brand)
    approve_refund(brand.desk, requests[0].request_id, Approval(FINANCE[:1]))
    run_due(brand.desk)
    assert _requests(brand)[0].state == "paid"
    bank.send_back(brand)
    run_due(brand.desk)
    assert _requests(brand)[0].state == "failed"


def _requests(brand):
    with brand.desk.read() as books:
        return [request for who in brand.here for request in books.requests_of(who)]
