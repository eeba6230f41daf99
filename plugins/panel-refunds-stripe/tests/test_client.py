"""The client: what it says of itself, what it shares with nobody, and what it ignores."""

import logging
import subprocess
import sys

import pytest
import stripe

from panel_refunds.ports import Misconfigured, MisconfiguredError
from panel_refunds_stripe.answer import UnreadableError
from panel_refunds_stripe.client import API_VERSION, make_client, plain
from panel_refunds_stripe.settings import parse_settings


def test_the_version_is_the_one_the_library_was_made_for():
    assert stripe.api_version == API_VERSION


def test_a_request_names_key_version_and_account_and_tells_nothing_else(peer, build, order, a_refund):
    gateway = build(peer.url, stripe_account="acct_1A2B")
    for _ in range(2):
        peer.say(a_refund(), request_id="req_1")
        gateway.create_refund(order)

    for asked in peer.asked:
        assert asked.headers["authorization"] == "Bearer sk_test_4f9c1e77a2"
        assert asked.headers["stripe-version"] == API_VERSION
        assert asked.headers["stripe-account"] == "acct_1A2B"
        assert "x-stripe-client-telemetry" not in asked.headers
        assert "platform" not in asked.headers["x-stripe-client-user-agent"]
        assert "telemetry" not in asked.headers["x-stripe-client-user-agent"]


def test_two_tenants_share_nothing(peer, build, order, a_refund):
    one = build(peer.url, key="sk_test_one", stripe_account="acct_ONE")
    two = build(peer.url, key="sk_test_two", tenant="other")
    for gateway in (one, two, one):
        peer.say(a_refund(), set_cookie="session=one")
        gateway.create_refund(order)

    said = [
        (each.headers["authorization"], each.headers.get("stripe-account"), each.headers.get("cookie"))
        for each in peer.asked
    ]
    assert said == [
        ("Bearer sk_test_one", "acct_ONE", None),
        ("Bearer sk_test_two", None, None),
        ("Bearer sk_test_one", "acct_ONE", None),
    ]
    assert stripe.api_key is None
    assert stripe.default_http_client is None


def test_proxies_of_the_process_are_ignored(peer, build, order, a_refund, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    peer.say(a_refund())

    assert build(peer.url).create_refund(order).ref == "re_1"


def test_nothing_is_sent_with_a_key_that_does_not_say_its_mode(peer, build, order):
    gateway = build(peer.url, key="unread-env")

    assert isinstance(gateway.create_refund(order), Misconfigured)
    with pytest.raises(MisconfiguredError):
        gateway.get_payment("ch_1")
    assert peer.asked == []


def test_the_library_writes_no_messages_of_stripe_into_the_log(peer, gateway, order, caplog):
    with caplog.at_level(logging.DEBUG):
        peer.refuse(400, "charge_disputed", "of ann@example.com")
        gateway.create_refund(order)

    assert "ann@example.com" not in caplog.text
    assert "sk_test" not in caplog.text


def test_a_client_is_made_once_and_connections_are_kept(peer, gateway, order, a_refund):
    for _ in range(3):
        peer.say(a_refund())
        gateway.create_refund(order)

    assert gateway._connected() is gateway._connected()


def test_a_value_of_the_library_is_read_as_plain_data():
    client = make_client(parse_settings({"key": "sk_test_1", "mode": "test"}))

    with pytest.raises(UnreadableError):
        plain([], "refund")
    assert client is not None


def test_building_imports_no_library():
    program = """
import sys
from panel_refunds.ports import Surroundings
from panel_refunds_stripe import gateways
(factory,) = gateways()
built = factory.build({"key": "unread-env", "mode": "live"}, Surroundings("t", "n", None, None, None))
print(built.capabilities("card").automatic, "stripe" in sys.modules, "requests" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "False"]
