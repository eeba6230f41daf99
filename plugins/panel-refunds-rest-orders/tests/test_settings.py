"""What a tenant's file says about an upstream is checked before anybody is asked."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_rest_orders.settings import parse_settings

GIVEN = {"url": "https://api.example/v1", "key": "k1"}


def test_defaults_are_filled_in():
    known = parse_settings(GIVEN)

    assert known.headers == {"Authorization": "Bearer k1"}
    assert (known.batch, known.paths["order_path"], known.hooks.scheme) == (1, "/orders/{id}", "none")
    assert parse_settings({**GIVEN, "orders_path": "/orders?ids={ids}"}).batch == 100
    assert parse_settings({**GIVEN, "key_header": "X-Key", "key_prefix": ""}).headers == {"X-Key": "k1"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"order_path": ""}, "order_path"),
        ({"order_path": "/orders"}, "order_path"),
        ({"orders_path": "/orders"}, "orders_path"),
        ({"cancel_path": "cancel"}, "cancel_path"),
        ({"status_field": ""}, "status_field"),
        ({"status_field": "a..b"}, "status_field"),
        ({"orders_field": "a.*"}, "orders_field"),
        ({"batch": 101}, "batch"),
        ({"batch": 0}, "batch"),
        ({"timeout_seconds": 26}, "timeout_seconds"),
        ({"key": "  "}, "key"),
        ({"key_header": "a b"}, "key_header"),
        ({"key_prefix": "ü"}, "key_prefix"),
        ({"words": {"DONE": "finished"}}, "words.DONE"),
        ({"words": {"--": "completed"}}, "words.--"),
        ({"words": {"A b": "completed", "a_b": "canceled"}}, "words.a_b"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_name(change, field):
    with pytest.raises(Refused) as refused:
        parse_settings({**GIVEN, **change})
    assert refused.value.field == field
