"""An installation to run commands in: one tenant with a manual gateway, and money in its books where a test asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.testing
from typer.testing import CliRunner, Result

from panel_refunds.app.composition import Service
from panel_refunds.cli.main import app
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.place_order import OrderPlaced, place_order
from panel_refunds.money import Money

# Making the commands out of their functions was more than half of what running one in this process took.
typer.testing._get_command = cache(typer.testing._get_command)

PROVIDER_KEY = "MY_PANEL_PROVIDER_KEY"


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch) -> None:
    """No option comes from the developer's own environment."""
    for name in [name for name in os.environ if name.startswith("PANEL_REFUNDS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(PROVIDER_KEY, "upstream-key")
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run a command in this process; ``raises`` lets an unexpected exception through."""

    def command(*words: object, stdin: bytes | str | None = None) -> Result:
        done = CliRunner().invoke(app, [str(word) for word in words], input=stdin, prog_name="panel-refunds")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return command


@pytest.fixture
def shell() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a process of its own."""

    def command(*words: object, stdin: str | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "panel_refunds", *(str(word) for word in words)],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            encoding="utf-8",
            **options,
        )

    return command


@pytest.fixture
def root(tmp_path, run) -> Path:
    """A new installation, as ``init`` makes it, with an order provider."""
    folder = tmp_path / "installation"
    done = run("init", folder, "--name", "My Panel", "--host", "panel.example", "--provider", "https://up.example/api")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def with_desk(root) -> Callable[[Callable[[Desk], Any]], Any]:
    """Do something at the tenant's desk, as the service would."""

    def work(what: Callable[[Desk], Any], *, ago: timedelta = timedelta(0)) -> Any:
        service = Service.open(root, now=lambda: datetime.now(UTC) - ago)
        try:
            return what(service.desk("my-panel"))
        finally:
            service.close()

    return work


@pytest.fixture
def deposit(with_desk) -> str:
    """The customer ``maya`` paid in 50.00 two hours ago, less a fee of 1.75, and spent 10.00 of it."""

    def pay_in(desk: Desk) -> str:
        taken = PaymentTaken("maya", "manual", "pay_1", Money.of("50", "USD"), fee=Money.of("1.75", "USD"))
        credited = credit_deposit(desk, taken)
        place_order(desk, OrderPlaced("maya", Money.of("10", "USD"), 1000, "main", "17"))
        return credited.deposit_id

    return with_desk(pay_in, ago=timedelta(hours=2))
