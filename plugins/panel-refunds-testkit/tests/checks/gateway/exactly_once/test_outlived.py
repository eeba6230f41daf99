"""The check of refunds that outlive their key catches what it is there for, and the core sends nothing on a guess."""

from dataclasses import replace

import pytest

from panel_refunds_testkit.checks.gateway.exactly_once.outlived import OutlivedChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = OutlivedChecks()


class TellsNoAttempt(TinyGateway):
    def find_refunds(self, payment):
        found = super().find_refunds(payment)
        return replace(found, refunds=tuple(replace(refund, attempt_id=None) for refund in found.refunds))


class AndSaysSo(TellsNoAttempt):
    def capabilities(self, method):
        return replace(super().capabilities(method), lookup="by_payment")


class AndKnowsNoKeys(TellsNoAttempt):
    def capabilities(self, method):
        return replace(super().capabilities(method), lookup="by_payment", dedupe="none", dedupe_lifetime=None)


def test_an_attempt_that_is_not_told_is_paid_again_and_caught(imported):
    with pytest.raises(BrokenContractError, match="another amount was given back"):
        CHECKS.test_a_refund_outlives_its_key_and_is_not_sent_anew(imported(TellsNoAttempt))


@pytest.mark.parametrize("kind", [AndSaysSo, AndKnowsNoKeys])
def test_where_no_attempts_are_told_a_person_is_asked(imported, kind):
    CHECKS.test_a_refund_outlives_its_key_and_is_not_sent_anew(imported(kind))
