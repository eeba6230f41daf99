"""The plugin is found by its entry point, builds without a connection, and hides its key."""

from importlib.metadata import entry_points

import pytest

from panel_refunds.errors import Refused
from panel_refunds.ports import PushesOrders
from panel_refunds_rest_orders import order_providers


def test_it_is_found_by_its_entry_point():
    (found,) = entry_points(group="panel_refunds", name="rest_orders")

    assert found.load().order_providers is order_providers
    assert [factory.name for factory in order_providers()] == ["rest", "parent_panel"]


def test_building_opens_nothing_and_no_repr_has_the_key(build):
    rest, parent = build("http://127.0.0.1:9/v1"), build("http://127.0.0.1:9", "parent_panel")

    assert isinstance(rest, PushesOrders)
    assert not isinstance(parent, PushesOrders)
    assert "upstream-key-1" not in repr(rest) + repr(parent) + repr(rest._settings) + repr(parent._settings)
    assert "whsec" not in repr(rest._settings)


def test_what_is_wrong_is_refused_with_the_name_of_the_setting(build):
    with pytest.raises(Refused) as refused:
        build("ftp://upstream")

    assert refused.value.field == "url"
