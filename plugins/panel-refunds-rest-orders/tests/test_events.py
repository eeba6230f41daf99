"""An event names orders; what else stands in it is not heard."""

from datetime import UTC, datetime

import pytest

from panel_refunds.ports import OrderHint, WebhookRefusedError
from panel_refunds_rest_orders.events import parse_event
from panel_refunds_rest_orders.hook_settings import HOOK_SETTINGS, parse_hook_settings

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
DEFAULTS = {name: setting.default for name, setting in HOOK_SETTINGS.items()}


def read(upstream, said, **change):
    known = parse_hook_settings({**DEFAULTS, "webhooks": "standard", "webhook_secrets": (upstream.secret,), **change})
    event = upstream.sign(said)
    return parse_event(event.body, event.headers, known, NOW)


def test_an_order_is_named_and_its_status_is_not_heard(upstream):
    hints = read(upstream, {"type": "order.changed", "data": {"id": 77, "state": "VOID", "refund": "100.00"}})

    assert hints == (OrderHint("evt_1", ("77",), "order.changed"),)


def test_several_orders_are_named(upstream):
    said = {"data": {"orders": [{"id": "1"}, {"id": "2"}, {"id": "1"}, {"id": None}]}}

    assert read(upstream, said, event_order_field="data.orders.*.id") == (OrderHint("evt_1", ("1", "2")),)


def test_an_event_about_nothing_is_no_hint(upstream):
    assert read(upstream, {"type": "balance.low", "data": {"amount": "3"}}) == ()


def test_the_id_of_an_hmac_event_stands_in_what_is_signed(upstream, hmac_of):
    known = parse_hook_settings({**DEFAULTS, "webhooks": "hmac", "webhook_secrets": ("s",)})
    moment = str(int(NOW.timestamp()))

    def signed(body):
        headers = {"x-timestamp": moment, "x-signature": hmac_of(body, "s", moment)}
        return parse_event(body, headers, known, NOW)

    assert signed(b'{"id": "e1", "data": {"id": 5}}') == (OrderHint("e1", ("5",)),)
    for body in (b'{"data": {"id": 5}}', b"<html>", b'{"id": "e1", "id": "e2", "data": {"id": 5}}'):
        with pytest.raises(WebhookRefusedError) as refused:
            signed(body)
        assert refused.value.reason == "unreadable"
