"""What happens when a plugin is imported and asked for its factories, in an interpreter that never did it.

Run as a program: ``python -m panel_refunds_testkit.watch.importing MODULE HOOK``. It prints what was done.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module

from panel_refunds_testkit.watch.deeds import Watch

MOST_SECONDS = 5
"""Of the processor's time; the libraries of a careless plugin take more than one, and a whole framework this much."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing did besides importing, and how much of the processor's time it took."""

    deeds: tuple[str, ...]
    seconds: float
    error: str | None = None


def import_apart(module: str, hook: str = "gateways") -> Imported:
    """Import ``module`` and call its ``hook`` in a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own program, with the name of a module that is loaded already
        [sys.executable, "-m", __name__, *sys.path, "--", module, hook], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return Imported((), 0, done.stderr.strip().rpartition("\n")[2] or f"exit {done.returncode}")
    seconds, *deeds = done.stdout.splitlines()
    return Imported(tuple(deeds), float(seconds))


def main(arguments: list[str]) -> None:
    """The program: a search path, ``--``, a module, the name of a hook."""
    *path, _, name, hook = arguments
    sys.path[:] = path
    # What every host has loaded before it loads a plugin is not the plugin's to answer for.
    import_module("panel_refunds.hookspecs")

    before = time.process_time()
    with Watch() as watch:
        module = import_module(name)
        getattr(module, hook)()
    sys.stdout.write(f"{time.process_time() - before:.3f}\n")
    for deed in watch.deeds:
        sys.stdout.write(f"{deed.kind}: {deed.what}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
