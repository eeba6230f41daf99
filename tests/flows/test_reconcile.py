"""The books and the gateway are compared payment by payment: what is safe is repaired, the rest is told, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.flows.card_shop import CardShop
from tests.flows.shop import Shop, usd

from panel_refunds.flows.attempting import prepare_attempt
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.reconcile import KEEPS_NOTHING, NOT_NAMED, reconcile, reconcile_page, report_forgotten
from panel_refunds.flows.record_payout import record_payout
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import Capabilities, RefundOrder
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.reconcile.report import GatewayReport
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import OutboxMessage, Reconciliation
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds_stripe.client import make_client
from panel_refunds_stripe.settings import parse_settings


def known(shop: Shop, deposit: Deposit) -> Deposit:
    with shop.desk.read() as books:
        return books.get_deposit(deposit.deposit_id)


def refund_now(shop: Shop, refund: Refund) -> Refund:
    with shop.desk.read() as books:
        return books.get_refund(refund.refund_id)


def asked(shop: Shop, deposit: Deposit, amount: str = "20.00") -> Refund:
    return shop.refund_of(shop.approve(shop.request(amount, deposit)))


def found(report: GatewayReport) -> list[tuple[str, str]]:
    return sorted((each.difference.code, each.outcome) for each in report.findings)


def run_of(shop: Shop, gateway: str = "card") -> Reconciliation | None:
    with shop.desk.read() as books:
        return books.find_reconciliation(gateway)


def told(shop: Shop, kind: str) -> list[OutboxMessage]:
    """Messages of a kind to finance, found by the work of delivering them."""
    with shop.desk.begin() as books:
        works = books.claim_work(shop.at, timedelta(0), 1000, kinds={"deliver"})
        messages = [books.get_outbox(work.ref) for work in works]
    return [message for message in messages if message.kind == kind]


def test_books_that_agree_are_in_order_and_nothing_is_written(card_shop: CardShop) -> None:
    deposit, _ = card_shop.credited(fee=175)
    asked(card_shop, deposit)
    card_shop.work()

    report = reconcile(card_shop.desk, "card")

    assert report.ok
    assert (report.compared, report.not_compared, report.findings, report.stopped) == (1, 0, (), None)
    assert run_of(card_shop) is None


def test_what_webhooks_would_have_told_is_found_without_them_and_a_second_run_shows_nothing(
    card_shop: CardShop,
) -> None:
    late_fee, paid_late_fee = card_shop.credited(fee_late=True)
    outside, paid_outside = card_shop.credited(fee=0)
    failing, paid_failing = card_shop.credited(fee=0)
    contested, paid_contested = card_shop.credited(fee=0)
    refund = asked(card_shop, failing)
    card_shop.work()
    card_shop.stripe.post_fee(paid_late_fee.charge, 175)
    card_shop.stripe.refund_in_dashboard(paid_outside.charge, 1000)
    [made] = card_shop.stripe.refunds_of(paid_failing.charge)
    card_shop.stripe.set_refund_status(made["id"], "failed", "lost_or_stolen_card")
    card_shop.stripe.open_dispute(paid_contested.charge, amount=1500)
    expected = ["dispute_unknown", "external_refund", "failed_late", "fee_learnt"]

    looked = reconcile(card_shop.desk, "card")
    assert found(looked) == [(code, "found") for code in expected]
    assert not looked.ok
    assert known(card_shop, late_fee).fee is None
    repaired = reconcile(card_shop.desk, "card", repair=True)

    assert found(repaired) == [(code, "repaired") for code in expected]
    assert repaired.ok
    assert known(card_shop, late_fee).fee == usd("1.75").units
    assert known(card_shop, outside).external_refunded == usd("10.00").units
    assert (refund_now(card_shop, refund).state, known(card_shop, contested).dispute) == ("failed", "open")
    with card_shop.desk.read() as books:
        dispute = books.find_open_dispute(contested.deposit_id)
    assert dispute is not None
    assert dispute.amount == usd("15.00").units  # as the gateway's own facts say, not the whole payment
    assert found(reconcile(card_shop.desk, "card", repair=True)) == []


def test_a_refund_whose_answer_was_lost_is_adopted(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(fee=0)
    card_shop.stripe.faults.script("reset_after", on="POST /v1/refunds")
    refund = asked(card_shop, deposit)
    card_shop.work()
    assert refund_now(card_shop, refund).state == "sending"

    report = reconcile(card_shop.desk, "card", repair=True)

    assert found(report) == [("refund_unrecorded", "repaired")]
    assert refund_now(card_shop, refund).state == "paid"
    assert card_shop.stripe.paid_back(paid.charge) == 2000


def test_a_refund_that_our_books_never_marked_as_sent_is_adopted_and_not_sent_again(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    refund = asked(shop, deposit)
    shop.gateway.script("succeeded")

    attempt = prepare_attempt(shop.desk, refund.refund_id, shop.gateway.get_payment(deposit.payment))
    assert isinstance(attempt, Attempt)
    order = RefundOrder(attempt.attempt_id, attempt.key, attempt.payment, deposit.method, usd("20.00"))
    shop.gateway.create_refund(order)

    report = reconcile(shop.desk, "manual", repair=True)

    assert found(report) == [("refund_unrecorded", "repaired")]
    assert refund_now(shop, refund).state == "paid"
    assert shop.paid_back() == "20.00 USD"


def test_an_old_deposit_is_found_by_the_list_of_changes(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(fee=0)
    assert reconcile(card_shop.desk, "card", repair=True).ok
    card_shop.passes(days=90)
    card_shop.stripe.refund_in_dashboard(paid.charge, 1000)

    report = reconcile(card_shop.desk, "card", repair=True)

    assert found(report) == [("external_refund", "repaired")]
    assert report.compared == 0
    assert known(card_shop, deposit).external_refunded == usd("10.00").units


def test_two_refunds_of_one_attempt_are_an_alarm_and_told_once(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(fee=0)
    refund = asked(card_shop, deposit)
    card_shop.work()
    twice(card_shop, paid.charge)

    first = reconcile(card_shop.desk, "card", repair=True)
    second = reconcile(card_shop.desk, "card", repair=True)

    assert found(first) == [("paid_twice", "told")]
    assert found(second) == [("paid_twice", "told_before")]
    assert not second.ok
    [message] = told(card_shop, "paid_twice")
    assert message.request_id == refund.request_id
    with card_shop.desk.read() as books:
        assert books.messages_of(refund.request_id)[-1].kind == "note"


def twice(shop: CardShop, charge: str) -> None:
    """Somebody at the gateway makes our refund again, with all that it carries."""
    [made] = shop.stripe.refunds_of(charge)

    settings = parse_settings({"key": shop.stripe.secret_key, "mode": "test", "api_base": shop.stripe.url})
    params = {"charge": charge, "amount": made["amount"], "metadata": made["metadata"]}
    make_client(settings).v1.refunds.create(params, {"idempotency_key": "somebody-else-s"})


def test_what_is_gone_is_told_again_when_it_comes_back(card_shop: CardShop) -> None:
    _, paid = card_shop.credited(fee=0)
    with card_shop.desk.begin() as books:
        deposit = books.list_deposits()[0]
        books.save_deposit(replace(deposit, amount=usd("40.00").units))
    assert found(reconcile(card_shop.desk, "card", repair=True)) == [("payment_differs", "told")]
    for amount in ("50.00", "40.00"):
        with card_shop.desk.begin() as books:
            books.save_deposit(replace(books.list_deposits()[0], amount=usd(amount).units))
        report = reconcile(card_shop.desk, "card", repair=True)
    with card_shop.desk.begin() as books:
        books.save_deposit(replace(books.list_deposits()[0], amount=usd("50.00").units))

    assert found(report) == [("payment_differs", "told")]
    assert len(told(card_shop, "payment_differs")) == 2
    assert card_shop.stripe.paid_back(paid.charge) == 0


def test_a_difference_nobody_mended_is_looked_at_long_after(card_shop: CardShop) -> None:
    card_shop.credited(fee=0)
    with card_shop.desk.begin() as books:
        whole = books.list_deposits()[0]
        books.save_deposit(replace(whole, payment="ch_never"))
    reconcile(card_shop.desk, "card", repair=True)
    card_shop.passes(days=200)

    report = reconcile(card_shop.desk, "card", repair=True)

    assert found(report) == [("payment_unknown", "told_before")]
    with card_shop.desk.begin() as books:
        books.save_deposit(whole)


def test_a_payment_nobody_credited_is_only_said(card_shop: CardShop) -> None:
    paid = card_shop.paid(700)
    card_shop.paid(800, captured=False)

    report = reconcile(card_shop.desk, "card", repair=True)

    assert found(report) == [("payment_not_credited", "information")]
    assert (report.findings[0].difference.about, report.findings[0].difference.theirs) == (paid.charge, "7.00 USD")
    assert report.ok
    assert told(card_shop, "payment_not_credited") == []


def test_a_refund_made_by_hand_and_recorded_here_is_not_somebody_else_s(shop: Shop) -> None:
    """A refund of ours was told as external too, and lowered twice what could go."""
    shop.gateway = ScriptedGateway(now=lambda: shop.at, capabilities=Capabilities(refund="payout"))
    shop.desk.gateways["manual"] = shop.gateway
    deposit = shop.deposit("50.00")
    refund = asked(shop, deposit)

    pay_refund(shop.desk, refund.refund_id)
    by_hand = shop.gateway.refund_outside(deposit.payment, usd("20.00"))
    record_payout(shop.desk, refund.refund_id, reference=by_hand.ref, by="finance-ana")

    assert reconcile(shop.desk, "manual", repair=True).findings == ()
    assert known(shop, deposit).external_refunded == 0


def test_more_back_than_was_paid_in_is_told_to_finance(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    asked(shop, deposit, "30.00")
    shop.gateway.refund_outside(deposit.payment, usd("35.00"))

    report = reconcile(shop.desk, "manual", repair=True)

    assert found(report) == [("external_refund", "repaired"), ("external_too_much", "told")]


def test_what_cannot_be_compared_is_named(shop: Shop) -> None:
    shop.desk.gateways["manual"] = ScriptedGateway(
        now=lambda: shop.at, capabilities=Capabilities(refund="manual", lookup="none", dedupe="none")
    )

    credit_deposit(shop.desk, PaymentTaken("c1", "manual", "wire 7", usd("20.00")))
    report = reconcile(shop.desk, "manual", repair=True)

    assert (report.compared, report.not_compared, report.why, report.ok) == (0, 1, KEEPS_NOTHING, True)
    assert reconcile_page(shop.desk, "manual") is None
    del shop.desk.gateways["manual"]
    [forgotten] = report_forgotten(shop.desk)
    assert (forgotten.gateway, forgotten.not_compared, forgotten.why) == ("manual", 1, NOT_NAMED)
