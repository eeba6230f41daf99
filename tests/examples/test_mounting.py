"""Each example of mounting, in a process of its own with a real server: whatever stands around them, the pages are whole.

Their links, assets, forms, redirects and cookies, the API with its document, webhooks and the worker are below the
mount, and the host application keeps what is its own.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from tests.pages import markup
from tests.pages.browser import filled

FOLDER = Path(__file__).parents[2] / "examples" / "mounting"
HOSTS = {"alone": "", "in_starlette": "/refunds", "in_fastapi": "/refunds", "in_django": "/refunds"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation, as the environment that the examples read; KEY is one of its API."""
    folder = tmp_path_factory.mktemp("mounting")
    environment = {**os.environ, "SHOP_PROVIDER_KEY": "upstream-key", "REFUNDS_ROOT": str(folder / "shop")}

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "panel_refunds", *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=folder)
        return done.stdout

    run("init", "shop", "--name", "Shop", "--host", "shop.example", "--provider", "https://upstream.example/api/v2")
    key = run("keys", "create", "website", "--scope", "requests", "--root", "shop").splitlines()[0]
    return {**environment, "KEY": key}


@contextmanager
def served(name: str, environment: dict[str, str]) -> Iterator[str]:
    """Where the example answers; it ends by itself when it is asked to."""
    command = [sys.executable, "-m", "uvicorn", "--app-dir", str(FOLDER), f"{name}:app", "--port", "0"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    told: list[str] = []
    try:
        for line in process.stderr:
            told.append(line)
            if found := re.search(r"running on (http://\S+)", line):
                yield found.group(1)
                process.send_signal(signal.SIGTERM)
                told.extend(process.stderr)
                assert process.wait(30) in (0, -signal.SIGTERM), "".join(told)
                assert "Application shutdown complete" in "".join(told)
                return
        raise AssertionError("".join(told))
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.mark.parametrize("name", HOSTS)
def test_everything_is_where_it_is_mounted(shop: dict[str, str], name: str) -> None:
    root = HOSTS[name]
    with served(name, shop) as address, httpx2.Client(base_url=address, headers={"host": "shop.example"}) as client:
        if root:
            assert "The shop's own orders." in client.get("/orders").text
        ready = client.get(f"{root}/readyz").json()
        assert (ready["ok"], ready["checks"]["worker"]) == (True, "ok")
        document = client.get(f"{root}/api/v1/openapi.json").json()
        assert document["servers"] == [{"url": f"{root}/api/v1"}]
        lost = client.post(f"{root}/webhooks/nobody", content=b"{}")
        assert (lost.status_code, lost.json()["code"]) == (404, "not_found")

        headers = {"authorization": f"Bearer {shop['KEY']}", "idempotency-key": f"click-{name}"}
        body = {"customer": "42", "next": "/policy"}
        link = client.post(f"{root}/api/v1/portal-sessions", json=body, headers=headers).json()["url"]
        assert link.startswith(f"https://shop.example{root}/enter/")

        way = urlsplit(link)
        page = client.get(f"{way.path}?{way.query}")
        _whole(client, page.text, root)
        newcomer = page.headers.get_list("set-cookie")[0].partition(";")[0]
        sent = filled(next(markup.read(page.text).every("form")))
        went = client.post(way.path, data=sent, headers={"cookie": newcomer})
        assert (went.status_code, went.headers["location"]) == (303, f"{root}/policy")
        cookie = went.headers.get_list("set-cookie")[0]
        assert cookie.startswith("__Host-session-refunds=" if root else "__Host-session=")
        assert "; Path=/; HttpOnly; Secure; SameSite=Lax" in cookie

        # By hand, because a jar sends what is Secure over https only.
        client.headers["cookie"] = cookie.partition(";")[0]
        for path in ("/policy", "/", "/requests", "/orders"):
            shown = client.get(root + path)
            assert shown.status_code == 200, path
            _whole(client, shown.text, root)
        assert client.get(f"{root}/policy/").headers["location"].endswith(f"{root}/policy")
        chosen = client.get(f"{root}/language/en", params={"next": "/orders"})
        assert chosen.headers["location"] == (f"{root}/" if root else "/orders")
        nothing = client.get(f"{root}/nothing", headers={"accept": "text/html"})
        assert nothing.status_code == 404
        _whole(client, nothing.text, root)


def _whole(client: httpx2.Client, html: str, root: str) -> None:
    """Every address on the page is below the mount, and what the page is made of is there."""
    tree = markup.read(html)
    addresses = [each[name] for name in ("href", "src", "action") for each in tree.every() if each.has(name)]
    ours = [address for address in addresses if not address.startswith(("#", "https://"))]
    assert ours
    assert [address for address in ours if not address.startswith(f"{root}/")] == []
    for element in (*tree.every("link"), *tree.every("script")):
        assert client.get(element.get("href") or element["src"]).status_code == 200
