"""The refunds in a frame of a panel's page, in a real browser: signed in inside of it, and refused anywhere else.

Two origins on names of this machine that a browser takes for two sites, as a panel and its refunds are. Browsers that
keep no cookies of others have to keep this one: it lives in a jar of that panel's own.
"""

from __future__ import annotations

import importlib.util
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Page, sync_playwright
from tests.pages.chromium import CHROMIUM, needs_chromium

from panel_refunds.app.mounting import Refunds
from panel_refunds.app.new_ids import new_id
from panel_refunds.web.api_keys import new_api_key

EXAMPLE = Path(__file__).parents[2] / "examples" / "mounting" / "panel_with_frame.py"
TENANT = """name = "Shop"
currency = "USD"
time_zone = "UTC"
calendar = "US"
languages = ["en", "de"]
[[sites]]
hosts = ["refunds.localhost"]
[gateways.manual]
[portal]
address = "{refunds}"
sign_in_url = "{panel}/"
framed_by = ["{panel}"]
"""
# A third party's cookies are kept only where they are made for it.
STRICT = ("--no-sandbox", "--disable-gpu", "--test-third-party-cookie-phaseout")


class Server(uvicorn.Server):
    """Says when it has started, or will not."""

    def __init__(self, app: Any) -> None:
        super().__init__(uvicorn.Config(app, log_config=None, access_log=False))
        self.settled = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        finally:
            self.settled.set()


@contextmanager
def serving(app: Any, listening: socket.socket) -> Iterator[None]:
    server = Server(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    server.settled.wait()
    assert server.started, "its lifespan failed"
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture
def panel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The origin of a panel whose page shows the refunds in a frame."""
    ours, theirs = (socket.create_server(("127.0.0.1", 0)) for _ in range(2))
    origin = f"http://panel.localhost:{theirs.getsockname()[1]}"
    refunds_at = f"http://refunds.localhost:{ours.getsockname()[1]}"
    folder = tmp_path / "tenants" / "shop"
    (folder / "policies" / "default").mkdir(parents=True)
    (folder / "policies" / "default" / "2025-01-01.toml").touch()
    (folder / "tenant.toml").write_text(TENANT.format(refunds=refunds_at, panel=origin))
    refunds = Refunds(tmp_path, read_secrets=False)
    # The key that the panel has is made once the installation runs, so the panel is started after it.
    with serving(refunds, ours):
        service = refunds.service
        tenant = service.desk("shop").tenant
        secret, key = new_api_key(tenant.id, "panel", ["requests"], key_id=new_id("key"), at=service.now())
        service.store.add_api_key(key)
        for name, value in (("API", f"http://127.0.0.1:{ours.getsockname()[1]}"), ("KEY", secret)):
            monkeypatch.setenv(f"REFUNDS_{name}", value)
        monkeypatch.setenv("PANEL_ORIGIN", origin)
        spec = importlib.util.spec_from_file_location("panel_with_frame", EXAMPLE)
        assert spec is not None
        assert spec.loader is not None
        example = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(example)
        with serving(example.app, theirs):
            yield origin


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*STRICT])
        yield browser.new_context(locale="en-GB").new_page()
        browser.close()


@needs_chromium
def test_the_customer_is_signed_in_inside_of_the_panels_page(panel: str, page: Page) -> None:
    page.goto(panel)
    frame = page.frame_locator("iframe")
    frame.get_by_role("heading", name="There is nothing on your balance yet").wait_for()

    # The next pages know who it is, and so does a form; what is chosen is kept.
    frame.get_by_role("link", name="Requests").click()
    frame.get_by_role("link", name="Requests", exact=True).and_(frame.locator("[aria-current=page]")).wait_for()
    frame.get_by_role("link", name="Deutsch").click()
    frame.get_by_role("link", name="Anträge").first.wait_for()
    frame.get_by_role("link", name="Guthaben").click()
    frame.get_by_role("button", name="Abmelden").click()

    # Whose session is over reads so inside of the frame, and goes on in the whole window.
    frame.get_by_role("heading", name="Bitte melden Sie sich").wait_for()
    assert frame.locator("main a").get_attribute("target") == "_top"


@needs_chromium
def test_a_page_that_is_not_on_the_list_shows_nothing(panel: str, page: Page) -> None:
    # Somebody else's page with the panel's link, which nobody has followed yet.
    stranger = panel.replace("panel.", "stranger.")
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(stranger)
    assert page.frame_locator("iframe").get_by_text("Your balance and refunds").count() == 0
