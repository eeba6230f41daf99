"""kill -9 at any moment: the next start finishes, nothing is done twice, nothing is lost, the books are whole. (F1, F7)"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.app.file_gateway import FileGateway
from tests.app.server_process import ServerProcess
from tests.app.storm import Storm, fill

from panel_refunds.app.composition import Service, utc_now
from panel_refunds.app.new_ids import new_id
from panel_refunds.store.audit import audit_tenant
from panel_refunds.web.api_keys import SCOPES, new_api_key
from panel_refunds.worker import run_due

LOSE_EVERY = 3
NET = 19_00000000
Open = Callable[[Callable[[], datetime]], Service]


@pytest.fixture
def gateway(tmp_path: Path) -> Path:
    folder = tmp_path / "gateway"
    folder.mkdir()
    return folder


@pytest.fixture
def servers(root: Path, database_url: str, gateway: Path) -> Iterator[list[ServerProcess]]:
    """Two processes, each with web and worker, on one database."""
    service = Service.open(root, database=database_url, read_secrets=False)
    tenant = service.desk("smmpanelus").tenant
    secret, key = new_api_key(tenant.id, "tests", list(SCOPES), key_id=new_id("key"), at=service.now())
    service.store.add_api_key(key)
    service.close()
    # Nobody is at the provider's address: the worker's polls fail at once and change nothing.
    file = root / "tenants" / "smmpanelus" / "tenant.toml"
    file.write_text(file.read_text().replace("https://provider.example/api/v2", "http://127.0.0.1:9/api/v2"))
    made = [ServerProcess(root, database_url, gateway, secret, LOSE_EVERY) for _ in range(2)]
    for one in made:
        one.start()
    yield made
    for one in made:
        if one.running():
            one.kill()


def finish(root: Path, database: str, gateway: Path) -> Service:
    """The next start, when every lease of the dead is over; and again later, for answers that were lost."""
    late = [timedelta(minutes=10)]
    given = {"manual": FileGateway(gateway)}
    service = Service.open(root, database=database, gateways=given, read_secrets=False, now=lambda: utc_now() + late[0])
    for hours in (0, 1, 3):
        late[0] = timedelta(minutes=10, hours=hours)
        run_due(service.desk("smmpanelus"), kinds={"pay", "follow", "deliver"})
    return service


def weather(root: Path, database: str, gateway: Path, servers: list[ServerProcess], storm: Storm, kills: int) -> None:
    fill(servers[0], storm.customers)
    storm.run(kills)
    for server in servers:
        server.kill()
    service = finish(root, database, gateway)
    desk = service.desk("smmpanelus")

    with desk.read() as books:
        placed = {order.order_id for order in books.list_orders(limit=10_000)}
        requests = {request.request_id: request.state for request in books.list_requests(limit=10_000)}
        held = {customer: books.balance(books.wallets_of(customer)[0]).held for customer in ("shared", "c0")}
    # Every answer that was given is true, and nothing happened that nobody was told of.
    assert placed == storm.orders
    assert len(placed) == storm.customers * storm.rounds
    assert requests == dict.fromkeys(storm.requests, "paid")
    assert held == {"shared": 0, "c0": 0}
    # Each customer was paid back once, though the gateway lost answers and its callers died.
    paid = FileGateway(gateway).refunds()
    assert sorted(refund["payment"] for refund in paid) == sorted(f"pay_c{n}" for n in range(storm.customers))
    assert {refund["units"] for refund in paid} == {NET}
    report = audit_tenant(service.store, desk.tenant.id, now=desk.now())
    assert report.ok, report.faults
    service.close()


def test_servers_killed_at_any_moment_leave_books_that_the_next_start_finishes(
    root: Path, database_url: str, gateway: Path, servers: list[ServerProcess]
) -> None:
    weather(root, database_url, gateway, servers, Storm(servers, seed=1, customers=4, rounds=12), kills=3)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 8))
def test_the_same_for_long(
    root: Path, database_url: str, gateway: Path, servers: list[ServerProcess], seed: int
) -> None:
    weather(root, database_url, gateway, servers, Storm(servers, seed=seed, customers=8, rounds=40), kills=12)
