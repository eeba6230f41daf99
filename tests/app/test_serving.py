"""The service as a real process: it ends with nothing half done, and reads its files again without a restart."""

from __future__ import annotations

import json
import signal
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.app.file_gateway import FileGateway
from tests.app.server_process import PATIENCE, ServerProcess, post
from tests.app.server_program import serve_or_work
from tests.forked import Forked

from panel_refunds.app.composition import Service, utc_now
from panel_refunds.app.new_ids import new_id
from panel_refunds.app.serving import make_app
from panel_refunds.flows.desk import Desk
from panel_refunds.store import Store
from panel_refunds.tenants.installation import load_installation
from panel_refunds.web.api_keys import SCOPES, new_api_key


def key_for(service: Service, tenant: str = "smmpanelus") -> str:
    desk: Desk = service.desk(tenant)
    secret, key = new_api_key(desk.tenant.id, "tests", list(SCOPES), key_id=new_id("key"), at=service.now())
    service.store.add_api_key(key)
    return secret


@pytest.fixture
def server(root: Path, tmp_path: Path) -> Iterator[ServerProcess]:
    """A process on a database file of its own; started by the test."""
    database = f"sqlite:///{tmp_path / 'books.sqlite3'}"
    gateway = tmp_path / "gateway"
    gateway.mkdir()
    service = Service.open(root, database=database)
    made = ServerProcess(root, database, gateway, key_for(service))
    service.close()
    yield made
    if made.running():
        made.kill()


def wait_for(file: Path) -> None:
    waiting = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        if file.exists():
            return
        waiting.wait(0.02)
    pytest.fail(f"{file.name} never came")


def deposit(client: Any, gateway: Path, payment: str = "pay_1", customer: str = "c1") -> None:
    FileGateway(gateway).take_payment(payment, "50.00")
    body = {"customer": customer, "gateway": "manual", "payment": payment, "amount": "50.00", "fee": "1.00"}
    assert post(client, "/deposits", body, f"deposit-{payment}").status_code == 201


def test_it_serves_works_and_ends_at_once_when_told_to(server: ServerProcess) -> None:
    server.start()
    with server.client() as client:
        deposit(client, server.gateway)
        assert client.get(f"{server.url}/readyz").json() == {
            "ok": True,
            "checks": {"database": "ok", "worker": "ok", "tenants": "ok", "plugins": "ok"},
        }
    server.signal(signal.SIGTERM)
    code, said = server.ended()

    assert code == 0, said
    assert "Traceback" not in said
    assert server.secret not in said


def test_an_approved_refund_is_sent_by_the_worker_beside_the_web(server: ServerProcess) -> None:
    server.start()
    with server.client() as client:
        deposit(client, server.gateway)
        asked = {"customer": "c1", "amount": "20.00", "subject": "Refund Request"}
        request = post(client, "/requests", asked, "request-1").json()
        (server.gateway / "hold").touch()
        post(client, f"/requests/{request['id']}/approve", {"by": ["finance-1"]}, "approve-1")
        wait_for(server.gateway / "entered")
        (server.gateway / "go").touch()
        server.signal(signal.SIGTERM)
    assert server.ended()[0] == 0

    assert [refund["units"] for refund in FileGateway(server.gateway).refunds()] == [19_00000000]


def test_told_to_stop_while_a_refund_is_being_sent_it_first_writes_down_what_came_of_it(
    server: ServerProcess, root: Path
) -> None:
    server.start()
    with server.client() as client:
        deposit(client, server.gateway)
        asked = {"customer": "c1", "amount": "20.00", "subject": "Refund Request"}
        request = post(client, "/requests", asked, "request-1").json()
        (server.gateway / "hold").touch()
        post(client, f"/requests/{request['id']}/approve", {"by": ["finance-1"]}, "approve-1")
        wait_for(server.gateway / "entered")
    server.signal(signal.SIGTERM)
    assert server.running()
    (server.gateway / "go").touch()
    code, said = server.ended()

    assert code == 0, said
    service = Service.open(root, database=server.database)
    with service.desk("smmpanelus").read() as books:
        assert books.get_request(request["id"]).state == "paid"
        (refund,) = books.refunds_of(request["id"])
        assert [attempt.state for attempt in books.attempts_of(refund.refund_id)] == ["succeeded"]
    service.close()


