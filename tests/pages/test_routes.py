"""Every address has a name and a path of its own, and is not the API's; what is private says so before anything else."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.pages.browser import Browser
from tests.web.panel import Installed

from panel_refunds.pages.address import Address
from panel_refunds.pages.routes import ADDRESSES
from panel_refunds.web.api import PREFIX


def test_names_and_paths_are_there_once() -> None:
    for several in (Counter(address.name for address in ADDRESSES), Counter(address.path for address in ADDRESSES)):
        assert [each for each, count in several.items() if count > 1] == []


def test_no_page_is_in_the_way_of_the_api() -> None:
    assert [address.path for address in ADDRESSES if address.path.startswith((PREFIX, "/webhooks", "/healthz"))] == []


def path_of(address: Address) -> str:
    """The path with something in each place that names something."""
    return re.sub(r"{\w+}", "x", address.path)


@pytest.mark.parametrize(
    "address", [each for each in ADDRESSES if each.who in ("customer", "staff")], ids=lambda each: each.name
)
def test_whoever_is_not_signed_in_gets_no_private_page(installed: Installed, address: Address) -> None:
    browser = Browser(installed)
    for method in address.methods:
        answer = browser.client.request(method, path_of(address), follow_redirects=False)
        sent_to_sign_in = answer.status_code == 303 and answer.headers["location"].startswith("/staff/sign-in")
        assert answer.status_code == 401 or sent_to_sign_in, answer.text


@pytest.mark.parametrize("address", [each for each in ADDRESSES if each.who == "staff"], ids=lambda each: each.name)
def test_a_customer_gets_no_page_of_the_staff(browser: Browser, address: Address) -> None:
    for method in address.methods:
        answer = browser.client.request(method, path_of(address), follow_redirects=False)
        sent_to_sign_in = answer.status_code == 303 and answer.headers["location"].startswith("/staff/sign-in")
        assert answer.status_code == 401 or sent_to_sign_in, answer.text


def test_an_address_that_is_not_there_is_a_page_for_people_and_a_problem_for_programs(installed: Installed) -> None:
    client, people = Browser(installed).client, {"accept": "text/html,*/*;q=0.8"}
    for answer in (
        client.get("/nothing", headers=people),
        client.get("/sign-out/nothing", headers=people),
        client.post("/nothing", headers=people, data={"a": "b"}),
        client.get("/desk/search", headers=people),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "There is no such page" in answer.text
        assert "SmmPanelUS" in answer.text
    for path, headers in (("/nothing", {}), ("/api/v1/nothing", people), ("/webhooks/nothing", people)):
        answer = client.get(path, headers=headers)
        assert answer.headers["content-type"] == "application/problem+json"
    assert Browser(installed, "nobody.example").client.get("/", headers=people).status_code == 404
