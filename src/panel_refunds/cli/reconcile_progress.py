"""How far a comparison is, for a person who waits: a bar on the standard error, and nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from panel_refunds.store import Reconciliation


@contextmanager
def bar(title: str) -> Iterator[Callable[[Reconciliation, int], None]]:
    """What to call after every page; it draws only when the standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _run, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)

        def show(run: Reconciliation, total: int) -> None:
            progress.update(task, completed=run.compared + run.not_compared, total=total)

        yield show
