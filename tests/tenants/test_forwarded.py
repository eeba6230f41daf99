"""Whose word about the host counts."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from panel_refunds.tenants.forwarded import host_of

PROXIES = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


def _host(*headers: tuple[str, str], peer: str | None = "10.1.2.3") -> str:
    return host_of(headers, peer, PROXIES)


def test_without_a_proxy_the_host_header_counts() -> None:
    assert _host(("Host", " panel.example:443 ")) == "panel.example:443"
    assert _host(("host", "panel.example"), peer="203.0.113.9") == "panel.example"


@pytest.mark.parametrize("peer", ["203.0.113.9", "2001:db8::1", None, "", "testclient", "::ffff:203.0.113.9"])
def test_a_forwarded_host_from_a_stranger_is_not_believed(peer) -> None:
    assert _host(("host", "a.example"), ("x-forwarded-host", "b.example"), peer=peer) == "a.example"


@pytest.mark.parametrize("peer", ["10.1.2.3", "fd00::7", "::ffff:10.1.2.3"])
def test_a_forwarded_host_from_a_trusted_proxy_is_believed(peer) -> None:
    assert _host(("host", "inside"), ("X-Forwarded-Host", "b.example"), peer=peer) == "b.example"


def test_of_several_values_the_one_the_nearest_proxy_added_counts() -> None:
    assert _host(("x-forwarded-host", "evil.example, b.example"), ("host", "h")) == "b.example"
    assert _host(("x-forwarded-host", "evil.example"), ("x-forwarded-host", "b.example"), ("host", "h")) == "b.example"


def test_an_empty_forwarded_host_says_nothing() -> None:
    assert _host(("x-forwarded-host", " "), ("host", "a.example")) == "a.example"


@pytest.mark.parametrize("headers", [(), (("host", "a.example"), ("host", "b.example"))])
def test_no_host_or_two_are_none(headers) -> None:
    assert _host(*headers) == ""
