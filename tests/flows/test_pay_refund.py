"""The crash protocol: whatever dies or lies between us and the gateway, the customer is paid once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.flows import attempting, follow_refund, pay_refund
from panel_refunds.flows.follow_refund import follow_refund as follow
from panel_refunds.flows.pay_refund import pay_refund as pay
from panel_refunds.ports import Capabilities, GatewayRefund, RefundStatus


class Killed(BaseException):
    """Stands for a process that dies here: nothing after it runs."""


def test_a_refund_is_sent_once_with_the_fee_kept_and_the_books_settled(shop: Shop) -> None:
    refund = pay(shop.desk, shop.approved().refund_id)

    assert (refund.state, shop.state_of(refund)) == ("paid", "paid")
    assert shop.paid_back() == "18.25 USD"
    assert shop.figures() == ("30.00 USD", "0.00 USD", "0.00 USD")


def test_paying_again_sends_nothing_again(shop: Shop) -> None:
    refund = shop.approved()
    for _ in range(3):
        pay(shop.desk, refund.refund_id)
        follow(shop.desk, refund.refund_id)

    assert len(shop.gateway.asked) == 1
    assert shop.paid_back() == "18.25 USD"


@pytest.mark.parametrize("word", ["pending", "action_required"])
def test_a_pending_refund_is_shown_as_sent_and_not_as_done(shop: Shop, word: str) -> None:
    """F9: pending was shown as failed here, as done there."""
    shop.gateway.script(word)
    refund = pay(shop.desk, shop.approved().refund_id)

    assert (refund.state, shop.state_of(refund)) == ("sent", "sent")
    assert shop.figures() == ("30.00 USD", "0.00 USD", "20.00 USD")


def test_a_pending_refund_that_succeeds_later_is_paid_once(shop: Shop) -> None:
    shop.gateway.script("pending")
    refund = pay(shop.desk, shop.approved().refund_id)
    shop.gateway.later(_attempt_of(shop, refund.refund_id), "succeeded")
    refund = follow(shop.desk, refund.refund_id)
    refund = follow(shop.desk, refund.refund_id)

    assert refund.state == "paid"
    assert shop.figures() == ("30.00 USD", "0.00 USD", "0.00 USD")


@pytest.mark.parametrize("word", ["failed", "canceled"])
def test_a_refund_that_fails_after_it_succeeded_comes_back_whole(shop: Shop, word: str) -> None:
    """F10: succeeded, later failed: ignored, and the money is nowhere."""
    refund = pay(shop.desk, shop.approved().refund_id)
    shop.gateway.later(_attempt_of(shop, refund.refund_id), word)
    shop.passes(days=20)
    refund = follow(shop.desk, refund.refund_id)

    assert (refund.state, shop.state_of(refund)) == ("failed", "failed")
    assert shop.figures() == ("50.00 USD", "0.00 USD", "0.00 USD")
    # The money was asked for in time, so it may be asked for again though the window has closed.
    again = shop.approve(shop.request("20.00"))
    paid = pay(shop.desk, shop.refund_of(again).refund_id)
    assert (paid.state, str(usd("18.25"))) == ("paid", shop.paid_back())


def test_a_late_word_never_moves_a_refund_downwards(shop: Shop) -> None:
    refund = pay(shop.desk, shop.approved().refund_id)
    shop.gateway.later(_attempt_of(shop, refund.refund_id), "pending")

    assert follow(shop.desk, refund.refund_id).state == "paid"


def test_an_unknown_outcome_is_looked_up_and_never_sent_with_a_new_key(shop: Shop) -> None:
    """F6: a lost connection was taken for a failure, and tried again with another key."""
    shop.gateway.script("unknown", ran=True)
    refund = pay(shop.desk, shop.approved().refund_id)
    assert (refund.state, shop.state_of(refund)) == ("sending", "sending")

    for _ in range(3):
        shop.passes(hours=1)
        follow(shop.desk, refund.refund_id)
        pay(shop.desk, refund.refund_id)
    assert len({order.key for order in shop.gateway.asked}) == 1
    shop.gateway.later(_attempt_of(shop, refund.refund_id), "succeeded")
    refund = follow(shop.desk, refund.refund_id)

    assert (refund.state, shop.paid_back()) == ("paid", "18.25 USD")


def test_an_adapter_that_raises_may_have_run_the_refund(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shop.gateway.create_refund

    def runs_and_raises(order: object) -> object:
        real(order)
        raise RuntimeError("the answer was cut")

    refund = shop.approved()
    monkeypatch.setattr(shop.gateway, "create_refund", runs_and_raises)
    assert pay(shop.desk, refund.refund_id).state != "failed"
    monkeypatch.undo()
    shop.passes(minutes=5)

    assert follow(shop.desk, refund.refund_id).state == "paid"
    assert shop.paid_back() == "18.25 USD"


def test_an_answer_about_another_amount_is_not_believed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """F11, F12: a wrong amount in the answer must not pass for ours."""
    refund = shop.approved()
    answer = GatewayRefund("re_x", RefundStatus.SUCCEEDED, usd("1825.00"), None)
    monkeypatch.setattr(shop.gateway, "create_refund", lambda _: answer)
    pay(shop.desk, refund.refund_id)
    monkeypatch.undo()

    assert shop.state_of(refund) == "sending"


def test_already_refunded_is_no_success_until_our_own_attempt_is_found(shop: Shop) -> None:
    """F8: "already refunded" was taken for success and the refund's id was lost."""
    shop.gateway.script("rejected:already_refunded", ran=False)
    refund = pay(shop.desk, shop.approved().refund_id)

    assert refund.state != "paid"
    assert shop.paid_back() == "0.00 USD"


