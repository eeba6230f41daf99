"""Stopped gateways: one stop each, one try at a time, gone when it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from panel_refunds.store import GatewayStop, Store

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STOP = GatewayStop("card", "stp_1", "the key was revoked", NOW, "system", NOW + timedelta(minutes=5))


def test_who_comes_second_does_not_stop_it_again(store: Store) -> None:
    mine, theirs = uuid4(), uuid4()
    said = []
    for tenant, stop in (
        (mine, STOP),
        (mine, replace(STOP, stop_id="stp_2")),
        (theirs, replace(STOP, stop_id="stp_3")),
    ):
        with store.begin(tenant, new_id=str) as books:
            said.append(books.add_gateway_stop(stop))

    assert said == [True, False, True]
    with store.read(mine) as books:
        assert books.gateway_stops() == [STOP]
        assert books.find_gateway_stop("other") is None


def test_one_try_is_taken_once_and_may_be_given_back(store: Store) -> None:
    tenant, due, later = uuid4(), NOW + timedelta(minutes=5), NOW + timedelta(minutes=20)
    with store.begin(tenant, new_id=str) as books:
        books.add_gateway_stop(STOP)
        assert not books.take_probe("card", NOW, later)
        assert books.take_probe("card", due, later)
        assert not books.take_probe("card", due, later)
        books.give_probe_back("card", due)
        assert books.take_probe("card", due, later)
        kept = books.find_gateway_stop("card")

    assert kept == replace(STOP, probe_at=later, probes=2)


def test_what_a_person_stopped_is_never_tried_and_ends_once(store: Store) -> None:
    tenant = uuid4()
    with store.begin(tenant, new_id=str) as books:
        books.add_gateway_stop(replace(STOP, stopped_by="operator-ana", probe_at=None))
        books.give_probe_back("card", NOW)
        assert not books.take_probe("card", NOW + timedelta(days=365), NOW)
        assert [books.end_gateway_stop("card") for _ in range(2)] == [True, False]
        assert books.gateway_stops() == []
