"""What fails is told from a thread of its own, also when it failed in the middle of a transaction."""

from __future__ import annotations

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from panel_refunds.app.composition import Service
from panel_refunds.app.failure_letters import FailureLetters
from panel_refunds.flows.tell_plugin_failed import KIND


def told(service: Service) -> list[str]:
    with service.desk("smmpanelus").read() as books:
        return [action.about for action in books.actions(limit=100) if action.action == KIND]


def test_a_failure_met_in_a_transaction_is_told_when_the_books_are_free(root: Path) -> None:
    service = Service.open(root, database="sqlite://")
    letters, desk = FailureLetters(), service.desk("smmpanelus")
    failures = service._plugins["smmpanelus"].failures
    letters.watch(desk, failures)

    with desk.begin():
        failures.note("gateways.manual", "capabilities", "ValueError: x")
        failures.note("gateways.manual", "capabilities", "ValueError: y")
    letters.close()

    assert told(service) == ["gateways.manual"]
    service.close()


def test_books_that_are_away_leave_it_for_the_next_failure(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service.open(root, database="sqlite://")
    letters, desk = FailureLetters(), service.desk("smmpanelus")
    failures = service._plugins["smmpanelus"].failures
    letters.watch(desk, failures)

    def away(*_args: object, **_named: object) -> None:
        raise OSError("gone")

    with monkeypatch.context() as patched, capture_logs() as lines:
        patched.setattr(service.store, "begin", away)
        failures.note("gateways.manual", "capabilities", "ValueError: x")
        letters.close()
    assert [line["event"] for line in lines] == ["plugin_failed", "plugin_failure_not_told"]
    assert told(service) == []

    failures.note("gateways.manual", "capabilities", "ValueError: x")
    letters.close()
    assert told(service) == ["gateways.manual"]
    service.close()
