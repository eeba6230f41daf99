"""The list of events: everything webhooks would have said, page by page."""

from datetime import UTC, datetime, timedelta

import pytest

from panel_refunds.ports import MisconfiguredError
from panel_refunds_stripe.answer import NoAnswerError
from panel_refunds_stripe.events import KINDS

SINCE = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def event(ref, **fields):
    thing = {"id": "re_1", "charge": "ch_1"}
    return {
        "object": "event",
        "id": ref,
        "type": "refund.created",
        "livemode": False,
        "data": {"object": thing},
        **fields,
    }


def test_what_happened_is_listed_newest_first(fake, at_fake):
    charge, intent = fake.add_charge(5000)
    refund = fake.refund_in_dashboard(charge, 500)

    events, cursor = at_fake.list_changes(SINCE, None)

    assert cursor is None
    assert {event.word for event in events} <= set(KINDS)
    assert ("refund", refund, (charge, intent)) in [(event.kind, event.ref, event.payments) for event in events]
    assert at_fake.list_changes(SINCE + timedelta(hours=2), None) == ([], None)


def test_the_list_goes_on_behind_its_cursor(fake, at_fake):
    charge, _ = fake.add_charge(100_000)
    for _ in range(80):
        fake.refund_in_dashboard(charge, 100)

    seen, cursor = [], None
    while True:
        events, cursor = at_fake.list_changes(SINCE, cursor)
        seen += events
        if cursor is None:
            break

    assert len({event.event_id for event in seen}) == len(seen) > 100
    assert len([event for event in seen if event.word == "refund.created"]) == 80


def test_only_what_has_a_use_is_asked_for(peer, gateway, a_list):
    peer.say(a_list())
    gateway.list_changes(SINCE, "evt_9")

    (asked,) = peer.asked
    assert asked.params["created[gte]"] == str(int(SINCE.timestamp()))
    assert asked.params["starting_after"] == "evt_9"
    assert {value for name, value in asked.params.items() if name.startswith("types")} == set(KINDS)
    assert len(KINDS) <= 20, "Stripe takes 20 types"


def test_a_list_that_does_not_end_is_no_answer(peer, gateway, a_list):
    peer.say(a_list(event("evt_1"), more=True))
    peer.say(a_list(more=True))

    for _ in range(2):
        with pytest.raises(NoAnswerError):
            gateway.list_changes(SINCE, "evt_1")


def test_an_event_of_the_other_mode_is_a_misconfiguration(peer, gateway, a_list):
    peer.say(a_list(event("evt_1", livemode=True)))

    with pytest.raises(MisconfiguredError):
        gateway.list_changes(SINCE, None)


def test_a_cursor_of_something_else_is_refused(peer, gateway):
    with pytest.raises(LookupError):
        gateway.list_changes(SINCE, "re_1")
    assert peer.asked == []
