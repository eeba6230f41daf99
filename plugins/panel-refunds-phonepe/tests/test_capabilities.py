"""Only where a refund surely returns to its source does the core send by itself."""

import pytest

from panel_refunds_phonepe.capabilities import GOES_BACK, capabilities_of


@pytest.mark.parametrize("method", sorted(GOES_BACK))
def test_what_goes_back_is_sent_automatically(method):
    assert capabilities_of(method, live=True, webhooks=True).automatic


@pytest.mark.parametrize("method", ["wallet", "emi", "", "something new"])
def test_what_may_go_elsewhere_is_not(method):
    assert not capabilities_of(method, live=True, webhooks=True).automatic


def test_without_a_password_there_are_no_webhooks():
    can = capabilities_of("upi", live=False, webhooks=False)

    assert (can.webhooks, can.webhook_auth, can.webhook_events, can.sandbox) == (False, "none", (), True)
