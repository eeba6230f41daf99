"""The checks of payments catch what they are there for."""

from dataclasses import replace

import pytest

from panel_refunds.money import Money
from panel_refunds_testkit.checks.gateway.wire.payments import PaymentChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = PaymentChecks()


def changed(**facts):
    def get_payment(self, ref):
        true = TinyGateway.get_payment(self, ref)
        return replace(true, **{name: how(true) for name, how in facts.items()})

    return get_payment


@pytest.mark.parametrize(
    ("facts", "check", "told"),
    [
        (
            {"fee": lambda true: true.fee or Money(0, "USD")},
            "test_a_fee_comes_late_and_exactly",
            "does not know the fee",
        ),
        ({"dispute": lambda _: "none"}, "test_a_dispute_is_seen", "disputes the payment"),
        ({"refunded": lambda _: Money(0, "USD")}, "test_a_refund_made_elsewhere_counts", "refunded is wrong"),
        ({"fingerprint": lambda true: true.ref}, "test_the_same_payer_has_the_same_fingerprint", "differ"),
        ({"fingerprint": lambda _: "x"}, "test_the_same_payer_has_the_same_fingerprint", "is the same"),
        ({"display": lambda _: "4242 4242 4242 4242"}, "test_a_payment_is_told_with_all_its_facts", "whole card"),
        ({"captured": lambda _: False}, "test_a_payment_is_told_with_all_its_facts", "was captured"),
        ({"fee": lambda _: None}, "test_a_fee_is_told_as_the_capabilities_say", "tells its fee"),
    ],
)
def test_a_wrong_fact_is_caught(spoilt, facts, check, told):
    with pytest.raises(BrokenContractError, match=told):
        getattr(CHECKS, check)(spoilt(get_payment=changed(**facts)))


def test_another_error_than_a_lookup_error_is_caught(spoilt):
    def get_payment(self, ref):
        try:
            return TinyGateway.get_payment(self, ref)
        except LookupError:
            raise RuntimeError("404") from None

    with pytest.raises(BrokenContractError, match="RuntimeError"):
        CHECKS.test_a_payment_that_nobody_has_is_a_lookup_error(spoilt(get_payment=get_payment))
