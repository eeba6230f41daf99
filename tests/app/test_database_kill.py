"""The database dies by kill -9 between the send and the record: what was sent is found again, and paid once. (F7)"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.app.cards.corner_shop import open_shop
from tests.app.cards.killable_postgres import KillablePostgres
from tests.app.cards.processes import SLUG, start_held_worker, start_worker
from tests.app.cards.proof import prove
from tests.conftest import MISSING
from tests.postgres_server import server_itself

PATIENCE = 60.0


@pytest.fixture
def postgres() -> Iterator[KillablePostgres]:
    """With ``synchronous_commit`` and ``fsync`` on, as they have to be where money is."""
    if MISSING:
        pytest.skip(f"no PostgreSQL to test on: {' and '.join(MISSING)} not installed (pip install -e '.[dev]')")
    with server_itself() as server:
        yield KillablePostgres(server)


@pytest.mark.postgres
@pytest.mark.parametrize("worker_dies_too", [False, True])
def test_a_database_killed_between_send_and_record_pays_once(
    tmp_path: Path, postgres: KillablePostgres, worker_dies_too: bool
) -> None:
    # One refund at a time, so that the one that is held is the only one under way.
    (tmp_path / "panel-refunds.toml").write_text("payouts_at_once = 1\n")
    with open_shop(tmp_path, postgres.url, seed=1) as shop:
        shop.calm()
        shop.start_server()
        people = shop.customers()
        people.come()
        worker, held = start_held_worker(shop.town)
        assert held.poll(PATIENCE)
        assert held.recv() == "sent"
        assert len(shop.control.refunds()) == 1

        postgres.kill()
        if worker_dies_too:
            worker.kill()
        else:
            held.send("go on")
        held.close()
        postgres.start()

        # Whoever comes next goes on; nobody has to help.
        next_worker = start_worker(shop.town)
        people.wait_until_few_are_open(0, patience=PATIENCE)
        for one in (worker, next_worker):
            one.kill()
            one.join()
        for each in shop.control.refunds():
            if each["status"] == "pending":
                shop.control("set_refund_status", each["id"], "succeeded")
        with shop.finish() as service:
            proof = prove(service.desk(SLUG), shop.control, people)
    # One request to refund for each, and the one that was lost with the database was looked up, not sent again.
    assert proof.refunds == proof.sends
    assert proof.failed == 0
