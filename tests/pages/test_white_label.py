"""Nothing of ours or of a vendor's is seen by a customer: every page of theirs is opened, in every brand, and read.

What people see are words, titles, what is read aloud, addresses, headers and cookies. What only the browser reads may
name a library: the licence of the style sheet ours stands on wants its two lines kept, and the names that a library
understands (``hx-get``, ``--pico-…``) are its language. The product's own name is in none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from tests.pages.browser import Browser, Page, filled, sign_in
from tests.web.panel import Installed, Panel

from panel_refunds.pages import door
from panel_refunds.pages.assets import load_assets
from panel_refunds.pages.drawing import environment_of
from panel_refunds.pages.portal import balance
from panel_refunds.testing.scripted_gateway import ScriptedGateway

OURS = re.compile(r"panel[\s_-]?refunds", re.IGNORECASE)
VENDORS = re.compile(
    r"stripe|paypal|razorpay|cryptomus|phonepe|paytr|smm_v2|python|starlette|uvicorn|jinja|babel|wtforms"
    r"|htmx|pico|sqlite|postgres|alembic|traceback|gateway_|\bmanual\b",
    re.IGNORECASE,
)
_MADE_OF = re.compile(r"/assets/\w+/[\w.]+$")
SPOKEN = ("alt", "title", "aria-label", "placeholder", "value", "content", "href", "action", "src")
# Pieces that other templates draw, and what is not the customers'.
NOT_WHOLE = {"portal/frame.html", "portal/pieces.html", "portal/refund_sum.html", "base.html"}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The templates that were shown while the test ran."""
    names: set[str] = set()
    really = door.draw

    def draw(folders: Any, template: str, given: dict[str, Any]) -> str:
        names.add(template)
        return really(folders, template, given)

    monkeypatch.setattr(door, "draw", draw)
    return names


@pytest.fixture
def cards() -> Iterator[Installed]:
    """A service whose first tenant takes cards through a gateway that has a vendor's name."""
    made = Installed(gateway=ScriptedGateway, gateways=("manual", "stripe"))
    yield made
    made.close()


def seen(page: Page) -> list[str]:
    """Everything on a page that people see, hear, or find in their address bar."""
    said = [page.text, page.html.partition("<title>")[2].partition("</title>")[0]]
    said += [element[name] for element in page.tree.every() for name in SPOKEN if element.has(name)]
    said += [f"{name}: {value}" for name, value in page.headers.items()]
    return [each for each in said if not _MADE_OF.search(each) and not each.startswith('{"includeIndicatorStyles')]


def told_of(page: Page) -> list[str]:
    """What is wrong with a page."""
    return [found[0] for found in (OURS.search(page.html), *(VENDORS.search(each) for each in seen(page))) if found]


def walk(browser: Browser, start: str = "/") -> Iterator[Page]:
    """Every page that links lead to, each once; files are left out."""
    to_open, known = [start], {start}
    while to_open:
        page = browser.open(to_open.pop())
        if "html" not in page.headers["content-type"]:
            continue  # what is for saving is read by its own tests
        yield page
        for address in (urldefrag(link).url for link in page.links.values()):
            if address.startswith("/") and not address.startswith("/language/") and address not in known:
                known.add(address)
                to_open.append(address)


def live_a_little(panel: Panel, gateway: str) -> dict[str, Any]:
    """Something of everything: an order, and requests in several states."""
    panel.deposit("50.00", gateway=gateway, display="Visa •••• 4242")
    panel.order("5.00", service="Likes")
    requests = {}
    for state in ("paid", "rejected", "declined", "open"):
        deposit = panel.deposit("20.00", gateway=gateway)
        requests[state] = {**panel.request("20.00", of=deposit["id"]), "deposit": deposit["id"]}
    for state, words in (("paid", "succeeded"), ("rejected", "failed")):
        panel.installed.gateway.script(words)
        panel.approve(requests[state])
        panel.work()
    panel.post(f"/requests/{requests['declined']['id']}/decline", {"by": ["finance-1"], "text": "It was used."})
    return requests


@pytest.mark.parametrize("slug", ["smmpanelus", "lumenreach", "sadaf"])
def test_a_customer_sees_the_brand_and_nobody_else(
    cards: Installed, drawn: set[str], monkeypatch: pytest.MonkeyPatch, slug: str
) -> None:
    panel = cards.panel(slug)
    requests = live_a_little(panel, "stripe" if slug == "smmpanelus" else "manual")
    browser = sign_in(panel)
    pages = list(walk(browser))
    assert len(pages) > 12
    waiting = requests["open"]
    pages += [browser.open(f"/requests/{waiting['id']}/withdraw"), browser.open(f"/ask?of={waiting['deposit']}")]
    browser.open("/ask")
    pages += [browser.press(next(iter(browser.page.main.every("button"))).text, amount="5.00")]
    ask = browser.open("/ask")
    pages += [browser.post("/ask/quote", filled(next(ask.main.every("form"))))]
    pages += [
        browser.open("/nothing/of/the/kind"),
        browser.open("/requests/rr_nothing"),
        Browser(cards, panel.host).open("/"),
    ]
    token = urlsplit(panel.post("/portal-sessions", {"customer": "c1"})["url"]).path
    pages += [Browser(cards, panel.host).open(token), browser.open("/enter/used-up")]
    pages += [browser.post("/sign-out", {"csrf_token": "somebody else's"})]
    monkeypatch.setattr(balance, "quote_balance", None)
    pages += [browser.open("/")]

    assert [(page.path, wrong) for page in pages if (wrong := told_of(page))] == []
    assert not [name for name in browser.client.cookies if OURS.search(name) or VENDORS.search(name)]
    whole = {
        name for name in environment_of().list_templates() if name.startswith("portal/") and name.endswith(".html")
    } - NOT_WHOLE
    if slug != "smmpanelus":
        whole.remove("portal/cancel.html")  # nobody may cancel there, or not yet
    assert whole | {"signed_out.html", "refused.html", "broken.html"} <= drawn
    assert [text for text in letters(panel) if OURS.search(text) or VENDORS.search(text)] == []


def letters(panel: Panel) -> list[str]:
    """What was written to customers; notifiers send it as it is."""
    service = panel.installed.service
    select = "SELECT text FROM outbox_message WHERE tenant_id = ? AND customer_id IS NOT NULL"
    with service.store.engine.connect() as connection:
        rows = connection.exec_driver_sql(select, (service.desk(panel.tenant).tenant.id.hex,)).all()
    assert len(rows) > 3
    return [row[0] for row in rows]


def test_what_browsers_load_names_a_library_only_where_its_licence_wants_it() -> None:
    for name, asset in load_assets().items():
        text = asset.body.decode()
        assert not OURS.search(text), name
        notes = [note for note in re.findall(r"/\*.*?\*/", text, re.DOTALL) if VENDORS.search(note)]
        assert [note for note in notes if "Licensed under MIT" not in note] == [], name