@pytest.mark.parametrize("code", ["not_refundable", "window_expired", "account_closed", "over_refund"])
def test_a_rejected_refund_brings_the_gross_back_and_opens_the_ticket(shop: Shop, code: str) -> None:
    shop.gateway.script(f"rejected:{code}")
    refund = pay(shop.desk, shop.approved().refund_id)

    assert (refund.state, refund.why, shop.state_of(refund)) == ("failed", code, "failed")
    assert shop.figures() == ("50.00 USD", "0.00 USD", "0.00 USD")


def test_a_failed_refund_can_be_approved_again_with_a_new_key(shop: Shop) -> None:
    shop.gateway.script("rejected:account_closed")
    first = pay(shop.desk, shop.approved().refund_id)
    with shop.desk.read() as books:
        request = books.get_request(first.request_id)
    request = shop.approve(request)
    with shop.desk.read() as books:
        second = [each for each in books.refunds_of(request.request_id) if each.state == "approved"]
    paid = pay(shop.desk, second[0].refund_id)

    assert (paid.state, shop.state_of(paid), shop.paid_back()) == ("paid", "paid", "18.25 USD")
    assert len({order.key for order in shop.gateway.asked}) == 2


def test_no_float_keeps_the_hold_and_tries_again_with_a_new_key(shop: Shop) -> None:
    """F9: no float is neither failed nor done."""
    shop.gateway.script("rejected:insufficient_balance")
    refund = pay(shop.desk, shop.approved().refund_id)
    assert (refund.state, shop.state_of(refund)) == ("approved", "approved")
    assert shop.figures()[2] == "20.00 USD"

    assert pay(shop.desk, refund.refund_id).state == "paid"
    assert len({order.key for order in shop.gateway.asked}) == 2


def test_what_did_not_run_is_sent_later_as_the_same_attempt(shop: Shop) -> None:
    shop.gateway.script("not_executed")
    refund = pay(shop.desk, shop.approved().refund_id)
    assert shop.state_of(refund) == "sending"

    refund = pay(shop.desk, refund.refund_id)
    assert (refund.state, shop.paid_back()) == ("paid", "18.25 USD")
    assert len({order.key for order in shop.gateway.asked}) == 1


