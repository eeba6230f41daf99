"""Levels of a chain that are down, or killed at any moment, catch up when they start again: each order comes back once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from tests.chains.asgi_server import AsgiServer
from tests.chains.chain import PARENT, UPSTREAM, Panel, fund, key_name, set_secrets, write_tenant
from tests.chains.serve_process import ServeProcess, wait_until

from panel_refunds.app.composition import Service, utc_now
from panel_refunds.app.new_ids import new_id
from panel_refunds.app.serving import make_app
from panel_refunds.money import Money
from panel_refunds.testing.rest_upstream import RestUpstream
from panel_refunds.web.api_keys import new_api_key

ORDERS = 12
LATER = timedelta(minutes=10)


def database(root: Path) -> str:
    return f"sqlite:///{root / 'panel-refunds.sqlite3'}"


def opened(root: Path, *, late: bool = False) -> Panel:
    service = Service.open(root, database=database(root), now=(lambda: utc_now() + LATER) if late else None)
    return Panel(root.name, service, "")


def read_key(panel: Panel) -> str:
    secret, key = new_api_key(panel.desk.tenant.id, "tests", ["read"], key_id=new_id("key"), at=panel.desk.now())
    panel.desk.store.add_api_key(key)
    return secret


def refunded(server: ServeProcess, key: str) -> int:
    """How many orders came back, as the panel's own API says."""
    headers = {"authorization": f"Bearer {key}"}
    with httpx2.Client(headers=headers, trust_env=False, timeout=30) as client:
        items = client.get(f"{server.url}/api/v1/orders?limit=100").json()["items"]
    return sum(order["refunded"] != "0.00" for order in items)


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[ServeProcess, ServeProcess]]:
    """A and B, not started yet."""
    made = []
    for slug in ("a", "b"):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "panel-refunds.toml").write_text('database = "sqlite:///panel-refunds.sqlite3"\n')
        made.append(ServeProcess(tmp_path / slug))
    yield made[0], made[1]
    for server in made:
        server.kill()


def test_killed_and_started_again_every_level_has_its_own_charge_back_once(
    tmp_path: Path, servers: tuple[ServeProcess, ServeProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    top_server, child_server = servers
    top_root, child_root = tmp_path / "a", tmp_path / "b"
    set_secrets(monkeypatch)
    with RestUpstream() as upstream:
        # 1. A sells to B what the upstream fulfils, B sells it on.
        write_tenant(top_root, "a", UPSTREAM.format(url=upstream.url))
        top = opened(top_root)
        fund(top)
        monkeypatch.setenv(key_name("a"), top.child_key())
        top_key = read_key(top)
        above = [top.order(upstream.place(f"u{number}")) for number in range(ORDERS)]
        hook = top.hook
        top.service.close()
        top_server.start()
        write_tenant(child_root, "b", PARENT.format(url=top_server.url, key=key_name("a")))
        child = opened(child_root)
        fund(child)
        below = [child.order(order.order_id) for order in above]
        child.service.close()
        child_server.start()

        # 2. Half is cancelled while both are up; B is killed as soon as something has come back at A.
        events = [upstream.set_order(f"u{number}", "VOID") for number in range(0, ORDERS, 2)]
        for event in events:
            assert upstream.deliver(event, top_server.url + hook, times=2) == [200, 200]
        wait_until(lambda: refunded(top_server, top_key) > 0, "A gives something back")
        child_server.kill()

        # 3. The rest happens while B is down; A is killed in the middle of it.
        events += [upstream.set_order(f"u{number}", "SHORT", 400) for number in range(1, ORDERS, 2)]
        for event in reversed(events):
            upstream.deliver(event, top_server.url + hook)
        top_server.kill()
        child_server.start()
        top_server.start()
        for event in events:
            assert upstream.deliver(event, top_server.url + hook) == [200]
        wait_until(lambda: refunded(top_server, top_key) > 0, "A is up again")
        child_server.kill()
        top_server.kill()

        # 4. The next start of each, when the leases of the dead are over.
        top = opened(top_root, late=True)
        top.work()
        with AsgiServer(make_app(top.service, with_worker=False), top_server.port):
            child = opened(child_root, late=True)
            child.work()
            child.work()
        for panel, orders, whole, share in ((top, above, "1.87", "0.748"), (child, below, "2.50", "1.00")):
            back = [str(Money(panel.now(order).refunded, "USD")) for order in orders]
            assert back == [f"{whole} USD", f"{share} USD"] * (ORDERS // 2)
            panel.check_books()
            panel.service.close()
