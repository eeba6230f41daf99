"""From a request to an answer: what cannot be read is refused, what breaks is not explained to strangers."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.panel import Installed, Panel

from panel_refunds.store import CommitUnknownError, TryAgain

DEPOSIT = {"customer": "c1", "gateway": "manual", "payment": "pay_1", "amount": "50.00"}


@pytest.mark.parametrize(
    "media_type",
    [None, "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "application/problem+json"],
)
def test_a_body_that_is_not_sent_as_json_is_refused(panel: Panel, media_type: str | None) -> None:
    headers = {"content-type": media_type, "idempotency-key": "key-12345"}
    answer = panel.call("POST", "/deposits", content=b"{}", headers=headers)

    assert (answer.status, answer.code) == (415, "media_type_unknown")


@pytest.mark.parametrize("media_type", ["application/json", "Application/JSON; charset=utf-8"])
def test_json_by_any_spelling_is_taken(panel: Panel, media_type: str) -> None:
    headers = {"content-type": media_type}

    assert panel.post("/deposits", DEPOSIT, headers=headers).status == 201


def test_a_body_that_is_too_large_is_refused_before_it_is_read(panel: Panel) -> None:
    def endless() -> Any:
        for _ in range(400):
            yield b" " * 1024

    headers = {"content-type": "application/json", "idempotency-key": "key-12345"}
    told = panel.call("POST", "/deposits", content=b" " * 300_000, headers=headers)
    streamed = panel.call("POST", "/deposits", content=endless(), headers=headers)

    assert (told.status, told.code) == (413, "body_too_large")
    assert (streamed.status, streamed.code) == (413, "body_too_large")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (TryAgain("The database is busy.", at_once=False), 503, "locked"),
        (CommitUnknownError("the connection broke"), 503, "locked"),
        (ZeroDivisionError("jane@example.org"), 500, "broken"),
    ],
)
def test_what_breaks_is_answered_with_a_code_and_without_a_customers_data(
    installed: Installed,
    panel: Panel,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
    error: Exception,
    status: int,
    code: str,
) -> None:
    def break_down(*_: Any, **__: Any) -> Any:
        raise error

    assert panel.get("/deposits").status == 200
    monkeypatch.setattr(installed.service.store, "begin", break_down)
    answer = panel.post("/deposits", DEPOSIT)

    assert (answer.status, answer.code) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "jane" not in str(answer.body)
    printed = capsys.readouterr()
    assert "jane" not in printed.out + printed.err
    if status == 503:
        assert answer.headers["retry-after"] == "1"


def test_private_answers_are_kept_by_nobody_on_the_way(panel: Panel) -> None:
    assert panel.get("/deposits").headers["cache-control"] == "no-store"
    assert panel.get("/nothing").headers["cache-control"] == "no-store"


def test_a_write_that_leaves_work_wakes_the_worker_and_others_do_not(installed: Installed) -> None:
    from starlette.testclient import TestClient

    from panel_refunds.web.front import Front
    from panel_refunds.web.routes import make_routes

    woken: list[str] = []
    service = installed.service
    front = Front(
        service.directory,
        service.store,
        service.now,
        service.desk,
        service.reload,
        lambda: woken.append("x"),
        lambda: None,
    )
    installed.client = TestClient(make_routes(front))
    panel = installed.panel()

    panel.deposit()
    panel.get("/deposits")
    assert woken == []
    request = panel.request("20.00")
    assert len(woken) == 1
    panel.approve(request)
    assert len(woken) == 2