@pytest.mark.parametrize("step", ["facts", "prepared", "sending", "sent"])
def test_a_sender_killed_at_any_step_leaves_what_the_next_one_finishes(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """F7: a crash between the gateway's answer and saving it repeated the refund."""
    refund = shop.approved()
    target, name, after = {
        "facts": (pay_refund, "prepare_attempt", False),
        "prepared": (pay_refund, "mark_sending", False),
        "sending": (pay_refund, "call_gateway", False),
        "sent": (pay_refund, "call_gateway", True),
    }[step]
    real = getattr(target, name)

    def dies(*given: object, **named: object) -> None:
        if after:
            real(*given, **named)
        raise Killed

    monkeypatch.setattr(target, name, dies)
    with pytest.raises(Killed):
        pay(shop.desk, refund.refund_id)
    monkeypatch.undo()

    for _ in range(4):
        shop.passes(minutes=10)
        pay(shop.desk, refund.refund_id)
        refund = follow(shop.desk, refund.refund_id)
    assert (refund.state, shop.paid_back()) == ("paid", "18.25 USD")
    assert len({order.key for order in shop.gateway.asked}) == 1


def test_a_second_sender_waits_while_the_first_holds_the_lease(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """F2, F19: two senders with different ideas of who is first."""
    refund = shop.approved()

    def meanwhile(*given: object) -> object:
        monkeypatch.undo()
        assert pay(shop.desk, refund.refund_id).state == "sending"
        assert follow(shop.desk, refund.refund_id).state == "sending"
        return pay_refund.call_gateway(*given)

    monkeypatch.setattr(pay_refund, "call_gateway", meanwhile)
    assert pay(shop.desk, refund.refund_id).state == "paid"
    assert len(shop.gateway.asked) == 1


def test_the_answer_of_a_sender_that_was_given_up_is_not_recorded_twice(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    refund = shop.approved()
    real = pay_refund.call_gateway

    def slow(*given: object) -> object:
        monkeypatch.undo()
        answer = real(*given)
        shop.passes(hours=1)
        assert follow(shop.desk, refund.refund_id).state == "paid"
        return answer

    monkeypatch.setattr(pay_refund, "call_gateway", slow)
    assert pay(shop.desk, refund.refund_id).state == "paid"
    assert shop.figures() == ("30.00 USD", "0.00 USD", "0.00 USD")


def test_past_the_life_of_its_key_an_attempt_is_not_sent_again(shop: Shop) -> None:
    """F5: an old unknown refund was marked failed unasked, and the retry paid again."""
    shop.gateway.script("unknown", ran=False)
    refund = pay(shop.desk, shop.approved().refund_id)
    shop.passes(hours=23, minutes=30)
    shop.gateway.later(_attempt_of(shop, refund.refund_id), "not_executed")
    sends = len(shop.gateway.asked)
    refund = follow(shop.desk, refund.refund_id)

    assert (refund.state, len(shop.gateway.asked)) == ("sending", sends)


def test_without_key_and_look_up_a_person_gets_the_evidence(shop: Shop) -> None:
    blind = Capabilities(dedupe="none", lookup="by_payment", dedupe_lifetime=None)
    shop.gateway._capabilities = replace(blind, lookup="by_payment")
    shop.gateway.script("unknown", ran=False)
    refund = pay(shop.desk, shop.approved().refund_id)
    for _ in range(8):
        shop.passes(days=1)
        refund = follow(shop.desk, refund.refund_id)

    assert refund.state == "sending"
    assert refund.task is not None
    assert len(shop.gateway.asked) == 1


def test_money_paid_back_in_the_gateways_dashboard_lowers_what_can_go(shop: Shop) -> None:
    """F3, F13: the same money must not leave twice, whoever sent it first."""
    refund = shop.approved(amount="50.00")
    shop.gateway.refund_outside("pay_1", usd("10.00"))
    refund = pay(shop.desk, refund.refund_id)

    assert refund.state == "failed"
    assert shop.paid_back() == "10.00 USD"


def test_a_dispute_between_approval_and_sending_stops_it(shop: Shop) -> None:
    """F13: refund and chargeback both paid."""
    refund = shop.approved()
    shop.gateway.tell_dispute("pay_1", "open")

    assert pay(shop.desk, refund.refund_id).state == "approved"
    assert shop.gateway.asked == ()


def test_a_gateway_that_cannot_pay_alone_makes_a_task_of_it(shop: Shop) -> None:
    shop.gateway._capabilities = Capabilities(refund="manual", dedupe="none", lookup="none")
    refund = pay(shop.desk, shop.approved().refund_id)

    assert (refund.state, shop.state_of(refund)) == ("approved", "approved")
    assert refund.task is not None
    assert shop.gateway.asked == ()


def test_a_short_float_queues_the_refund_and_is_no_failure(shop: Shop) -> None:
    shop.gateway._capabilities = Capabilities(knows_float=True)
    shop.gateway.tell_float(usd("5.00"))
    refund = pay(shop.desk, shop.approved().refund_id)
    assert (refund.state, refund.queued_at) == ("approved", shop.at)
    shop.gateway.tell_float(usd("500.00"))

    assert pay(shop.desk, refund.refund_id).state == "paid"


def _attempt_of(shop: Shop, refund_id: str) -> str:
    with shop.desk.read() as books:
        return books.attempts_of(refund_id)[-1].attempt_id


def test_the_lease_outlasts_the_gateways_deadline() -> None:
    assert timedelta(seconds=30) < pay_refund.LEASE
    assert follow_refund.LEASE == pay_refund.LEASE
    assert attempting.RETRY > pay_refund.LEASE
