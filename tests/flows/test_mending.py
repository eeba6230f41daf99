"""What is safe is repaired by the flow that exists for it; what is left after that is told, once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.flows.card_shop import CardShop
from tests.flows.shop import Shop, usd

from panel_refunds.flows.comparing import compare_deposit
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.mending import mend, tell
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.reconcile import reconcile
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.refunds.reconcile.difference import KINDS, Difference
from panel_refunds.refunds.refund import Refund


def mended(shop: Shop, deposit: Deposit) -> list[tuple[str, str]]:
    findings = mend(shop.desk, deposit, compare_deposit(shop.desk, deposit))
    return [(each.difference.code, each.outcome) for each in findings]


def known(shop: Shop, deposit: Deposit) -> Deposit:
    with shop.desk.read() as books:
        return books.get_deposit(deposit.deposit_id)


def sent(shop: Shop, deposit: Deposit, word: str) -> Refund:
    shop.gateway.script(word)
    return pay_refund(shop.desk, shop.refund_of(shop.approve(shop.request("20.00", deposit))).refund_id)


def forget_work(shop: Shop, refund: Refund) -> None:
    with shop.desk.begin() as books:
        for kind in ("pay", "follow"):
            books.unschedule(kind, refund.refund_id)


@pytest.mark.parametrize("word", ["unknown", "pending", "not_executed"])
def test_an_attempt_that_nobody_looks_after_is_looked_after_again(shop: Shop, word: str) -> None:
    deposit = shop.deposit("50.00")
    refund = sent(shop, deposit, word)
    forget_work(shop, refund)
    if word == "unknown":
        shop.gateway.later(last_attempt(shop, refund), "not_executed")

    assert ("attempt_unwatched", "repaired") in mended(shop, deposit)
    with shop.desk.read() as books:
        watched = [books.find_work(kind, refund.refund_id) for kind in ("pay", "follow")]
        settled = books.get_refund(refund.refund_id).state == "paid"
    assert any(watched) or settled


def last_attempt(shop: Shop, refund: Refund) -> str:
    with shop.desk.read() as books:
        return books.attempts_of(refund.refund_id)[-1].attempt_id


def test_a_refund_that_went_on_is_followed(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    refund = sent(shop, deposit, "pending")
    shop.gateway.later(last_attempt(shop, refund), "failed")

    assert mended(shop, deposit) == [("status_behind", "repaired")]
    assert shop.state_of(refund) == "failed"
    assert mended(shop, deposit) == []


@pytest.mark.parametrize(
    ("here", "there", "now"),
    [
        (None, "inquiry", "inquiry"),
        (None, "open", "open"),
        ("inquiry", "open", "open"),
        ("open", "won", "won"),
        ("open", "lost", "lost"),
        ("inquiry", "lost", "lost"),
        ("won", "open", "open"),
    ],
)
def test_a_dispute_is_brought_to_where_it_stands(shop: Shop, here: str | None, there: str, now: str) -> None:
    deposit = shop.deposit("50.00")
    if here:
        open_dispute(shop.desk, deposit.deposit_id, kind="inquiry" if here == "inquiry" else "open")
    if here == "won":
        close_dispute(shop.desk, deposit.deposit_id, outcome="won")
    shop.gateway.tell_dispute(deposit.payment, there)

    assert mended(shop, deposit) == [("dispute_unknown", "repaired")]
    assert known(shop, deposit).dispute == now


def test_a_dispute_that_was_lost_unseen_is_a_task(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    shop.gateway.tell_dispute(deposit.payment, "lost")

    assert mended(shop, deposit) == [("dispute_differs", "told")]
    assert known(shop, deposit).dispute == "none"


def test_what_a_repair_does_not_mend_is_told(shop: Shop) -> None:
    deposit = shop.deposit("50.00", fee=None)
    shop.gateway.tell_fee(deposit.payment, usd("60.00"))  # more than the payment: no fee that could be booked

    assert mended(shop, deposit) == [("fee_learnt", "told")]
    assert mended(shop, deposit) == [("fee_learnt", "told_before")]
    assert known(shop, deposit).fee is None


def test_money_that_our_books_deny_is_told_into_the_ticket(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    refund = sent(shop, deposit, "rejected:not_refundable")
    shop.gateway._sendings.clear()
    shop.gateway.create_refund(shop.gateway.asked[-1])  # and yet it ran

    assert mended(shop, deposit) == [("closed_but_paid", "told")]
    with shop.desk.read() as books:
        message = books.messages_of(refund.request_id)[-1]
        posted = [each.kind for each in books.outbox_of(refund.request_id)]
    assert (message.kind, message.author) == ("note", "system")
    assert KINDS["closed_but_paid"].text in message.text
    assert posted.count("closed_but_paid") == 1


def test_a_lost_dispute_of_a_part_is_taken_as_its_own_facts_say(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(fee=0)
    dispute = card_shop.stripe.open_dispute(paid.charge, amount=1500)
    card_shop.stripe.set_dispute_status(dispute, "lost")

    report = reconcile(card_shop.desk, "card", repair=True)

    assert [(each.difference.code, each.outcome) for each in report.findings] == [("dispute_differs", "repaired")]
    assert known(card_shop, deposit).dispute == "lost"
    assert card_shop.figures()[0] == "35.00 USD"


def test_one_difference_of_two_runs_at_the_same_moment_is_told_once(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    difference = Difference("fee_differs", "manual", deposit.payment, "0", "1", deposit=deposit.deposit_id)
    together = threading.Barrier(4)

    def run() -> str:
        together.wait(20)
        return tell(shop.desk, difference, deposit).outcome

    with ThreadPoolExecutor(4) as hands:
        outcomes = sorted(each.result() for each in [hands.submit(run) for _ in range(4)])

    assert outcomes == ["told", "told_before", "told_before", "told_before"]
