"""The manual gateway: nothing is ever sent by it, and it proves nothing."""

from datetime import UTC, datetime

import pytest

from panel_refunds.money import SCALE, Money
from panel_refunds.ports import RefundOrder, RefundsFound, Rejected, Rejection

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)
ORDER = RefundOrder("att_1", "key-0000000001", "pay_1", "cash", Money(5 * SCALE, "USD"))


def test_it_is_never_automatic_whoever_names_the_destination(build):
    original, told = build("gateways", "manual"), build("gateways", "manual", destination="told_by_customer")

    assert original.capabilities("cash").destination == "original_guaranteed"
    assert told.capabilities("cash").destination == "caller_supplied"
    for gateway in (original, told):
        assert gateway.capabilities("cash").refund == "manual"
        assert not gateway.capabilities("cash").automatic


def test_its_fee_is_what_the_panel_told(build):
    assert build("gateways", "manual").capabilities("cash").fee == "told"


def test_a_refund_asked_of_it_is_rejected_because_nothing_was_sent(build):
    outcome = build("gateways", "manual").create_refund(ORDER)

    assert isinstance(outcome, Rejected)
    assert outcome.code is Rejection.NOT_REFUNDABLE


def test_it_knows_neither_payments_nor_refunds(build):
    gateway = build("gateways", "manual")

    with pytest.raises(LookupError, match="'pay_1' is known to the panel only"):
        gateway.get_payment("pay_1")
    with pytest.raises(LookupError, match="'ref_1' is a reference an operator recorded"):
        gateway.get_refund("ref_1")
    assert gateway.find_refunds("pay_1") == RefundsFound((), complete=False, as_of=NOW)


def test_it_has_no_events_and_no_float(build):
    gateway = build("gateways", "manual")

    assert gateway.parse_webhook(b"{}", {}) == ()
    assert gateway.list_changes(NOW, None) == ((), None)
    assert gateway.available_float("USD") is None
