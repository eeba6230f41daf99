"""A plugin for tests with two notifiers that outlive the processes which use them: what they did stands in files.

``quick`` writes down every message at once. ``held`` does too, but first, while a file ``hold`` is in its folder, it makes
a file ``entered`` and waits until ``hold`` is gone.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Message, Notifier, Setting, Surroundings


class Filed:
    """Keeps keys in ``folder/name``, one a line."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name

    def deliver(self, message: Message, idempotency_key: str) -> None:
        if self.name == "held" and (self.folder / "hold").exists():
            self._note("entered", idempotency_key)
            waiting = threading.Event()
            while (self.folder / "hold").exists():
                waiting.wait(0.02)
        self._note(self.name, idempotency_key)

    def _note(self, file: str, key: str) -> None:
        with (self.folder / file).open("a") as notes:
            notes.write(f"{key}\n")
            notes.flush()
            os.fsync(notes.fileno())


def read(folder: Path, name: str) -> list[str]:
    """The keys in a file, in the order in which they came."""
    file = folder / name
    return file.read_text().splitlines() if file.exists() else []


@hookimpl
def notifiers() -> Sequence[Factory[Notifier]]:
    def build(name: str) -> Any:
        def built(settings: Mapping[str, Any], around: Surroundings) -> Filed:
            return Filed(Path(settings["folder"]), name)

        return built

    return [Factory(name, build(name), {"folder": Setting(required=True)}) for name in ("held", "quick")]
