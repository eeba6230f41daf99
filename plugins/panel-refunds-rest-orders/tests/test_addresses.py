"""Addresses are checked when the file is read, and no id can ask about another order than itself."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_rest_orders.addresses import (
    can_be_asked,
    checked_header,
    checked_key,
    checked_path,
    checked_seconds,
    checked_url,
    filled,
)


def test_an_address_ends_without_a_slash():
    assert checked_url("https://api.example/v1/") == "https://api.example/v1"
    assert checked_url("http://127.0.0.1:80") == "http://127.0.0.1:80"


@pytest.mark.parametrize(
    "url",
    [None, "", "api.example", "ftp://a.example", "https://", "http://a b.example", "http://a:99999", "http://a/?k=1",
     "http://me:pass@a.example", "http://a/#x"],
)  # fmt: skip
def test_other_addresses_are_refused_with_advice(url):
    with pytest.raises(Refused) as refused:
        checked_url(url)
    assert refused.value.field == "url"
    assert "https://api.upstream.example/v1" in refused.value.text


@pytest.mark.parametrize(
    "path", ["orders/{id}", "/orders", "/orders/{id}/{id}", "/orders/{ids}", "/or ders/{id}", "/{id}{x}"]
)
def test_a_path_has_its_place_once(path):
    with pytest.raises(Refused, match=r"braces|\{id\}"):
        checked_path(path, "order_path", ("id",))


def test_paths_may_be_left_out_and_may_have_a_query():
    assert checked_path("", "order_path", ("id",)) == ""
    assert checked_path("/o?ids={ids}", "orders_path", ("ids",)) == "/o?ids={ids}"
    assert checked_path("/balance", "balance_path", ()) == "/balance"


def test_an_id_stays_one_part_of_the_path():
    assert filled("/orders/{id}/cancel", id="a&b%2f") == "/orders/a%26b%252f/cancel"
    assert filled("/orders?ids={ids}", ids="1,2") == "/orders?ids=1,2"


@pytest.mark.parametrize("ref", ["", ".", "..", "1,2", "1/2", "1?x", "1#2", "1 2", "1\n"])
def test_an_id_that_would_ask_about_something_else_is_not_asked(ref):
    assert not can_be_asked(ref)


def test_keys_headers_and_seconds_are_checked():
    assert checked_key(" k1 ") == "k1"
    assert checked_header("X-Api-Key", "key_header") == "X-Api-Key"
    assert checked_seconds(25, 25) == 25
    for wrong in (
        lambda: checked_key(" "),
        lambda: checked_key("a\nb"),
        lambda: checked_header("a b", "x"),
        lambda: checked_seconds(26, 25),
    ):
        with pytest.raises(Refused):
            wrong()
