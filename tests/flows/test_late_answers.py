"""Answers that come late, senders who wake up late, and looks that are old by the time they are used.

Each of these was found by a seed of the simulator (``docs/concepts/simulator.md``) and is told here by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.flows.card_shop import CardShop
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.apply_notice import refresh_deposit
from panel_refunds.flows.attempting import Blocked, mark_sending, prepare_attempt
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.recording import record_outcome
from panel_refunds.ports import Misconfigured, NotExecuted, OutcomeUnknown, RefundOrder
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import Refund

LEASE = timedelta(minutes=2)


def sent(shop: Shop, refund: Refund) -> Attempt:
    """An attempt whose sender has committed *sending* and stands still before the call."""
    with shop.desk.read() as books:
        deposit = books.get_deposit(refund.deposit_id)
    ready = prepare_attempt(shop.desk, refund.refund_id, shop.gateway.get_payment(deposit.payment))
    assert isinstance(ready, Attempt)
    attempt = mark_sending(shop.desk, ready, LEASE)
    assert attempt is not None
    return attempt


def call(shop: Shop, attempt: Attempt) -> object:
    amount = usd(str(attempt.amount // 10**8))
    return shop.gateway.create_refund(
        RefundOrder(attempt.attempt_id, attempt.key, attempt.payment, "card", replace(amount, units=attempt.amount))
    )


def attempt_of(shop: Shop, refund: Refund) -> Attempt:
    with shop.desk.read() as books:
        return books.attempts_of(refund.refund_id)[-1]


@pytest.mark.parametrize("answer", [OutcomeUnknown("cut"), NotExecuted(), Misconfigured()])
def test_a_late_answer_that_knows_less_does_not_unsettle_what_a_look_has_found(shop: Shop, answer) -> None:
    """The refund was paid in the books, and its attempt went back to unknown when its sender woke up."""
    refund = shop.approved()
    attempt = sent(shop, refund)
    call(shop, attempt)
    shop.passes(minutes=5)
    assert follow_refund(shop.desk, refund.refund_id).state == "paid"
    record_outcome(shop.desk, attempt, answer)

    assert attempt_of(shop, refund).state == "succeeded"


@pytest.mark.parametrize("answer", [NotExecuted(), Misconfigured()])
def test_a_second_send_that_did_not_run_says_nothing_of_the_first(shop: Shop, answer) -> None:
    """A conflict (the same key is being worked on) was read as "nothing ran", and the refund could be stopped."""
    refund = shop.approved()
    first = sent(shop, refund)
    shop.passes(minutes=5)
    second = mark_sending(shop.desk, first, LEASE)
    assert second is not None
    call(shop, first)
    record_outcome(shop.desk, second, answer)

    assert attempt_of(shop, refund).state == "unknown"
    shop.passes(minutes=5)
    assert follow_refund(shop.desk, refund.refund_id).state == "paid"
    assert shop.paid_back() == "18.25 USD"


def test_a_send_that_surely_did_not_run_begins_anew(shop: Shop) -> None:
    """A day of "too many requests" does not use up the key's life."""
    shop.gateway.script("not_executed")
    refund = pay_refund(shop.desk, shop.approved().refund_id)
    shop.passes(hours=30)
    shop.gateway.script("unknown", ran=False)
    pay_refund(shop.desk, refund.refund_id)

    attempt = attempt_of(shop, refund)
    assert (attempt.state, attempt.sends, attempt.first_sent_at) == ("unknown", 1, shop.at)


def test_who_looked_before_somebody_else_sent_does_not_send(shop: Shop) -> None:
    """Two payers had the same prepared attempt; the second sent it without a look-up when the first was silent."""
    refund = shop.approved()
    with shop.desk.read() as books:
        deposit = books.get_deposit(refund.deposit_id)
    ready = prepare_attempt(shop.desk, refund.refund_id, shop.gateway.get_payment(deposit.payment))
    assert isinstance(ready, Attempt)
    assert mark_sending(shop.desk, ready, LEASE) is not None
    shop.passes(minutes=5)

    assert mark_sending(shop.desk, ready, LEASE) is None


def test_a_fee_that_is_kept_and_a_refund_made_elsewhere_are_not_both_taken_from_the_house(shop: Shop) -> None:
    """The net still fitted at the gateway, but not together with the fee that the customer bears."""
    deposit = shop.deposit("50.00", "1.75")
    refund = shop.refund_of(shop.approve(shop.request("all", deposit)))
    shop.gateway.refund_outside(deposit.payment, usd("1.00"))
    refund = pay_refund(shop.desk, refund.refund_id)

    assert (refund.state, refund.why) == ("failed", "over_refund")
    assert not shop.gateway.asked


def test_facts_that_are_older_than_what_is_known_make_no_attempt(shop: Shop) -> None:
    """A refund made elsewhere was noted by a hint, and forgotten by who had read the payment before it."""
    refund = shop.approved()
    with shop.desk.read() as books:
        before = books.get_deposit(refund.deposit_id)
    facts = shop.gateway.get_payment(before.payment)
    shop.gateway.refund_outside(before.payment, usd("10.00"))
    refresh_deposit(shop.desk, before)
    blocked = prepare_attempt(shop.desk, refund.refund_id, facts, before)

    assert isinstance(blocked, Blocked)
    with shop.desk.read() as books:
        assert books.get_deposit(before.deposit_id).external_refunded == usd("10.00").units


