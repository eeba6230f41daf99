"""Addresses on the web, and the origins that browsers compare."""

from __future__ import annotations

import pytest

from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.tenants.web_addresses import Origin, Origins, WebAddress


def test_an_address_is_taken_as_it_is_written(written) -> None:
    assert WebAddress().read(written('x = "http://a.example/b?c=d#e"')) == "http://a.example/b?c=d#e"


@pytest.mark.parametrize(
    "text", ["a.example", "ftp://a.example", "javascript:alert(1)", "https://", "https://a b", "//a"]
)
def test_what_is_no_address_is_refused(written, faults_of, text) -> None:
    (fault,) = faults_of(WebAddress().read, written(f'x = "{text}"'))
    assert "https://" in fault.advice


def test_an_origin_has_no_path_and_is_written_small(written, faults_of) -> None:
    assert Origin().read(written('x = "http://panel.localhost:8000"')) == "http://panel.localhost:8000"
    for text in ("https://a.example/", "https://A.example", "https://u@a.example", "https://a.example?b"):
        (fault,) = faults_of(Origin().read, written(f'x = "{text}"'))
        assert "more than an origin" in fault.text


def test_every_origin_of_a_list_that_is_wrong_is_told(written, faults_of) -> None:
    assert Origins().read(written('x = ["https://a.example", "https://b.example"]')) == (
        "https://a.example",
        "https://b.example",
    )
    faults = faults_of(Origins().read, written('x = ["https://a.example/b", "c"]'))
    assert [fault.key for fault in faults] == ["x[0]", "x[1]"]


def test_they_reach_the_tenant(write_tenant) -> None:
    text = '[portal]\naddress = "https://refunds.shop.example"\nframed_by = ["https://shop.example"]\n'
    portal = load_tenant(write_tenant(more=text)).portal
    assert (portal.address, portal.framed_by) == ("https://refunds.shop.example", ("https://shop.example",))
