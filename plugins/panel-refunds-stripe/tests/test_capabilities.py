"""Which payments go back by themselves, and which need a person."""

from datetime import timedelta

import pytest

from panel_refunds_stripe.capabilities import GOES_BACK, capabilities_of


@pytest.mark.parametrize("method", sorted(GOES_BACK))
def test_what_goes_back_to_where_it_came_from_is_automatic(method):
    assert capabilities_of(method, live=True).automatic


@pytest.mark.parametrize(
    "method", ["customer_balance", "konbini", "multibanco", "oxxo", "promptpay", "something_new", ""]
)
def test_where_the_customer_is_asked_for_an_account_a_person_decides(method):
    assert not capabilities_of(method, live=True).automatic


def test_cards_are_answered_at_once_and_only_play_money_is_a_sandbox():
    assert capabilities_of("card", live=True).answers == "sync"
    assert capabilities_of("sepa_debit", live=True).answers == "async"
    assert not capabilities_of("card", live=True).sandbox
    assert capabilities_of("card", live=False).sandbox


def test_everything_that_stripe_can_tell_is_promised():
    can = capabilities_of("card", live=True)

    assert all(
        (can.verifies, can.webhooks, can.disputes, can.early_warnings, can.change_feed, can.knows_float, can.partial)
    )
    assert (can.fee, can.dedupe, can.lookup, can.late_failure) == ("reported", "key", "by_attempt", True)
    assert can.dedupe_lifetime == timedelta(hours=24)