def test_an_old_look_does_not_undo_a_newer_one(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    shop.gateway.refund_outside(deposit.payment, usd("10.00"))
    refresh_deposit(shop.desk, deposit)

    with pytest.raises(Refused) as refused:
        refresh_deposit(shop.desk, deposit)
    assert refused.value.code == "gateway_silent"


def test_a_prepared_attempt_that_may_not_be_sent_any_more_is_told(shop: Shop) -> None:
    """It was tried for ever, and nobody heard of it."""
    shop.gateway.script("not_executed")
    refund = pay_refund(shop.desk, shop.approved().refund_id)
    open_dispute(shop.desk, refund.deposit_id, kind="open")
    refund = pay_refund(shop.desk, refund.refund_id)

    assert refund.task == "The payment is disputed."
    assert len(shop.gateway.asked) == 1


def test_a_hint_is_kept_while_the_gateway_cannot_show_everything(card_shop: CardShop) -> None:
    """The look-up was not complete, the hint was crossed off, and the refund made elsewhere was never noted."""
    deposit, paid = card_shop.credited(fee=0)
    card_shop.stripe.refund_in_dashboard(paid.charge, 1000)
    gateway = card_shop.desk.gateways["card"]
    card_shop.desk = replace(card_shop.desk, gateways={"card": HalfBlind(gateway)})
    card_shop.hear()
    with card_shop.desk.read() as books:
        assert books.get_deposit(deposit.deposit_id).external_refunded == 0
    card_shop.desk = replace(card_shop.desk, gateways={"card": gateway})
    card_shop.passes(hours=1)
    card_shop.work()

    with card_shop.desk.read() as books:
        assert books.get_deposit(deposit.deposit_id).external_refunded == usd("10.00").units


def test_a_hint_counts_though_the_gateways_list_lags_behind(card_shop: CardShop) -> None:
    """The refund made elsewhere was told and not yet in the list: it was never noted."""
    deposit, paid = card_shop.credited(fee=0)
    card_shop.stripe.refund_in_dashboard(paid.charge, 1000)
    lagging = HalfBlind(card_shop.desk.gateways["card"], whole=True)
    card_shop.desk = replace(card_shop.desk, gateways={"card": lagging})
    card_shop.hear()
    lagging.blind = False
    card_shop.passes(minutes=5)
    card_shop.work()

    with card_shop.desk.read() as books:
        assert books.get_deposit(deposit.deposit_id).external_refunded == usd("10.00").units


def test_what_the_gateway_shows_is_taken_though_the_sender_still_waits(shop: Shop) -> None:
    """Made, failed and told, all while the answer "succeeded" was on its way: it was booked as paid for ever."""
    refund = shop.approved()
    attempt = sent(shop, refund)
    answer = call(shop, attempt)
    shop.gateway.later(attempt.attempt_id, "failed")
    [shown] = shop.gateway.executed(attempt.payment)
    assert follow_refund(shop.desk, refund.refund_id, shown).state == "failed"
    refund = record_outcome(shop.desk, attempt, answer)

    assert (refund.state, attempt_of(shop, refund).state) == ("failed", "failed")
    assert shop.figures() == ("50.00 USD", "0.00 USD", "0.00 USD")


def test_a_dispute_that_was_decided_while_it_was_read_is_not_opened_again(card_shop: CardShop) -> None:
    """Two workers had the two hints; the slower one opened a second dispute, and nobody would ever close it."""
    deposit, paid = card_shop.credited(fee=0)
    dispute = card_shop.stripe.open_dispute(paid.charge)
    gateway = card_shop.desk.gateways["card"]

    def decide() -> None:
        card_shop.stripe.set_dispute_status(dispute, "won")
        open_dispute(card_shop.desk, deposit.deposit_id)
        close_dispute(card_shop.desk, deposit.deposit_id, outcome="won")

    card_shop.desk = replace(card_shop.desk, gateways={"card": Slow(gateway, decide)})
    card_shop.hear()
    card_shop.passes(hours=1)
    card_shop.work()

    with card_shop.desk.read() as books:
        assert books.get_deposit(deposit.deposit_id).dispute == "won"
        assert [each.state for each in books.disputes_of(deposit.wallet_id)] == ["won"]


class Slow:
    """A gateway that answers about a dispute only when something else has happened meanwhile."""

    def __init__(self, gateway: object, meanwhile: Callable[[], None]) -> None:
        self._gateway = gateway
        self._meanwhile: Callable[[], None] | None = meanwhile

    def __getattr__(self, name: str) -> object:
        return getattr(self._gateway, name)

    def find_warnings(self, payment: str) -> object:
        return self._gateway.find_warnings(payment)

    def get_dispute(self, ref: str) -> object:
        facts = self._gateway.get_dispute(ref)
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile:
            meanwhile()
        return facts


class HalfBlind:
    """A gateway whose look-ups show nothing, and say that this is not all, or that it is."""

    def __init__(self, gateway: object, *, whole: bool = False) -> None:
        self._gateway = gateway
        self._whole = whole
        self.blind = True

    def __getattr__(self, name: str) -> object:
        return getattr(self._gateway, name)

    def find_refunds(self, payment: str) -> object:
        found = self._gateway.find_refunds(payment)
        return replace(found, refunds=(), complete=self._whole) if self.blind else found

    def capabilities(self, method: str) -> object:
        return replace(self._gateway.capabilities(method), lookup_lag=timedelta(minutes=2))
