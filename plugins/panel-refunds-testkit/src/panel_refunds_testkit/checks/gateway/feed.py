"""The change feed: everything that happened at the account since then, page by page, and nothing of anybody else's."""

from __future__ import annotations

from datetime import datetime, timedelta

from panel_refunds.ports import GatewayEvent
from panel_refunds_testkit.demand import broken, demand, demand_equal, skip_with, skip_without
from panel_refunds_testkit.stand import GatewayStand

MANY = 120
_MOST_PAGES = 1000


class FeedChecks:
    """``list_changes``: what webhooks missed."""

    def test_everything_that_happened_is_in_the_feed(self, stand: GatewayStand) -> None:
        """Something that happened to a payment, a refund or a dispute is not in the list, so nobody looks there."""
        skip_without(stand.capabilities.change_feed, "change_feed")
        since = stand.peer.clock()
        payment, refunded, disputed = stand.pay(), stand.pay(), stand.pay()
        refund = stand.peer.refund_outside(refunded, stand.amount())
        if stand.capabilities.disputes:
            stand.peer.tell_dispute(disputed, "open")
        events = changes(stand, since)
        named = {name for event in events for name in (event.ref, *event.payments)}
        for ref, what in ((payment, "a payment"), (refunded, "a payment that was refunded"), (refund, "a refund")):
            demand(ref in named, f"{ref!r}, {what}, is not in the feed.")
        if stand.capabilities.disputes:
            told = {name for event in events if event.kind == "dispute" for name in event.payments}
            demand(disputed in told, f"The dispute of {disputed!r} is not in the feed.")

    def test_the_feed_has_all_its_pages(self, stand: GatewayStand) -> None:
        """Only the first page can be read, a page is left out, or the last one never comes.

        Give the cursor of the next page, and None after the last.
        """
        skip_without(stand.capabilities.change_feed, "change_feed")
        since = stand.peer.clock()
        payments = {stand.pay() for _ in range(MANY)}
        events = changes(stand, since)
        missing = payments - {name for event in events for name in (event.ref, *event.payments)}
        demand(not missing, f"{len(missing)} of {MANY} payments are not in the feed.")
        ids = [event.event_id for event in events]
        demand_equal(len(ids), len(set(ids)), "An event is on two pages.")

    def test_the_feed_begins_where_it_is_told_to(self, stand: GatewayStand) -> None:
        """``since`` is not handed on, so every look reads the whole history."""
        skip_without(stand.capabilities.change_feed, "change_feed")
        earlier = stand.pay()
        since = stand.peer.clock.advance(timedelta(hours=1))
        later = stand.pay()
        named = {name for event in changes(stand, since) for name in (event.ref, *event.payments)}
        demand(later in named, "What happened after `since` is not in the feed.")
        demand(earlier not in named, "What happened an hour before `since` is in the feed.")
        everything = {
            name for event in changes(stand, since - timedelta(hours=2)) for name in (event.ref, *event.payments)
        }
        demand({earlier, later} <= everything, "What happened two hours ago is not in the feed.")

    def test_nothing_of_another_account_is_in_the_feed(self, stand: GatewayStand) -> None:
        """The list shows what happened at another account of the same vendor: it is asked without the account's key."""
        skip_without(stand.capabilities.change_feed, "change_feed")
        since = stand.peer.clock()
        mine, others = stand.pay(), stand.pay(account="second")
        named = {name for event in changes(stand, since) for name in (event.ref, *event.payments)}
        demand(mine in named, "A payment of this account is not in the feed.")
        demand(others not in named, "A payment of the second account is in the first one's feed.")

    def test_without_a_feed_nothing_is_listed(self, stand: GatewayStand) -> None:
        """The capabilities say that there is no feed, and something is listed; say ``change_feed=True`` if there is."""
        skip_with(stand.capabilities.change_feed, "change_feed")
        stand.pay()
        before = len(stand.peer.requests_seen())
        events, cursor = stand.gateway.list_changes(stand.peer.clock() - timedelta(days=1), None)
        demand_equal((tuple(events), cursor), ((), None), "There is no feed.")
        demand_equal(len(stand.peer.requests_seen()), before, "The vendor was asked for what it does not have.")


def changes(stand: GatewayStand, since: datetime) -> list[GatewayEvent]:
    """All pages since then, for as long as there is a next one."""
    events: list[GatewayEvent] = []
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        page, following = stand.gateway.list_changes(since, cursor)
        events += page
        if following is None:
            return events
        demand(following != cursor, "list_changes gives the same cursor again: nobody comes to an end.")
        cursor = following
    return broken(f"The feed does not end after {_MOST_PAGES} pages.")
