"""A tenant's objects by its own words."""

import pytest

from panel_refunds.plugins.host import PluginHost


@pytest.fixture
def plugins(make_tenant, now):
    tenant = make_tenant(gateways={"till": {"use": "manual"}}, rules={"large": {"use": "review_above", "amount": "5"}})
    return PluginHost.load(installed=()).for_tenant(tenant, now=now)


def test_a_gateway_is_found_or_not_and_got_or_missed_with_its_table_named(plugins):
    assert plugins.find_gateway("till") is plugins.get_gateway("till")
    assert plugins.find_gateway("safe") is None
    with pytest.raises(LookupError, match=r"tenant 'shop' has no \[gateways\.safe\]"):
        plugins.get_gateway("safe")


def test_an_order_provider_is_found_or_not_and_missed_with_its_table_named(plugins):
    assert plugins.find_order_provider("main") is None
    with pytest.raises(LookupError, match=r"\[order_providers\.main\]"):
        plugins.get_order_provider("main")


def test_the_checked_settings_of_an_object_can_be_asked_for(plugins):
    assert plugins.settings_of("rules", "large") == {"amount": "5"}
    assert plugins.settings_of("gateways", "till") == {"destination": "original"}
    with pytest.raises(LookupError, match=r"\[gateways\.large\]"):
        plugins.settings_of("gateways", "large")


def test_nothing_can_be_put_in_afterwards(plugins):
    with pytest.raises(TypeError):
        plugins.gateways["safe"] = plugins.gateways["till"]


def test_closing_closes_the_http_clients(plugins):
    client = plugins.http_clients()

    plugins.close()

    assert client.is_closed
