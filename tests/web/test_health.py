"""Alive is not the same as able to work."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.panel import Installed

from panel_refunds.app.composition import Service
from panel_refunds.app.serving import make_app
from panel_refunds.store import SchemaError
from panel_refunds.web.front import Front
from panel_refunds.web.routes import make_routes


def with_worker_seen(service: Service, seconds: float | None) -> TestClient:
    front = Front(
        service.directory, service.store, service.now, service.desk, service.reload, lambda: None, lambda: seconds
    )
    return TestClient(make_routes(front))


def test_health_is_told_at_any_host_and_without_a_key(installed: Installed) -> None:
    for host in ("smmpanelus.com", "nobody.example", "10.0.0.7"):
        answer = installed.client.get("/healthz", headers={"host": host})
        assert (answer.status_code, answer.json()["ok"]) == (200, True)
        answer = installed.client.get("/readyz", headers={"host": host})
        assert answer.json()["checks"] == {
            "database": "ok",
            "worker": "elsewhere",
            "tenants": "ok",
            "plugins": "ok",
        }


@pytest.mark.parametrize(("seconds", "status"), [(0.5, 200), (29.0, 200), (31.0, 503)])
def test_a_worker_that_does_not_look_any_more_is_told(installed: Installed, seconds: float, status: int) -> None:
    answer = with_worker_seen(installed.service, seconds).get("/readyz")

    assert answer.status_code == status
    assert answer.json()["ok"] is (status == 200)


@pytest.mark.parametrize(
    ("error", "said"), [(SchemaError("older"), "of another version"), (OSError("gone"), "no answer (OSError)")]
)
def test_a_database_that_cannot_be_used_is_told(
    installed: Installed, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(installed.service.store, "ping", fail)

    answer = installed.client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["database"]) == (503, said)
    assert installed.client.get("/healthz").status_code == 200


def test_without_any_tenant_it_is_not_ready(tmp_path: Path) -> None:
    (tmp_path / "tenants").mkdir()
    service = Service.open(tmp_path, database="sqlite://")

    answer = TestClient(make_app(service, with_worker=False)).get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["tenants"]) == (503, "none")
    service.close()


def test_a_running_worker_is_seen(installed: Installed) -> None:
    with TestClient(make_app(installed.service, with_worker=True)) as client:
        assert client.get("/readyz").json()["checks"]["worker"] == "ok"