@contextmanager
def slow_provider() -> Iterator[tuple[str, threading.Event, threading.Event]]:
    """A provider that answers a cancellation only when it is let; its URL, "was asked" and "may answer"."""
    entered, go = threading.Event(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["content-length"])).decode()
            answer = b'{"error": "not now"}'
            if "action=cancel" in form:
                entered.set()
                go.wait(PATIENCE)
                answer = json.dumps([{"order": 77, "cancel": 1}]).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}/api/v2", entered, go
    finally:
        go.set()
        listening.shutdown()
        thread.join()
        listening.server_close()


def test_told_to_stop_while_a_request_is_under_way_it_first_answers_it(server: ServerProcess, root: Path) -> None:
    with slow_provider() as (url, entered, go), ThreadPoolExecutor(1) as threads:
        file = root / "tenants" / "smmpanelus" / "tenant.toml"
        file.write_text(file.read_text().replace("https://provider.example/api/v2", url))
        server.start()
        with server.client() as client:
            deposit(client, server.gateway)
            order = {"customer": "c1", "charge": "10.00", "quantity": 1, "provider": "main", "provider_ref": "77"}
            placed = post(client, "/orders", order, "order-77").json()
            path = f"/orders/{placed['id']}/cancel"
            answer = threads.submit(post, client, path, {"customer": "c1"}, "cancel-77")
            assert entered.wait(PATIENCE)
            server.signal(signal.SIGTERM)
            assert server.running()
            go.set()
            answered = answer.result(PATIENCE)
        code, said = server.ended()

    assert (answered.status_code, answered.json()["id"]) == (200, placed["id"])
    assert answered.json()["cancel_asked_at"] is not None
    assert code == 0, said


def test_a_worker_alone_does_the_work_and_ends_when_told_to(server: ServerProcess, root: Path) -> None:
    service = Service.open(root, database=server.database, gateways={"manual": FileGateway(server.gateway)})
    app = make_app(service, with_worker=False)
    with TestClient(app, base_url="http://smmpanelus.com/api/v1") as client:
        client.headers["authorization"] = f"Bearer {server.secret}"
        deposit(client, server.gateway)
        asked = {"customer": "c1", "amount": "20.00", "subject": "Refund Request"}
        request = post(client, "/requests", asked, "request-1").json()
        post(client, f"/requests/{request['id']}/approve", {"by": ["finance-1"]}, "approve-1")
        (server.gateway / "hold").touch()
        worker = Forked(serve_or_work, root, server.database, server.gateway, None, 0)
        wait_for(server.gateway / "entered")
        worker.send_signal(signal.SIGTERM)
        (server.gateway / "go").touch()
        said, _ = worker.communicate(PATIENCE)
        assert worker.wait() == 0, said
        assert client.get(f"/requests/{request['id']}").json()["state"] == "paid"
    service.close()


def test_a_hangup_reads_the_files_again_and_bad_ones_change_nothing(server: ServerProcess, root: Path) -> None:
    server.start()
    assert server.process is not None
    assert server.process.stdout is not None
    file = root / "tenants" / "smmpanelus" / "tenant.toml"
    good = file.read_text()
    with server.client() as client:
        for text, told in (
            (good.replace('"SmmPanelUS"', '"Renamed"'), "reloaded"),
            (good.replace("currency", "curency"), "reload_kept_the_old"),
        ):
            file.write_text(text)
            server.signal(signal.SIGHUP)
            assert any(told in line for line in iter(server.process.stdout.readline, ""))
            assert client.get("/policy").status_code == 200
    server.signal(signal.SIGTERM)
    assert server.ended()[0] == 0


# ---------------------------------------------------------------- in this process


def test_a_busy_database_is_the_weather_and_the_same_key_works_afterwards(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite3"
    Service.open(root, database=f"sqlite:///{file}").close()
    store = Store(f"sqlite:///{file}", lock_timeout_ms=50)
    service = Service(load_installation(root), store, now=utc_now)
    secret = key_for(service)
    body = {"customer": "c1", "gateway": "manual", "payment": "pay_1", "amount": "50.00"}
    somebody = sqlite3.connect(file, isolation_level=None)
    with TestClient(make_app(service, with_worker=False), base_url="http://smmpanelus.com") as client:
        client.headers["authorization"] = f"Bearer {secret}"
        somebody.execute("BEGIN IMMEDIATE")
        busy = client.post("/api/v1/deposits", json=body, headers={"idempotency-key": "key-12345"})
        somebody.execute("ROLLBACK")
        done = client.post("/api/v1/deposits", json=body, headers={"idempotency-key": "key-12345"})
    somebody.close()

    assert (busy.status_code, busy.json()["code"], busy.headers["retry-after"]) == (503, "locked", "1")
    assert (done.status_code, done.json()["amount"]) == (201, "50.00")
    service.close()
