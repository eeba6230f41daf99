"""The pages on a real port of this machine, for real browsers: hosts that end in ``.localhost`` need no https."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright
from tests.web.panel import ROOT

from panel_refunds.app.composition import Service
from panel_refunds.app.serving import make_app

HOST = "shop.localhost"
CHROMIUM = "/usr/bin/chromium"


@dataclass
class Served:
    """A service at ``http://shop.localhost:PORT``."""

    service: Service
    port: int

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"


@contextmanager
def listening(app: Any) -> Iterator[int]:
    """An ASGI application on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        try:
            yield taken.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def served(folder: Path, more: str = "", installation: str = "") -> Iterator[Served]:
    """The first shipped tenant at ``shop.localhost``; ``more`` stands in its file, ``installation`` in the service's."""
    made = folder / "tenants" / "smmpanelus"
    shutil.copytree(ROOT / "tenants/smmpanelus", made)
    shutil.rmtree(made / "cases", ignore_errors=True)
    text = (made / "tenant.toml").read_text()
    text = re.sub(r"(?s)\[\[sites\]\].*?(?=\n\[)", f'[[sites]]\nhosts = ["{HOST}"]\n', text, count=1)
    (made / "tenant.toml").write_text(f"{text}\n{more}")
    (folder / "panel-refunds.toml").write_text(installation)
    service = Service.open(folder, database=f"sqlite:///{folder}/books.sqlite3", read_secrets=False)
    try:
        with listening(make_app(service, with_worker=False)) as port:
            yield Served(service, port)
    finally:
        service.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without one the test is skipped and says so."""
    if not Path(CHROMIUM).exists():
        pytest.skip("there is no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
