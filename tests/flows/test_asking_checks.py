"""What a check is told of a customer, and what is kept of what it said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.answer_request import Reply, reply_to_request, withdraw_request
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.handle_dispute import open_dispute
from panel_refunds.flows.recheck_request import recheck_request
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import DisputeSigns, FraudContext, SharedUse, inputs_hash
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.refunds.verdict import CheckVerdict


@dataclass
class Checks:
    """Two checks of a tenant: one that answers as it is told to, one that never has anything against anybody."""

    answer: str = "review"
    seen: list[FraudContext] = field(default_factory=list)

    def __call__(self, context: FraudContext) -> Sequence[CheckVerdict]:
        self.seen.append(context)
        said = [("strict", self.answer, ("One sentence.",)), ("calm", "abstain", ())]
        return [
            CheckVerdict("", "", name, answer, reasons, False, inputs_hash(context), context.at, 1, "tests", "1")
            for name, answer, reasons in said
        ]


@pytest.fixture
def checks(shop: Shop) -> Checks:
    made = Checks()
    shop.desk = replace(shop.desk, ask_fraud_checks=made)
    return made


def kept(shop: Shop, request: RefundRequest) -> list[tuple[str, str]]:
    with shop.desk.read() as books:
        return [(each.check_name, each.answer) for each in books.verdicts_of(request.request_id)]


def paid(shop: Shop, customer: str, account: str, **facts: str) -> Deposit:
    """A deposit of 50 from a payment account, with facts."""
    payment = f"pay_{next(shop.payments)}"
    shop.gateway.take_payment(payment, usd("50.00"))
    told = PaymentTaken(customer, "manual", payment, usd("50.00"), fee=usd("1.00"), fingerprint=account, facts=facts)
    return credit_deposit(shop.desk, told)


def test_a_check_is_told_of_bonuses_returns_disputes_facts_and_others(shop: Shop, checks: Checks) -> None:
    earlier = paid(shop, "c1", "f1")
    open_dispute(shop.desk, earlier.deposit_id)
    shop.passes(days=1)
    mine = paid(shop, "c1", "f1", card_country="DE")
    grant_bonus(shop.desk, "c1", usd("5.00"))
    shop.status(shop.order("20.00"), "Canceled", 1000)
    paid(shop, "c2", "f1")
    grant_bonus(shop.desk, "c2", usd("6.00"))
    shop.request("10.00", mine, facts={"ip_country": "BR"})

    [context] = checks.seen
    assert context.facts == {"ip_country": "BR"}
    assert context.bonuses == ((shop.at, usd("5.00")),)
    assert [amount for _, amount in context.returned] == [usd("15.00")]
    assert context.disputes == (DisputeSigns(earlier.deposit_id, earlier.credited_at, usd("50.00"), "open"),)
    assert context.others == (SharedUse("c2", 1, (usd("50.00"),), 1, (usd("6.00"),)),)
    [signs] = context.payments
    assert (signs.facts, signs.amount, signs.credited_at) == ({"card_country": "DE"}, usd("50.00"), shop.at)


def test_every_verdict_is_kept_with_the_request_also_what_speaks_for_it(shop: Shop, checks: Checks) -> None:
    request = shop.request("10.00", paid(shop, "c1", "f1"), facts={"country": "DE"})

    with shop.desk.read() as books:
        verdicts = books.verdicts_of(request.request_id)
        decision = books.get_decision(request.decision_id)
        assert books.facts_of(request.request_id) == {"country": "DE"}
    assert [(each.check_name, each.answer) for each in verdicts] == [("strict", "review"), ("calm", "abstain")]
    assert {each.inputs_hash for each in verdicts} == {inputs_hash(checks.seen[0])}
    found = [finding for finding in decision.findings if finding.rule.startswith("check:")]
    assert [(finding.rule, finding.code) for finding in found] == [("check:strict", "fraud_suspected")]


def test_a_request_that_is_checked_again_has_further_rows_with_the_facts_of_the_first(
    shop: Shop, checks: Checks
) -> None:
    request = shop.request("10.00", paid(shop, "c1", "f1"), facts={"country": "DE"})
    checks.answer = "allow"
    shop.passes(hours=1)
    recheck_request(shop.desk, request.request_id, why="Somebody asked.")

    assert kept(shop, request) == [("strict", "review"), ("calm", "abstain"), ("strict", "allow"), ("calm", "abstain")]
    assert checks.seen[1].facts == {"country": "DE"}


def test_a_reply_that_asks_for_something_else_is_checked_and_one_that_does_not_is_not(
    shop: Shop, checks: Checks
) -> None:
    request = shop.request("10.00", paid(shop, "c1", "f1"), facts={"country": "DE"})
    reply_to_request(shop.desk, request.request_id, Reply("Hello?"))
    assert len(kept(shop, request)) == 2

    reply_to_request(shop.desk, request.request_id, Reply("More, please.", amount="20.00"))
    assert len(kept(shop, request)) == 4
    assert checks.seen[-1].facts == {"country": "DE"}


def test_a_request_that_is_closed_is_told_of_too(shop: Shop, checks: Checks) -> None:
    request = shop.request("10.00", paid(shop, "c1", "f1"))
    shop.passes(hours=1)
    withdraw_request(shop.desk, request.request_id)
    recheck_request(shop.desk, request.request_id, why="A bank has warned.")

    assert len(kept(shop, request)) == 4


def test_what_is_refused_leaves_no_verdict(shop: Shop, checks: Checks) -> None:
    deposit = paid(shop, "c1", "f1")
    first = shop.request("10.00", deposit)
    with pytest.raises(Refused, match="request_open"):
        shop.request("10.00", deposit)

    assert (len(checks.seen), len(kept(shop, first))) == (2, 2)


def test_facts_that_come_with_the_second_telling_of_a_payment_are_kept(shop: Shop, checks: Checks) -> None:
    payment = "pay_twice"
    shop.gateway.take_payment(payment, usd("50.00"))
    for facts in ({}, {"country": "DE"}, {"country": "US"}):
        deposit = credit_deposit(shop.desk, PaymentTaken("c1", "manual", payment, usd("50.00"), facts=facts))

    with shop.desk.read() as books:
        assert books.facts_of(deposit.deposit_id) == {"country": "DE"}


def test_without_checks_nobody_is_asked(shop: Shop, checks: Checks) -> None:
    shop.desk = replace(shop.desk, has_checks=False)
    request = shop.request("10.00", paid(shop, "c1", "f1"))

    assert (checks.seen, kept(shop, request)) == ([], [])
