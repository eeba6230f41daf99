"""A worker process that is killed in the middle of a delivery: the next one says the same thing under the same key."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.app.held_notifier import read
from tests.app.server_program import serve_or_work
from tests.forked import Forked

from panel_refunds.app.composition import Service, utc_now
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.ticketing import post
from panel_refunds.worker import run_due

PATIENCE = 60.0
KINDS = ("deliver", "deliver:held", "deliver:quick")


@pytest.fixture
def folder(tmp_path: Path, root: Path) -> Path:
    """Where the notifiers write; the tenant's file names them."""
    made = tmp_path / "told"
    made.mkdir()
    file = root / "tenants" / "smmpanelus" / "tenant.toml"
    text = file.read_text().replace("https://provider.example/api/v2", "http://127.0.0.1:9/api/v2")
    before, found, after = text.partition("plugins = [")
    assert found, "the shipped tenant names plugins"
    text = f'{before}{found}"tests.app.held_notifier", {after}\n'
    text += "".join(f'\n[notifiers.{name}]\nfolder = "{made}"\n' for name in ("held", "quick"))
    file.write_text(text)
    return made


@pytest.fixture
def start(root: Path, database_url: str, tmp_path: Path) -> Iterator[Callable[[], Forked]]:
    """Start a process that is nothing but a worker."""
    running: list[Forked] = []

    def started() -> Forked:
        running.append(Forked(serve_or_work, root, database_url, tmp_path, None, 0))
        return running[-1]

    yield started
    for process in running:
        process.kill()
        process.communicate()


def write(desk: Desk, many: int = 1) -> list[str]:
    made = []
    for _ in range(many):
        with desk.begin() as books:
            made.append(post(desk, books, "overdue", "This request is overdue."))
    return made


def wait_for(folder: Path, name: str, messages: list[str]) -> list[str]:
    """Look until all ``messages`` are in the file; the keys of theirs that are there when patience ends."""
    pause = threading.Event()
    wanted = {f"{message}:{name if name != 'entered' else 'held'}" for message in messages}
    for _ in range(int(PATIENCE / 0.05)):
        if wanted <= set(read(folder, name)):
            break
        pause.wait(0.05)
    # The service writes messages of its own, about a gateway whose key nobody read.
    return [key for key in read(folder, name) if key in wanted]


def wait_until_delivered(desk: Desk, key: str) -> None:
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.05)):
        with desk.read() as books:
            found = books.find_delivery(*key.split(":"))
        if found is not None and found.state == "delivered":
            return
        pause.wait(0.05)
    raise AssertionError(f"{key} was not delivered in time")


def test_a_delivery_whose_worker_was_killed_comes_again_under_the_same_key(
    root: Path, database_url: str, folder: Path, start: Callable[[], Forked]
) -> None:
    service = Service.open(root, database=database_url, read_secrets=False)
    (message,) = write(service.desk("smmpanelus"))
    (folder / "hold").touch()
    worker = start()
    assert wait_for(folder, "entered", [message]) == [f"{message}:held"]
    # While one notifier hangs, the other one has it, and the books say so.
    wait_until_delivered(service.desk("smmpanelus"), f"{message}:quick")
    assert wait_for(folder, "quick", [message]) == [f"{message}:quick"]
    worker.kill()
    worker.wait()

    with service.desk("smmpanelus").read() as books:
        assert books.get_delivery(f"{message}:held").state == "waiting"
    service.close()
    (folder / "hold").unlink()
    later = Service.open(root, database=database_url, read_secrets=False, now=lambda: utc_now() + timedelta(minutes=10))
    run_due(later.desk("smmpanelus"), kinds=KINDS)

    assert wait_for(folder, "held", [message]) == [f"{message}:held"]
    assert wait_for(folder, "quick", [message]) == [f"{message}:quick"]
    with later.desk("smmpanelus").read() as books:
        held = books.get_delivery(f"{message}:held")
    assert (held.state, held.tries) == ("delivered", 2)
    later.close()


def test_two_worker_processes_deliver_everything_once(
    root: Path, database_url: str, folder: Path, start: Callable[[], Forked]
) -> None:
    service = Service.open(root, database=database_url, read_secrets=False)
    messages = write(service.desk("smmpanelus"), 25)
    start()
    start()

    for name in ("held", "quick"):
        assert sorted(wait_for(folder, name, messages)) == sorted(f"{message}:{name}" for message in messages)
    service.close()
