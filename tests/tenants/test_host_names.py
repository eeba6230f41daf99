"""One host, one spelling: whatever a request or a file writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.tenants.host_names import find_host_name, find_name, is_address


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Panel.Example", "panel.example"),
        ("panel.example:443", "panel.example"),
        ("panel.example:", "panel.example"),
        ("panel.example.", "panel.example"),
        ("panel.example.:8086", "panel.example"),
        (" panel.example\t", "panel.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("bücher。example", "xn--bcher-kva.example"),
        ("XN--BCHER-KVA.example", "xn--bcher-kva.example"),
        ("my_shop.example", "my_shop.example"),
        ("localhost:8086", "localhost"),
        ("127.0.0.1:80", "127.0.0.1"),
        ("[::1]:80", "[::1]"),
        ("[0:0:0:0:0:0:0:1]", "[::1]"),
        ("[2001:DB8::1]", "[2001:db8::1]"),
    ],
)
def test_spellings_of_one_host_become_one(text, host) -> None:
    assert find_host_name(text) == host


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "a..b",
        "panel.example..",
        ".panel.example",
        "panel.example:http",
        "panel.example:65536",
        "panel.example:-1",
        "panel.example:٣",
        "a:b:c",
        "::1",
        "[::1",
        "[::1]x",
        "[fe80::1%eth0]",
        "[127.0.0.1]",
        "[]",
        "user@panel.example",
        "panel.example/path",
        "panel example",
        "panel.example\x00",
        "panel.example\r\nx",
        "-panel.example",
        "panel-.example",
        "*.example",
        "256.0.0.1",
        "1.2.3",
        "12",
        "a" * 64 + ".example",
        "a." * 127 + "example",
        "xn--\u00fc.example",
        "\ud800.example",
        "☃︎" * 2000,
    ],
)
def test_what_is_no_host_is_none(text) -> None:
    assert find_host_name(text) is None


@given(st.text(max_size=60))
def test_any_text_gives_a_host_in_its_one_form_or_none(text) -> None:
    host = find_host_name(text)
    if host is not None:
        assert find_host_name(host) == host
        assert host.isascii()
        assert host == host.lower()


@given(
    st.from_regex(r"[a-zA-Z]([a-zA-Z0-9-]{0,8}[a-zA-Z0-9])?(\.[a-zA-Z]{1,9}){0,3}", fullmatch=True),
    st.integers(0, 65535),
)
def test_case_port_and_trailing_dot_never_matter(name, port) -> None:
    assert find_host_name(f"{name.upper()}.:{port}") == find_name(name) == name.lower()


def test_addresses_are_told_from_names() -> None:
    assert is_address("[::1]")
    assert is_address("10.0.0.1")
    assert not is_address("a.example")
