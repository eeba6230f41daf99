"""The stage: a new installation with two shipped tenants, an upstream panel, a Stripe, and the service."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
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
SECOND_SLUG = "lumenreach"
SECOND_HOST, SECOND_LOCAL_HOST = "lumenreach.example", "lumenreach.localhost"
SECOND_PROVIDER = "north"
"""Another brand on the same installation, with another policy, currency and language."""
_KEY = "demo-upstream-key"
_NOTICE = {
    SLUG: "Demo: everything here is invented.",
    SECOND_SLUG: "Demo: alles hier ist erfunden, all of it invented.",
}
"""What stands above every page, in the languages of the brand."""


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
        _write_first(folder, panel.url, cards)
        _write_second(folder, panel.url)
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


def _write_first(folder: Path, panel_url: str, cards: CardSide) -> None:
    """The tenant of the story, with the provider's and the gateway's address and key turned to the demo's own."""
    turned = {
        f'hosts = ["{HOST}",': f'hosts = ["{HOST}", "{LOCAL_HOST}",',
        '"https://provider.example/api/v2"': f'"{panel_url}"',
        '{ env = "SMMPANELUS_PROVIDER_KEY" }': '{ file = "provider-key" }',
        f'key = {{ env = "{KEY_VARIABLE}" }}\n': f'key = {{ file = "stripe-key" }}\n{cards.settings}',
    }
    secrets = {"provider-key": _KEY, "stripe-key": cards.key, "stripe-webhook": cards.webhook_secret}
    _write_tenant(folder, SLUG, turned, secrets)


def _write_second(folder: Path, panel_url: str) -> None:
    """The other brand; both of its providers are the one upstream panel there is."""
    turned = {f'hosts = ["{SECOND_HOST}",': f'hosts = ["{SECOND_HOST}", "{SECOND_LOCAL_HOST}",'}
    for provider in ("north", "south"):
        turned[f'"https://{provider}.example/api/v2"'] = f'"{panel_url}"'
        turned[f'{{ env = "LUMENREACH_{provider.upper()}_KEY" }}'] = '{ file = "provider-key" }'
    _write_tenant(folder, SECOND_SLUG, turned, {"provider-key": _KEY})


def _write_tenant(folder: Path, slug: str, turned: Mapping[str, str], secrets: Mapping[str, str]) -> None:
    """Copy a shipped tenant, with every text of ``turned`` replaced, and its secrets beside it."""
    shipped = find_shipped_tenant(slug)
    if shipped is None:
        raise FileNotFoundError(2, "The shipped tenant is missing; install the package anew", f"tenants/{slug}")
    tenant = folder / "tenants" / slug
    shutil.copytree(shipped, tenant, ignore=shutil.ignore_patterns("cases"))
    file = tenant / "tenant.toml"
    text = file.read_text(encoding="utf-8")
    for written, new in {**turned, "[brand]\n": f'[brand]\nnotice = "{_NOTICE[slug]}"\n'}.items():
        if written not in text:
            raise LookupError(f"{file}: the demo looks for {written} and does not find it")
        text = text.replace(written, new)
    file.write_text(text, encoding="utf-8")
    for name, secret in secrets.items():
        (tenant / name).write_text(secret, encoding="utf-8")
