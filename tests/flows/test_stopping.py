"""What was not sent is stopped with the account or the payment, also where that is known only afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.answer_request import withdraw_request
from panel_refunds.flows.close_account import forfeit_account, terminate_account
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.resolve_attempt import resolve_attempt
from panel_refunds.flows.stopping import not_sent, stop_if_over
from panel_refunds.refunds.refund import Refund

End = Callable[[Shop, Refund], object]
NeverRan = Callable[[Shop, Refund], Refund]


def forfeited(shop: Shop, _refund: Refund) -> object:
    return forfeit_account(shop.desk, "c1", cause="fraud", evidence="two accounts", by=["boss-1", "boss-2"])


def lost(shop: Shop, refund: Refund) -> object:
    open_dispute(shop.desk, refund.deposit_id, amount=usd("50.00"))
    return close_dispute(shop.desk, refund.deposit_id, outcome="lost")


def terminated(shop: Shop, _refund: Refund) -> object:
    return terminate_account(shop.desk, "c1", cause="sold accounts", by="boss-1")


ENDS = [pytest.param(forfeited, id="forfeited"), pytest.param(lost, id="lost")]


def unknown(shop: Shop) -> Refund:
    shop.gateway.script("unknown", ran=False)
    return pay_refund(shop.desk, shop.approved("20.00", "0.00").refund_id)


def says_an_operator(shop: Shop, refund: Refund) -> Refund:
    for _ in range(6):
        shop.passes(days=1)
        follow_refund(shop.desk, refund.refund_id)
    return resolve_attempt(shop.desk, refund.refund_id, ran=False, evidence="not in their list", by="finance-1")


def shows_a_look_long_after(shop: Shop, refund: Refund) -> Refund:
    attempt = attempts_of(shop, refund)[-1]
    shop.passes(days=40)
    shop.gateway.later(attempt.attempt_id, "not_executed")
    return follow_refund(shop.desk, refund.refund_id)


def attempts_of(shop: Shop, refund: Refund):
    with shop.desk.read() as books:
        return books.attempts_of(refund.refund_id)


@pytest.mark.parametrize("never_ran", [says_an_operator, shows_a_look_long_after])
@pytest.mark.parametrize("end", ENDS)
def test_a_refund_that_never_ran_is_stopped_when_that_is_known(shop: Shop, end: End, never_ran: NeverRan) -> None:
    """It was at the gateway, as far as anybody knew, when the account was forfeited or the payment lost."""
    refund = unknown(shop)
    end(shop, refund)
    assert shop.figures()[2] == "20.00 USD"
    refund = never_ran(shop, refund)

    assert (refund.state, shop.state_of(refund), shop.paid_back()) == ("stopped", "declined", "0.00 USD")
    assert shop.figures() == ("0.00 USD", "0.00 USD", "0.00 USD")
    assert attempts_of(shop, refund)[-1].state == "rejected"
    with shop.desk.read() as books:
        assert [books.find_work(kind, refund.refund_id) for kind in ("pay", "follow")] == [None, None]
        assert "refund_stopped" in [message.kind for message in books.outbox_of(refund.request_id)]
    with pytest.raises(Refused) as refused:
        withdraw_request(shop.desk, refund.request_id)
    assert refused.value.code == "request_closed"


@pytest.mark.parametrize("end", ENDS)
def test_nothing_is_sent_again_to_whom_nothing_may_go(shop: Shop, end: End) -> None:
    """The answer was lost and a look-up finds nothing: the same key would pay a forfeited account, or a lost payment."""
    refund = unknown(shop)
    end(shop, refund)
    shop.passes(minutes=5)
    shop.gateway.later(attempts_of(shop, refund)[-1].attempt_id, "not_executed")
    refund = follow_refund(shop.desk, refund.refund_id)

    assert (refund.state, len(shop.gateway.asked), shop.paid_back()) == ("sending", 1, "0.00 USD")
    shop.passes(days=40)
    assert follow_refund(shop.desk, refund.refund_id).state == "stopped"


@pytest.mark.parametrize("word", ["not_executed", "misconfigured", "rejected:insufficient_balance"])
@pytest.mark.parametrize("end", ENDS)
def test_a_refund_whose_end_comes_while_it_is_sent_is_stopped_when_it_did_not_run(
    shop: Shop, end: End, word: str
) -> None:
    refund = shop.approved("20.00", "0.00")
    shop.gateway.script(word)
    shop.gateway.meanwhile = lambda: end(shop, refund)
    refund = pay_refund(shop.desk, refund.refund_id)

    assert (refund.state, shop.state_of(refund), shop.paid_back()) == ("stopped", "declined", "0.00 USD")
    assert shop.figures() == ("0.00 USD", "0.00 USD", "0.00 USD")
    assert attempts_of(shop, refund)[-1].state == "rejected"


@pytest.mark.parametrize("word", ["not_executed", "misconfigured"])
@pytest.mark.parametrize("end", ENDS)
def test_what_the_gateway_said_it_did_not_run_is_stopped_at_once(shop: Shop, end: End, word: str) -> None:
    """It counts as sending because it will be sent again; else nothing would ever become of it."""
    shop.gateway.script(word)
    refund = pay_refund(shop.desk, shop.approved("20.00", "0.00").refund_id)
    assert refund.state == "sending"
    end(shop, refund)

    with shop.desk.read() as books:
        refund = books.get_refund(refund.refund_id)
    assert (refund.state, shop.state_of(refund)) == ("stopped", "declined")
    assert shop.figures() == ("0.00 USD", "0.00 USD", "0.00 USD")


@pytest.mark.parametrize("word", ["not_executed", "misconfigured"])
@pytest.mark.parametrize("first", ["the answer", "the termination"])
def test_after_a_termination_what_did_not_run_is_stopped_and_its_money_stays_on_the_balance(
    shop: Shop, first: str, word: str
) -> None:
    """Clause 6.1: nothing goes back any more, and nothing stays set aside for it either."""
    refund = shop.approved("20.00", "0.00")
    shop.gateway.script(word)
    if first == "the answer":
        assert pay_refund(shop.desk, refund.refund_id).state == "sending"
        terminated(shop, refund)
    else:
        shop.gateway.meanwhile = lambda: terminated(shop, refund)
        pay_refund(shop.desk, refund.refund_id)

    with shop.desk.read() as books:
        refund = books.get_refund(refund.refund_id)
        said = [message.text for message in books.outbox_of(refund.request_id) if message.kind == "refund_stopped"]
        assert [books.find_work(kind, refund.refund_id) for kind in ("pay", "follow")] == [None, None]
    assert (refund.state, refund.why, shop.state_of(refund)) == ("stopped", "account_terminated", "declined")
    assert shop.figures() == ("50.00 USD", "0.00 USD", "0.00 USD")
    assert ["terminated" in text for text in said] == [True]


def test_what_a_gateway_may_have_is_not_stopped_and_the_rest_is(shop: Shop) -> None:
    with_gateway, waiting = unknown(shop), shop.approved()
    with shop.desk.read() as books:
        assert [not_sent(books, refund) for refund in (with_gateway, waiting)] == [False, True]
    forfeited(shop, with_gateway)

    with shop.desk.read() as books:
        states = [books.get_refund(refund.refund_id).state for refund in (with_gateway, waiting)]
    assert states == ["sending", "stopped"]


def test_a_refund_goes_on_where_nothing_has_ended(shop: Shop) -> None:
    refund = shop.approved()
    with shop.desk.begin(refund.wallet_id) as books:
        assert stop_if_over(shop.desk, books, books.wallet(refund.wallet_id), refund) is None
