"""Assets are small, compressed, and kept as long as their address names what is in them."""

from __future__ import annotations

import gzip

from tests.pages.browser import Browser
from tests.web.panel import Installed

from panel_refunds.pages.assets import load_assets


def test_what_a_page_loads_first_is_small() -> None:
    first = ("pico.min.css", "pages.css", "pages.js", "htmx.min.js")
    assert sum(len(load_assets()[name].packed) for name in first) < 50 * 1024


def test_an_asset_is_kept_under_the_address_of_its_content(installed: Installed) -> None:
    client, asset = Browser(installed).client, load_assets()["pages.css"]
    answer = client.get(f"/assets/{asset.version}/pages.css")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.content == asset.body == gzip.decompress(asset.packed)


def test_an_old_address_gets_the_new_one_and_is_not_kept(installed: Installed) -> None:
    answer = Browser(installed).client.get("/assets/000000000000/pages.css", headers={"accept-encoding": "identity"})
    assert answer.headers["cache-control"] == "no-cache"
    assert "content-encoding" not in answer.headers
    assert answer.content == load_assets()["pages.css"].body


def test_what_is_not_there_is_not_there(installed: Installed) -> None:
    for name in ("nothing.css", "..%2f__init__.py"):
        assert Browser(installed).client.get(f"/assets/x/{name}").status_code == 404
