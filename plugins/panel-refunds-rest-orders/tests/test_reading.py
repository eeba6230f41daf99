"""An operator sees how a raw reply is understood."""

import pytest

from panel_refunds_rest_orders.reading import read_raw
from panel_refunds_rest_orders.settings import parse_settings

KNOWN = parse_settings({"url": "http://u", "key": "k", "orders_path": "/o?ids={ids}", "words": {"VOID": "canceled"}})


def read(raw, action="status", asked=("1",), http_status=200):
    return read_raw(raw, action=action, asked=asked, http_status=http_status, settings=KNOWN)


def test_statuses_of_one_and_of_several():
    one, several = read(b'{"status": "VOID"}'), read(b'[{"id": 1, "status": "VOID"}]', asked=("1", "2"))

    assert one["orders"] == {"1": {"status": "canceled", "raw_status": "VOID", "remains": None}}
    assert (several["orders"], several["missing"]) == (one["orders"], ["2"])
    assert read(b"", http_status=404)["orders"]["1"]["error"]["code"] == "order_not_found"


def test_what_cannot_be_read_touches_no_order():
    for raw, status, code in (
        (b"<html>", 200, "unreadable"),
        (b"{}", 503, "service_unavailable"),
        (b"{}", 404, "unreadable"),
    ):
        reading = read(raw, asked=("1", "2"), http_status=status)
        assert (reading["reply_error"]["code"], reading["orders"], reading["missing"]) == (code, {}, ["1", "2"])


def test_placements_and_wishes():
    assert read(b'{"id": 5}', "add")["order"] == "5"
    assert read(b'{"error": "no"}', "add", http_status=422)["outcome"] == "refused"
    assert read(b"{}", "cancel")["outcome"] == "accepted"
    assert read(b'{"error": "no"}', "refill", http_status=409)["reply_error"]["code"] == "not_refillable"


def test_other_actions_are_not_read():
    with pytest.raises(ValueError, match="status, add, cancel, refill"):
        read(b"{}", "services")
