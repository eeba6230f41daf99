"""What one request would get: the same decision as asking, and nothing is written."""

import pytest
from tests.flows.shop import usd

from panel_refunds.errors import Refused
from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.quote_request import quote_request
from panel_refunds.flows.request_refund import RefundAsked


def quoted(shop, amount, **other):
    given = {"customer_id": "c1", "site": "smmpanelus.com", "policy": "default", "subject": "Refund Request"}
    return quote_request(shop.desk, RefundAsked(amount=amount, **given, **other))


def plans(decision):
    return [(plan.gross, plan.processor_fee, plan.net) for plan in decision.refunds]


@pytest.mark.parametrize("amount", ["all", "20.00", "45.00"])
def test_asking_gets_what_the_quote_said(shop, amount):
    shop.deposit("50.00", "1.75")
    shop.order("10.00")
    quote = quoted(shop, amount)
    request = shop.request(amount)
    with shop.desk.read() as books:
        decision = books.get_decision(request.decision_id)

    assert plans(quote.decision) == plans(decision)
    assert (quote.decision.recommend, quote.decision.reasons) == (decision.recommend, decision.reasons)
    assert quote.due_at == request.due_at


def test_a_quote_writes_nothing(shop):
    shop.deposit("50.00", "1.75")
    quoted(shop, "20.00")

    with shop.desk.read() as books:
        assert books.list_requests() == []
        assert books.balance(books.find_wallet("c1", "USD")).held == 0


def test_it_says_when_the_money_would_come(shop):
    # Asked on Labor Day: five working days, then 3 to 15 after the sending.
    shop.deposit("50.00", "1.75")
    quote = quoted(shop, "20.00")

    assert shop.desk.tenant.calendar.day_of(quote.due_at).isoformat() == "2025-09-08"
    assert (quote.arrives.first.isoformat(), quote.arrives.last.isoformat()) == ("2025-09-04", "2025-09-29")


def test_counted_from_the_request_the_last_day_does_not_wait_for_the_answer(shop):
    shop.with_rules(payout={"arrives_from": "request"})
    shop.deposit("50.00", "1.75")

    assert quoted(shop, "20.00").arrives.last.isoformat() == "2025-09-22"


def test_the_bonus_of_the_deposit_would_be_cancelled(shop):
    deposit = shop.deposit("50.00", "1.75")
    grant_bonus(shop.desk, "c1", usd("5.00"), tied_to=deposit.deposit_id)

    assert quoted(shop, "20.00").bonus_cancelled == usd("5.00").units


def test_what_is_missing_is_said_and_nothing_is_promised(shop):
    shop.deposit("50.00", "1.75")
    quote = quoted(shop, None)

    assert (quote.decision.recommend, quote.decision.reasons) == ("ask", ("amount_missing",))
    assert (quote.due_at, quote.arrives) == (None, None)


def test_where_nothing_can_go_the_quote_says_why(shop):
    shop.deposit("50.00", "1.75")
    shop.passes(days=15)
    quote = quoted(shop, "20.00")

    assert quote.decision.recommend == "decline"
    assert "window_closed" in quote.decision.reasons
    assert quote.arrives is None


def test_it_is_refused_as_asking_would_be(shop):
    deposit = shop.deposit("50.00", "1.75")
    shop.deposit("10.00", "0.50", customer="c2")

    with pytest.raises(Refused, match="amount_invalid"):
        quoted(shop, "0")
    with pytest.raises(Refused, match="not_found"):
        quote_request(shop.desk, RefundAsked("c2", "smmpanelus.com", "default", "1.00", "deposit", deposit.deposit_id))
    with pytest.raises(Refused, match="not_found"):
        quote_request(shop.desk, RefundAsked("c3", "smmpanelus.com", "default", "1.00"))
    with pytest.raises(Refused, match="wrong_channel"):
        quoted(shop, "1.00", channel="email")
    shop.request("20.00", deposit)
    with pytest.raises(Refused, match="request_open"):
        quoted(shop, "1.00", target="deposit", about=deposit.deposit_id)
