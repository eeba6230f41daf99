"""The bar is for a person at a terminal; in a pipe there is none."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from panel_refunds.cli.reconcile_progress import bar
from panel_refunds.store import Reconciliation

AT = datetime(2026, 3, 2, tzinfo=UTC)


class Screen(io.StringIO):
    """A standard error that is a terminal, or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def shown(monkeypatch, *, terminal: bool) -> str:
    screen = Screen(terminal=terminal)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with bar("my-panel, card") as progress:
        progress(Reconciliation("card", AT, AT, compared=3, not_compared=1), 10)
    return screen.getvalue()


def test_a_person_sees_how_far_it_is(monkeypatch):
    text = shown(monkeypatch, terminal=True)

    assert "my-panel, card" in text
    assert "4/10" in text


def test_a_pipe_sees_nothing(monkeypatch):
    assert shown(monkeypatch, terminal=False) == ""
