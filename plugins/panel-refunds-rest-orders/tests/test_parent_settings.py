"""A parent panel is an address and a key."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_rest_orders.parent_settings import parse_parent_settings


def test_defaults_are_filled_in():
    known = parse_parent_settings({"url": "https://parent.example/", "key": "pr_live_x"})

    assert (known.url, known.cancel, known.timeout_seconds) == ("https://parent.example", True, 20)
    assert known.headers == {"Authorization": "Bearer pr_live_x"}


@pytest.mark.parametrize("change", [{"url": ""}, {"key": ""}, {"timeout_seconds": 26}])
def test_what_makes_no_sense_is_refused(change):
    with pytest.raises(Refused):
        parse_parent_settings({"url": "https://parent.example", "key": "k", **change})
