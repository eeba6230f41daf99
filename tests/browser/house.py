"""The shipped tenants as an installation that a browser on this machine can reach, listening on a port of its own.

A browser holds names that end in ``.localhost`` to be this machine and as safe as https, so cookies that want https are
kept as they are in production. The server runs in a thread, on a real socket: the test can move its clock.
"""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from cryptography.fernet import Fernet
from tests.web.panel import ROOT, Installed, Panel

HOSTS = {"smmpanelus": "smmpanelus.localhost", "lumenreach": "lumenreach.localhost", "sadaf": "sadaf.localhost"}
_HOST_NAMES = {
    "smmpanelus.com": "smmpanelus.localhost",
    "lumenreach.example": "lumenreach.localhost",
    "sadaf.example": "sadaf.localhost",
}
LANGUAGES = '["en", "es", "pt-BR", "ru", "tr", "hi", "ar", "de"]'
SIGN_IN = '\n[portal]\nsign_in_url = "https://panel.example/refunds"\n'
SERVICE = """
[staff.oidc]
issuer = "https://login.lumenreach.example"
client_id = "refunds"
client_secret = { file = "oidc.secret" }
name = "Lumen id"
"""
CODES = '\n[staff]\ncodes = "required"\n'
LATER = '[deposits]\nwindow = { from = "credited", within = { days = 30 } }\n'
FOUR_EYES = '\n[review]\nwithin = { working_days = 2 }\napprovers = ["finance", "approver"]\n'


class House:
    """A whole service that listens; ``installed`` is the same from inside, with its clock and its gateway."""

    def __init__(self, installed: Installed, port: int) -> None:
        self.installed = installed
        self.port = port

    def url(self, path: str = "/", tenant: str = "smmpanelus") -> str:
        """The address of a page at a tenant's host."""
        return f"http://{HOSTS[tenant]}:{self.port}{path}"

    def panel(self, tenant: str = "smmpanelus") -> Panel:
        """The tenant's own software, at the same host as its customers."""
        return Panel(self.installed, tenant, self.installed.new_key(tenant), HOSTS[tenant])


def write_installation(folder: Path) -> Path:
    """The files, all brands under ``.localhost``.

    smmpanelus has every language and a policy to come; at lumenreach two have to approve, and the staff
    may sign in with a service; at sadaf everybody needs codes.
    """
    for slug in HOSTS:
        shutil.copytree(ROOT / "tenants" / slug, folder / "tenants" / slug, ignore=shutil.ignore_patterns("cases"))
    (folder / "key").write_text(Fernet.generate_key().decode())
    (folder / "panel-refunds.toml").write_text('secrets_key = { file = "key" }\n')
    for file in folder.glob("tenants/*/tenant.toml"):
        text = file.read_text()
        for name, local in _HOST_NAMES.items():
            text = text.replace(f'"{name}"', f'"{local}"').replace(f'.{name}"', f'.{local}"')
        file.write_text(text.replace('languages = ["en"]', f"languages = {LANGUAGES}") + SIGN_IN)
    with (folder / "tenants/sadaf/tenant.toml").open("a") as file:
        file.write(CODES)
    (folder / "tenants/lumenreach/oidc.secret").write_text("a secret of the service\n")
    with (folder / "tenants/lumenreach/tenant.toml").open("a") as file:
        file.write(SERVICE)
    (folder / "tenants/smmpanelus/policies/default/2026-12-01.toml").write_text(LATER)
    policy = folder / "tenants/lumenreach/policies/default/2026-01-01.toml"
    text = policy.read_text()
    begin = text.index("[review]")
    policy.write_text(text[:begin] + FOUR_EYES.lstrip() + text[text.index("\n[payout]", begin) :])
    return folder


@contextmanager
def open_house(folder: Path, database: str) -> Iterator[House]:
    """A service on that database, which listens until the block is left."""
    installed = Installed(write_installation(folder), database, gateways=("manual", "stripe"))
    config = uvicorn.Config(installed.app, log_config=None, access_log=False, lifespan="off", proxy_headers=False)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="browsers-server")
        thread.start()
        try:
            yield House(installed, listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()
            installed.close()
