"""Links are read for the names in them."""

import pytest

from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paypal.links import find_above, find_query

CAPTURES = "/v2/payments/captures"


def linked(*links: tuple[str, str]) -> Said:
    return Said.of({"links": [{"rel": rel, "href": href} for rel, href in links]})


def test_the_object_above():
    both = linked(
        ("self", "https://x/a"), ("up", "https://x/v2/checkout/orders/O1"), ("up", f"https://x{CAPTURES}/C%2F1")
    )

    assert find_above(both, CAPTURES) == "C/1"
    assert find_above(both, "/v2/checkout/orders") == "O1"
    assert find_above(linked(("up", f"https://x{CAPTURES}/")), CAPTURES) is None
    assert find_above(Said.of({}), CAPTURES) is None


def test_the_query_of_the_next_page():
    assert find_query(linked(("next", "https://x/list?a=1&b=%202")), "next", "/list") == {"a": "1", "b": " 2"}
    assert find_query(linked(("self", "https://x/list")), "next", "/list") is None


@pytest.mark.parametrize("href", ["https://x/elsewhere?a=1", "https://[", ""])
def test_a_link_that_leads_elsewhere_is_unreadable(href):
    with pytest.raises(UnreadableError):
        find_query(linked(("next", href)), "next", "/list")
