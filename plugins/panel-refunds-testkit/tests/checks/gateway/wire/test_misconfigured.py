"""The checks of wrong keys, balances and operators' gateways catch what they are there for."""

import pytest

from panel_refunds.ports import Misconfigured, MisconfiguredError, Rejected, Rejection
from panel_refunds_testkit.checks.gateway.wire.misconfigured import ByHandChecks, MisconfiguredChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = MisconfiguredChecks()


def test_a_wrong_key_told_as_a_rejection_is_caught(spoilt):
    def create_refund(self, order):
        outcome = TinyGateway.create_refund(self, order)
        return Rejected(Rejection.INVALID_REQUEST) if isinstance(outcome, Misconfigured) else outcome

    with pytest.raises(BrokenContractError, match="does not accept the key"):
        CHECKS.test_a_wrong_key_stops_sending(spoilt(create_refund=create_refund))


def test_a_wrong_key_told_as_an_absence_is_caught(spoilt):
    def get_payment(self, ref):
        try:
            return TinyGateway.get_payment(self, ref)
        except MisconfiguredError:
            raise LookupError from None

    with pytest.raises(BrokenContractError, match="get_payment"):
        CHECKS.test_a_wrong_key_stops_reading(spoilt(get_payment=get_payment))


def test_a_balance_that_was_not_promised_is_caught(able):
    with pytest.raises(BrokenContractError, match="not known"):
        CHECKS.test_the_balance_is_told_as_the_capabilities_say(able(knows_float=False))


def test_an_operators_gateway_that_sends_is_caught(able):
    with pytest.raises(BrokenContractError, match="asked the vendor"):
        ByHandChecks().test_a_gateway_that_is_not_automatic_sends_nothing(able(destination="caller_supplied"))
