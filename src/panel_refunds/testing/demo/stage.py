"""The stage: a new installation with one shipped tenant, an upstream panel, a Stripe, and the service."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from panel_refunds.app.composition import Service
from panel_refunds.flows.desk import Desk
from panel_refunds.store import SchemaError, Store
from panel_refunds.testing.demo.card_side import KEY_VARIABLE, CardSide, open_card_side
from panel_refunds.testing.demo.clock import DemoClock
from panel_refunds.testing.demo.shipped import find_shipped_tenant
from panel_refunds.testing.upstream_panel import UpstreamPanel

SLUG = "smmpanelus"
GATEWAY = "stripe"
PROVIDER = "main"
HOST = "smmpanelus.com"
LOCAL_HOST = "smmpanelus.localhost"
"""A name of this machine, at which browsers find the pages."""
BLOG = "blog.smmpanelus.com"
_KEY = "demo-upstream-key"


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything the acts play with."""

    folder: Path
    clock: DemoClock
    panel: UpstreamPanel
    cards: CardSide
    service: Service

    @property
    def desk(self) -> Desk:
        """The tenant's desk."""
        return self.service.desk(SLUG)


@contextmanager
def set_stage(database: str | None = None) -> Iterator[Stage]:
    """Build the stage in a temporary folder; ``database`` (a URL) has to be empty. All is taken down afterwards."""
    if database is not None:
        _refuse_used(database)
    clock = DemoClock(ZoneInfo("America/New_York"), "2025-09-02 10:00")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="panel-refunds-demo-")))
        panel = stack.enter_context(UpstreamPanel(key=_KEY))
        cards = stack.enter_context(open_card_side(os.environ, clock))
        _write_installation(folder, panel.url, cards)
        service = Service.open(folder, database=database, now=clock)
        stack.callback(service.close)
        yield Stage(folder, clock, panel, cards, service)


def _refuse_used(database: str) -> None:
    """The demo's figures are those of empty books, and nobody's real books are to be played with."""
    store = Store(database)
    try:
        if store.current_revision() is not None:
            raise SchemaError(f"The database {store} is in use. Give the demo an empty one, or none.")
    finally:
        store.close()


def _write_installation(folder: Path, panel_url: str, cards: CardSide) -> None:
    """Copy the shipped tenant, with the provider's and the gateway's address and key turned to the demo's own."""
    shipped = find_shipped_tenant(SLUG)
    if shipped is None:
        raise FileNotFoundError(2, "The shipped tenant is missing; install the package anew", f"tenants/{SLUG}")
    tenant = folder / "tenants" / SLUG
    shutil.copytree(shipped, tenant, ignore=shutil.ignore_patterns("cases"))
    file = tenant / "tenant.toml"
    text = file.read_text(encoding="utf-8")
    for written, turned in (
        (f'hosts = ["{HOST}",', f'hosts = ["{HOST}", "{LOCAL_HOST}",'),
        ('"https://provider.example/api/v2"', f'"{panel_url}"'),
        ('{ env = "SMMPANELUS_PROVIDER_KEY" }', '{ file = "provider-key" }'),
        (f'key = {{ env = "{KEY_VARIABLE}" }}\n', f'key = {{ file = "stripe-key" }}\n{cards.settings}'),
    ):
        if written not in text:
            raise LookupError(f"{file}: the demo looks for {written} and does not find it")
        text = text.replace(written, turned)
    file.write_text(text, encoding="utf-8")
    secrets = {"provider-key": _KEY, "stripe-key": cards.key, "stripe-webhook": cards.webhook_secret}
    for name, secret in secrets.items():
        (tenant / name).write_text(secret, encoding="utf-8")
