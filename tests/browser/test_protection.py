"""On every address: what the headers forbid, that forms are ours, what cookies are like, that nobody frames or keeps a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.browser.one_browser import NOBODY
from tests.browser.plain_line import PlainLine
from tests.browser.world import MARIA, World

from panel_refunds.pages.address import Address
from panel_refunds.pages.assets import load_assets
from panel_refunds.pages.routes import ADDRESSES

PARTS = {
    "order": "order_pending",
    "deposit": "disputed",
    "refund": "refund_by_hand",
    "delivery": "letter",
    "word": "word",
    "customer": "customer",
    "token": "invitation",
    "file": "file",
    "key": "key",
}
GIVEN = {"label": "default@2025-08-29", "gateway": "manual", "session": "ses_none", "chart": "money", "login": "zoe"}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def path_of(address: Address, world: World) -> str:
    """The address, with ids that are there."""
    request = "in_review" if address.who == "staff" else "maria_paid"
    ids = {part: world.ids[name] for part, name in {**PARTS, "request": request}.items()}
    return address.path.format_map({**ids, **GIVEN})


@pytest.fixture(scope="module")
def lines(world: World) -> Iterator[dict[str, PlainLine]]:
    """Lines of nobody, of a customer, and of an operator."""
    made = {"nobody": PlainLine(world), "customer": PlainLine(world, MARIA), "staff": PlainLine(world, "operator-kim")}
    yield made
    for each in made.values():
        each.close()


def loose(response) -> list[str]:
    """What an answer of a page does not forbid though it should."""
    headers = response.headers
    said = headers.get("content-security-policy", "")
    policy = dict(part.strip().partition(" ")[::2] for part in said.split(";"))
    if "sandbox" in policy:
        # A file or a picture, and no page: it runs nothing, sends nothing and is from nowhere.
        wrong = [] if policy.get("default-src") == "'none'" and "script" not in said else [f"not closed: {said}"]
    else:
        wrong = [f"{name} is {policy.get(name)}" for name, wanted in POLICY.items() if policy.get(name) != wanted]
        wrong += ["unsafe" for value in policy.values() if "unsafe" in value or "http" in value]
    for name, wanted in (
        ("x-frame-options", "DENY"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cache-control", "no-store"),
    ):
        wrong += [f"{name} is {headers.get(name)}"] if headers.get(name) != wanted else []
    for cookie in headers.get_list("set-cookie"):
        wanted_of_all = ("__Host-", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=")
        wrong += [f"cookie {cookie}: no {part}" for part in wanted_of_all if part not in cookie]
        wrong += [f"cookie {cookie}: has a domain"] if "domain" in cookie.lower() else []
    return wrong


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_every_address_is_closed_tight(world: World, lines: dict[str, PlainLine], address: Address) -> None:
    path, wrong = path_of(address, world), []
    mine = lines[address.who if address.who in lines else "nobody"]
    before = world.house.panel().get("/actions").body

    for line in {mine.who: mine, NOBODY: lines["nobody"]}.values():
        for method in ("GET", "POST"):
            if method not in address.methods:
                continue
            response = line.get(path) if method == "GET" else line.send(path, {"text": "x", "amount": "1"})
            wrong += [f"{method} by {line.who}: {each}" for each in loose(response)]
            if method == "POST" and address.name != "enter" and response.status_code not in (303, 401, 403):
                wrong.append(f"a form without our token is answered {response.status_code}")

    assert not wrong, "\n".join(wrong)
    assert world.house.panel().get("/actions").body == before


@pytest.mark.parametrize(
    "address",
    [each for each in ADDRESSES if each.send and each.who in ("customer", "staff")],
    ids=lambda address: address.name,
)
def test_somebody_elses_token_opens_no_form(world: World, lines: dict[str, PlainLine], address: Address) -> None:
    other = lines["staff" if address.who == "customer" else "customer"]

    response = lines[address.who].send(path_of(address, world), {"csrf_token": other.token, "text": "x", "ran": "yes"})

    assert response.status_code == 403
    assert lines[address.who].get("/" if address.who == "customer" else "/desk").status_code == 200


def test_what_pages_are_made_of_is_typed_and_kept(lines: dict[str, PlainLine]) -> None:
    for name, asset in load_assets().items():
        response = lines["nobody"].get(f"/assets/{asset.version}/{name}")
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["content-encoding"] == "gzip"
        assert "set-cookie" not in response.headers


def test_a_language_is_kept_in_a_cookie_of_that_host(lines: dict[str, PlainLine]) -> None:
    response = lines["nobody"].get("/language/ar?next=//evil.example")

    assert response.headers["location"] == "/"
    (cookie,) = response.headers.get_list("set-cookie")
    assert cookie.startswith("__Host-language=ar; ")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


def test_a_page_runs_no_script_but_ours_and_tells_it_no_secret(world: World) -> None:
    page = world.eyes.as_seen_by(MARIA, "smmpanelus")
    page.goto(world.house.url("/"))
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.ours = false';"
        " document.body.append(script); document.body.setAttribute('onclick', 'window.ours = false'); document.body.click(); }"
    )

    assert page.evaluate("window.ours") is None
    assert page.evaluate("document.cookie") == ""


def test_nobody_shows_a_page_in_a_frame(world: World) -> None:
    page = world.eyes.as_seen_by(MARIA, "smmpanelus")
    page.goto(world.house.url("/", "lumenreach"))
    page.set_content(
        f"<iframe src='{world.house.url('/')}'></iframe><iframe src='{world.house.url('/policy')}'></iframe>"
    )
    page.wait_for_load_state()

    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"] * 2


def test_after_signing_out_the_back_button_shows_nothing(world: World) -> None:
    page = world.eyes.as_seen_by("otto", "smmpanelus")
    page.goto(world.house.url("/orders"))
    page.click("header form button")
    page.wait_for_selector("text=Please sign in again")
    page.go_back()
    page.wait_for_load_state()

    assert "Please sign in again" in page.inner_text("main")
    world.eyes.forget("otto", "smmpanelus")
