"""The checks of the change feed catch what they are there for."""

from datetime import timedelta

import pytest

from panel_refunds_testkit.checks.gateway.feed import FeedChecks, changes
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = FeedChecks()


def first_page_only(self, since, cursor):
    return TinyGateway.list_changes(self, since, None)[0], None


def without_end(self, since, cursor):
    return TinyGateway.list_changes(self, since, None)[0], "evt_1"


def everything(self, since, cursor):
    return TinyGateway.list_changes(self, since - timedelta(days=30), cursor)


def no_disputes(self, since, cursor):
    events, following = TinyGateway.list_changes(self, since, cursor)
    return [event for event in events if event.kind != "dispute"], following


@pytest.mark.parametrize(
    ("list_changes", "check", "told"),
    [
        (first_page_only, "the_feed_has_all_its_pages", "of 120 payments"),
        (without_end, "the_feed_has_all_its_pages", "the same cursor again"),
        (everything, "the_feed_begins_where_it_is_told_to", "an hour before"),
        (no_disputes, "everything_that_happened_is_in_the_feed", "The dispute of"),
    ],
)
def test_a_feed_that_leaves_out_or_adds_is_caught(spoilt, list_changes, check, told):
    with pytest.raises(BrokenContractError, match=told):
        getattr(CHECKS, f"test_{check}")(spoilt(list_changes=list_changes))


def test_a_feed_that_was_not_promised_is_caught(able):
    with pytest.raises(BrokenContractError, match="There is no feed"):
        CHECKS.test_without_a_feed_nothing_is_listed(able(change_feed=False))


def test_all_pages_are_read(stand):
    since = stand.peer.clock()
    for _ in range(60):
        stand.pay()
    assert len(changes(stand, since)) == 60
