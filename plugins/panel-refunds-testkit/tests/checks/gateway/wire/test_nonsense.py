"""The checks of nonsense catch a default where a fact is missing."""

from dataclasses import replace

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import PaymentFacts, RefundStatus
from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_testkit.checks.gateway.wire.nonsense import NonsenseChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = NonsenseChecks()


def test_facts_made_of_a_page_of_html_are_caught(spoilt):
    def get_payment(self, ref):
        try:
            return TinyGateway.get_payment(self, ref)
        except NoAnswerError:
            return PaymentFacts(ref, Money.of("40", "USD"), captured=True, refunded=Money(0, "USD"))

    with pytest.raises(BrokenContractError, match="page of HTML, and the dispute is 'none'"):
        CHECKS.test_a_payment_is_never_made_of_nonsense(spoilt(get_payment=get_payment))


def test_an_empty_list_made_of_nothing_is_caught(spoilt):
    def find_refunds(self, payment):
        try:
            return TinyGateway.find_refunds(self, payment)
        except NoAnswerError:
            return replace(TinyGateway.find_refunds(self, payment), refunds=(), complete=True)

    with pytest.raises(BrokenContractError, match="empty and called complete"):
        CHECKS.test_a_refund_is_never_made_of_nonsense(spoilt(find_refunds=find_refunds))


def test_a_status_filled_in_is_caught(spoilt):
    def get_refund(self, ref):
        try:
            return TinyGateway.get_refund(self, ref)
        except NoAnswerError:
            return replace(TinyGateway.get_refund(self, ref), status=RefundStatus.FAILED)

    with pytest.raises(BrokenContractError, match="the refund is failed"):
        CHECKS.test_a_refund_is_never_made_of_nonsense(spoilt(get_refund=get_refund))
