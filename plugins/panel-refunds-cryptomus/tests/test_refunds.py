"""Refunds are read, and never made; what Heleket does not tell is not invented."""

import pytest

from cryptomus_account import NINE, order, usdt
from panel_refunds.ports import Rejected, Rejection
from panel_refunds.ports.said import UnreadableError


def test_an_order_is_refused_before_anything_is_asked(cryptomus, gateway):
    payment = cryptomus.take_payment(usdt("50"), fee=None)
    outcome = gateway.create_refund(order(payment))

    assert isinstance(outcome, Rejected)
    assert outcome.code is Rejection.NOT_REFUNDABLE
    assert cryptomus.server.seen == ()


def test_an_invoice_without_a_refund_has_none_for_certain(cryptomus, gateway):
    payment = cryptomus.take_payment(usdt("50"), fee=None)
    found = gateway.find_refunds(payment)

    assert (found.refunds, found.complete, found.as_of) == ((), True, NINE)
    with pytest.raises(LookupError):
        gateway.get_refund(payment)


def test_the_refund_of_an_invoice_is_found_by_its_name(cryptomus, gateway):
    payment = cryptomus.take_payment(usdt("50"), fee=None)
    cryptomus.begin_refund(payment)
    found = gateway.find_refunds(payment)

    assert found.complete
    assert found.refunds == (gateway.get_refund(payment),)
    assert (found.refunds[0].amount, found.refunds[0].payments) == (usdt("50"), (payment,))


def test_at_heleket_a_part_may_have_gone(heleket, gateway_at_heleket):
    payment = heleket.take_payment(usdt("50"), fee=None)
    assert gateway_at_heleket.find_refunds(payment).complete
    heleket.begin_refund(payment)
    found = gateway_at_heleket.find_refunds(payment)

    assert (found.refunds, found.complete) == ((), False)
    assert gateway_at_heleket.get_payment(payment).refunded == usdt("50")
    with pytest.raises(UnreadableError):
        gateway_at_heleket.get_refund(payment)
