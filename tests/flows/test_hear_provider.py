"""What an order provider tells by itself is taken once, and only from the provider."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.flows.pushing_provider import GOOD, PushingProvider, event
from tests.flows.shop import Shop, read_status

from panel_refunds.errors import Refused
from panel_refunds.flows.hear_gateway import note_events
from panel_refunds.flows.hear_provider import LONGEST_ID, hear_provider, note_hints, speaker
from panel_refunds.ports import GatewayEvent, OrderHint, WebhookRefusedError
from panel_refunds.store import Notice


@pytest.fixture
def pushed(shop: Shop) -> Shop:
    shop.desk = replace(shop.desk, providers={"main": PushingProvider(read_status), "deaf": shop.provider})
    return shop


def noted(shop: Shop, event_id: str, provider: str = "main") -> Notice | None:
    with shop.desk.read() as books:
        return books.find_notice(speaker(provider), event_id)


def test_an_event_is_new_once_however_often_it_comes(pushed: Shop) -> None:
    counts = [hear_provider(pushed.desk, "main", event("evt_1", "7", "8", "7"), GOOD) for _ in range(3)]

    assert counts == [1, 0, 0]
    kept = noted(pushed, "evt_1")
    assert kept is not None
    assert (kept.payments, kept.word, kept.applied_at) == (("7", "8"), "order.changed", None)
    with pushed.desk.read() as books:
        assert books.find_work("order_hint", "main/evt_1") is not None


def test_what_is_not_signed_by_the_provider_is_refused_and_leaves_nothing(pushed: Shop) -> None:
    with pytest.raises(WebhookRefusedError):
        hear_provider(pushed.desk, "main", event("evt_1", "7"), {"x-signature": "bad"})

    assert noted(pushed, "evt_1") is None


@pytest.mark.parametrize("provider", ["deaf", "nobody"])
def test_who_tells_nothing_has_no_address(pushed: Shop, provider: str) -> None:
    with pytest.raises(Refused) as refused:
        hear_provider(pushed.desk, provider, event("evt_1", "7"), GOOD)

    assert refused.value.code == "not_found"


def test_a_gateway_of_the_same_name_and_another_provider_have_events_of_their_own(pushed: Shop) -> None:
    told = [note_hints(pushed.desk, name, [OrderHint("evt_1", ("7",))]) for name in ("main", "deaf", "main")]

    assert told == [1, 1, 0]
    assert note_events(pushed.desk, "main", [GatewayEvent("evt_1", "payment", "ch_1")]) == 1


def test_ids_that_can_be_nobodys_are_left_out(pushed: Shop) -> None:
    strange = ("7", "", " 8", "9\x00", "\ud800", "1" * (LONGEST_ID + 1))
    assert note_hints(pushed.desk, "main", [OrderHint("evt_1", strange)]) == 1

    kept = noted(pushed, "evt_1")
    assert kept is not None
    assert kept.payments == ("7",)


@pytest.mark.parametrize("event_id", ["", "evt\x00", "x" * (LONGEST_ID + 1)])
def test_an_event_that_could_not_be_known_again_is_refused(pushed: Shop, event_id: str) -> None:
    with pytest.raises(WebhookRefusedError) as refused:
        note_hints(pushed.desk, "main", [OrderHint("evt_2", ("7",)), OrderHint(event_id, ("7",))])

    assert refused.value.reason == "unreadable"
    assert noted(pushed, "evt_2") is None
