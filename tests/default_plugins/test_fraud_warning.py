"""A bank or the gateway thinks that a payment was fraud."""

from datetime import UTC, datetime

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import DisputeSigns, FraudContext, PaymentSigns

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)


def context(*signs: PaymentSigns) -> FraudContext:
    return FraudContext("c1", None, NOW, None, payments=signs)


def test_where_nobody_warns_it_is_allowed(build):
    check = build("fraud_checks", "fraud_warning")

    assert check.evaluate(context(), NOW).answer == "allow"
    assert check.evaluate(context(PaymentSigns("d1", "card", {"risk_level": "highest"})), NOW).answer == "allow"


@pytest.mark.parametrize("answer", ["review", "deny"])
def test_a_warning_gets_the_tenants_answer_with_payment_and_day(build, answer):
    warned = PaymentSigns("d2", "card", warned_at=(NOW,))
    verdict = build("fraud_checks", "fraud_warning", answer=answer).evaluate(context(warned), NOW)

    assert verdict.answer == answer
    assert verdict.reasons == ("The bank that paid d2 warned of fraud on 2025-09-03.",)


def test_a_risk_that_the_tenant_names_counts_as_a_warning(build):
    check = build("fraud_checks", "fraud_warning", risk_levels=("highest", "elevated"))
    signs = [PaymentSigns(f"d{n}", "card", {"risk_level": word}) for n, word in enumerate(("normal", "elevated"))]
    verdict = check.evaluate(context(*signs), NOW)

    assert (verdict.answer, verdict.reasons) == ("review", ("card puts d1 at the risk level elevated.",))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("inquiry", "The bank inquires about d1."), ("open", "d1 is disputed."), ("lost", "d1 was disputed and lost.")],
)
def test_a_dispute_counts_as_a_warning_once_wherever_it_is_seen(build, state, sentence):
    told = FraudContext(
        "c1",
        None,
        NOW,
        None,
        payments=(PaymentSigns("d1", "card", dispute=state),),
        disputes=(DisputeSigns("d1", NOW, Money.of("5.00", "USD"), state),),
    )

    verdict = build("fraud_checks", "fraud_warning").evaluate(told, NOW)

    assert (verdict.answer, verdict.reasons) == ("review", (sentence,))


def test_a_dispute_about_another_payment_of_the_customer_counts_and_a_won_one_does_not(build):
    def told(state: str) -> FraudContext:
        return FraudContext("c1", None, NOW, None, disputes=(DisputeSigns("d9", NOW, Money.of("5.00", "USD"), state),))

    check = build("fraud_checks", "fraud_warning")

    assert check.evaluate(told("lost"), NOW).reasons == ("d9 was disputed and lost.",)
    assert check.evaluate(told("won"), NOW).answer == "allow"
    assert build("fraud_checks", "fraud_warning", disputes=()).evaluate(told("lost"), NOW).answer == "allow"
    assert build("fraud_checks", "fraud_warning", disputes=("won",)).evaluate(told("won"), NOW).answer == "review"
