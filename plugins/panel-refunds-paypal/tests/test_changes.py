"""The list of events: page by page, by what the link to the next one says."""

from __future__ import annotations

import pytest

from panel_refunds.ports.asking import NoAnswerError
from panel_refunds.ports.said import UnreadableError
from panel_refunds_testkit.peer import PeerReply
from paypal_account import NINE, said_by, usd


def test_the_cursor_is_the_query_of_the_next_page(paypal, gateway):
    for _ in range(101):
        paypal.take_payment(usd("50"), fee=None)

    first, cursor = gateway.list_changes(NINE, None)
    rest, end = gateway.list_changes(NINE, cursor)

    assert (len(first), len(rest), end) == (100, 1, None)
    assert cursor is not None
    assert "move_to=next" in cursor
    asked = [each.query for each in paypal.server.seen if each.path.endswith("webhooks-events")]
    assert asked[0] == {"page_size": "100", "start_time": "2026-03-02T09:00:00Z", "end_time": "2026-03-02T09:00:00Z"}


def test_a_next_page_that_is_elsewhere_is_not_followed():
    links = [{"rel": "next", "href": "https://elsewhere.example/list?x=1"}]
    with said_by(lambda _: PeerReply.json(200, {"events": [], "links": links})) as (gateway, server):
        with pytest.raises(UnreadableError):
            gateway.list_changes(NINE, None)
        assert len(server.seen) == 2


def test_no_list_is_no_proof_of_anything():
    missing = PeerReply.json(404, {"name": "RESOURCE_NOT_FOUND", "message": "m", "debug_id": "1"})
    with said_by(lambda _: missing) as (gateway, _), pytest.raises(NoAnswerError):
        gateway.list_changes(NINE, None)
