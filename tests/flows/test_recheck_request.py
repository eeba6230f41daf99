"""A bank's warning that comes after money was asked back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.flows.card_shop import CardShop

from panel_refunds.flows import pay_refund
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import FraudContext, inputs_hash
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.refunds.verdict import CheckVerdict
from panel_refunds.worker.run_due import run_due


class Check:
    """A tenant's check that wants a person when a bank has warned, and remembers what it was shown."""

    def __init__(self) -> None:
        self.seen: list[FraudContext] = []

    def __call__(self, context: FraudContext) -> Sequence[CheckVerdict]:
        self.seen.append(context)
        warned = any(signs.warned_at for signs in context.payments)
        return [
            CheckVerdict(
                verdict_id="",
                request_id="",
                check_name="warned",
                answer="review" if warned else "allow",
                reasons=("A bank has warned.",) if warned else (),
                failed=False,
                inputs_hash=inputs_hash(context),
                asked_at=context.at,
                took_ms=1,
            )
        ]


@pytest.fixture
def check(card_shop: CardShop) -> Check:
    made = Check()
    card_shop.desk = replace(card_shop.desk, ask_fraud_checks=made)
    return made


def asked(shop: CardShop, deposit: Deposit) -> RefundRequest:
    return shop.request("20.00", deposit)


def warn(shop: CardShop, charge: str) -> None:
    """The bank warns, and the worker looks at that before it sends anything."""
    shop.stripe.warn_of_fraud(charge)
    for message in shop.stripe.webhooks.pull(at=shop.at):
        hear_gateway(shop.desk, "card", message.body, {"stripe-signature": message.signature})
    run_due(shop.desk, kinds={"notice"})


def now_of(shop: CardShop, request: RefundRequest) -> RefundRequest:
    with shop.desk.read() as books:
        return books.get_request(request.request_id)


def test_a_check_is_shown_the_warnings_and_what_the_gateway_thinks(card_shop: CardShop, check: Check) -> None:
    deposit, paid = card_shop.credited(fee=0, risk="elevated")
    warn(card_shop, paid.charge)
    request = asked(card_shop, deposit)

    [signs] = check.seen[-1].payments
    assert (signs.deposit, signs.gateway, len(signs.warned_at)) == (deposit.deposit_id, "card", 1)
    assert signs.risk["risk_level"] == "elevated"
    assert request.recommend == "approve"
    with card_shop.desk.read() as books:
        assert books.get_decision(request.decision_id or "").for_a_person


def test_what_was_approved_and_not_sent_goes_back_to_review_with_a_note(card_shop: CardShop, check: Check) -> None:
    deposit, paid = card_shop.credited(fee=0)
    request = card_shop.approve(asked(card_shop, deposit))
    warn(card_shop, paid.charge)

    assert now_of(card_shop, request).state == "in_review"
    assert (card_shop.stripe.refunds_of(paid.charge), card_shop.figures()[2]) == ((), "20.00 USD")
    with card_shop.desk.read() as books:
        [note] = [each for each in books.messages_of(request.request_id) if each.kind == "note"]
        told = [each for each in books.outbox_of(request.request_id) if each.customer_id and "fraud" in each.text]
        verdicts = books.verdicts_of(request.request_id)
    assert ("warns of fraud" in note.text, told) == (True, [])
    assert [verdict.answer for verdict in verdicts] == ["allow", "review"]
    assert len({verdict.inputs_hash for verdict in verdicts}) == 2

    # A person who knows of it may approve it all the same, and it is paid once.
    card_shop.approve(now_of(card_shop, request))
    card_shop.work()
    assert now_of(card_shop, request).state == "paid"
    assert card_shop.stripe.paid_back(paid.charge) == 2000


def test_a_sender_that_was_about_to_send_finds_it_back_in_review(
    card_shop: CardShop, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposit, paid = card_shop.credited(fee=0)
    request = card_shop.approve(asked(card_shop, deposit))
    real = pay_refund.mark_sending

    def late(*given: object, **named: object) -> object:
        monkeypatch.undo()
        warn(card_shop, paid.charge)
        return real(*given, **named)

    monkeypatch.setattr(pay_refund, "mark_sending", late)
    card_shop.work()

    assert (now_of(card_shop, request).state, card_shop.stripe.refunds_of(paid.charge)) == ("in_review", ())
    card_shop.approve(now_of(card_shop, request))
    card_shop.work()
    assert card_shop.stripe.paid_back(paid.charge) == 2000


def test_where_no_check_minds_it_is_sent_and_the_note_stands(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(fee=0)
    request = card_shop.approve(asked(card_shop, deposit))
    warn(card_shop, paid.charge)
    card_shop.work()

    assert now_of(card_shop, request).state == "paid"
    with card_shop.desk.read() as books:
        assert "note" in [each.kind for each in books.messages_of(request.request_id)]


def test_what_is_in_review_is_decided_again_and_what_is_paid_stays_paid(card_shop: CardShop, check: Check) -> None:
    deposit, paid = card_shop.credited(fee=0)
    done = card_shop.approve(asked(card_shop, deposit))
    card_shop.work()
    waiting = asked(card_shop, deposit)
    warn(card_shop, paid.charge)

    assert (now_of(card_shop, done).state, now_of(card_shop, waiting).state) == ("paid", "in_review")
    with card_shop.desk.read() as books:
        decision = books.get_decision(now_of(card_shop, waiting).decision_id or "")
    assert decision.for_a_person


def test_a_gateway_that_does_not_answer_leaves_its_facts_out(card_shop: CardShop, check: Check) -> None:
    deposit, _ = card_shop.credited(fee=0)
    card_shop.stripe.faults.script("error_503", on="GET /v1/charges/*")
    asked(card_shop, deposit)

    [signs] = check.seen[-1].payments
    assert (signs.deposit, dict(signs.risk)) == (deposit.deposit_id, {})
