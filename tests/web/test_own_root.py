"""Mounted, the application has its own root: names, parts of the path and cookies of its host are not its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from tests.pages import markup
from tests.pages.browser import filled
from tests.web.panel import Installed
from tests.web.test_webhooks import ADDRESS, noted, speak

from panel_refunds.web.own_root import path_of, root_of


@pytest.fixture
def second() -> Iterator[Installed]:
    made = Installed()
    yield made
    made.close()


def mounted(installed: Installed, second: Installed) -> TestClient:
    """Two installations on one host, below a host application that has a page called like one of ours."""
    routes = [
        Route("/orders", lambda _request: PlainTextResponse("the shop's own"), name="orders"),
        Mount("/refunds", installed.app, name="refunds"),
        Mount("/{where}/b", second.app),
    ]
    return TestClient(Starlette(routes=routes), base_url="https://smmpanelus.com", follow_redirects=False)


def test_a_root_is_what_the_host_says_and_a_path_what_is_below() -> None:
    assert (root_of({"path": "/policy"}), path_of({"path": "/policy"})) == ("", "/policy")
    scope = {"path": "/refunds/policy", "root_path": "/refunds"}
    assert (root_of(scope), path_of(scope)) == ("/refunds", "/policy")
    assert path_of({"path": "/refunds", "root_path": "/refunds"}) == "/"


def test_two_on_one_host_do_not_take_each_others_cookies(installed: Installed, second: Installed) -> None:
    client = mounted(installed, second)
    roots = {"/refunds": installed, "/x/b": second}
    for root, each in roots.items():
        # The API of each is below its mount, and so is the link that it gives.
        key = each.new_key("smmpanelus")
        headers = {"authorization": f"Bearer {key}", "idempotency-key": "click-0001"}
        answer = client.post(f"{root}/api/v1/portal-sessions", json={"customer": "c1"}, headers=headers)
        path = urlsplit(answer.json()["url"]).path
        assert path.startswith(f"{root}/enter/")
        form = next(markup.read(client.get(path).text).every("form"))
        assert client.post(path, data=filled(form)).headers["location"] == f"{root}/"

    assert set(client.cookies) == {"__Host-session-refunds", "__Host-session-x%2Fb"}
    for root in roots:
        page = client.get(f"{root}/")
        assert page.status_code == 200
        links = re.findall(r'(?:href|src|action)="(/[^"]*)"', page.text)
        assert f"{root}/orders" in links
        assert [link for link in links if not link.startswith(f"{root}/") or "{" in link] == []
    token = client.get("/refunds/").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert client.post("/refunds/sign-out", data={"csrf_token": token}).status_code == 303
    assert [client.get(f"{root}/").status_code for root in roots] == [401, 200]


def test_the_document_says_where_the_api_is(installed: Installed, second: Installed) -> None:
    client = mounted(installed, second)
    found = [client.get(f"{root}/api/v1/openapi.json").json()["servers"] for root in ("/refunds", "/x/b")]
    assert found == [[{"url": "/refunds/api/v1"}], [{"url": "/x/b/api/v1"}]]
    assert installed.client.get("/api/v1/openapi.json").json()["servers"] == [{"url": "/api/v1"}]


def test_a_gateway_is_heard_below_the_mount(
    installed: Installed, second: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed.gateway, "parse_webhook", speak)
    answer = mounted(installed, second).post(
        f"/refunds/webhooks/{ADDRESS}", content=b"evt_1", headers={"x-signature": "good"}
    )

    assert answer.status_code == 200
    assert noted(installed, "evt_1")
    assert not noted(second, "evt_1")
