"""A request that was decided anew goes where the decision says, and the customer hears of it."""

from tests.flows.shop import usd

from panel_refunds.flows.record_fee import record_fee
from panel_refunds.flows.review_refund import ask_customer
from panel_refunds.policy.settings import Amounts, AutoApprove


def seen(shop, request):
    """The request as it is now, and how many messages its ticket has."""
    with shop.desk.read() as books:
        return books.get_request(request.request_id), len(books.messages_of(request.request_id))


def test_a_fee_that_becomes_known_brings_the_request_to_finance_and_tells_the_customer(shop):
    deposit = shop.deposit("50.00", fee=None)
    request = shop.request("50.00", deposit)
    _, before = seen(shop, request)
    record_fee(shop.desk, deposit.deposit_id, usd("1.75"))
    now, messages = seen(shop, request)

    assert (now.state, now.recommend) == ("in_review", "approve")
    assert messages == before + 1


def test_too_much_asked_for_is_offered_once_the_fee_is_known_and_the_clock_waits(shop):
    deposit = shop.deposit("50.00", fee=None)
    request = shop.request("60.00", deposit)
    record_fee(shop.desk, deposit.deposit_id, usd("1.75"))
    now, _ = seen(shop, request)

    assert (now.state, now.recommend) == ("waiting_for_customer", "offer")
    assert now.paused_at == shop.at
    assert now.offer_until is not None
    assert now.offer_until > shop.at
    assert shop.figures() == ("0.00 USD", "0.00 USD", "50.00 USD")


def test_a_rule_approves_what_has_waited_for_a_fee(shop):
    shop.with_rules(review={"auto_approve": AutoApprove(Amounts({"USD": usd("100").units}), 30)})
    deposit = shop.deposit("50.00", fee=None)
    request = shop.request("20.00", deposit)
    assert seen(shop, request)[0].state == "in_review"
    record_fee(shop.desk, deposit.deposit_id, usd("1.75"))

    assert seen(shop, request)[0].state == "approved"


def test_a_rule_declines_what_the_fee_would_eat(shop):
    shop.with_rules(review={"auto_decline": True})
    deposit = shop.deposit("50.00", fee=None)
    request = shop.request("1.00", deposit)
    record_fee(shop.desk, deposit.deposit_id, usd("1.75"))

    assert seen(shop, request)[0].state == "declined"
    assert shop.figures() == ("50.00 USD", "0.00 USD", "0.00 USD")


def test_a_request_with_another_fee_still_unknown_goes_on_waiting_in_silence(shop):
    first, _ = shop.deposit("30.00", fee=None), shop.deposit("20.00", fee=None)
    request = shop.request("all")
    _, before = seen(shop, request)
    record_fee(shop.desk, first.deposit_id, usd("1.00"))
    now, messages = seen(shop, request)

    assert (now.state, now.recommend, messages) == ("in_review", "wait", before)


def test_while_finance_waits_for_an_answer_the_request_is_decided_anew_and_stays_with_the_customer(shop):
    deposit = shop.deposit("50.00", fee=None)
    request = shop.request("50.00", deposit)
    ask_customer(shop.desk, request.request_id, by="finance-1", text="Which card?")
    record_fee(shop.desk, deposit.deposit_id, usd("1.75"))
    now, _ = seen(shop, request)

    assert (now.state, now.recommend) == ("waiting_for_customer", "approve")


def test_an_order_that_is_cancelled_brings_the_request_for_it_to_finance(shop):
    shop.deposit("50.00")
    order = shop.order("10.00")
    request = shop.request("10.00", target="order", about=order.order_id)
    assert request.recommend == "wait"
    shop.status(order, "Canceled", 1000)
    now, _ = seen(shop, request)

    assert (now.state, now.recommend) == ("in_review", "approve")
    assert shop.figures() == ("40.00 USD", "0.00 USD", "10.00 USD")
