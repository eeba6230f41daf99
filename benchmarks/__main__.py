"""``python benchmarks``: plays everything, prints one table, says which goals are met."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path

# Run as a folder, Python looks for modules inside it first; they are a package of the project's root.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.run import Run, begun  # noqa: E402 - after the path is right
from benchmarks.table import Section, as_json, render  # noqa: E402 - the path is set above

ROWS = (
    "charge_postgresql",
    "charge_sqlite",
    "settle",
    "decide",
    "http",
    "history",
    "tenants",
    "worker_memory",
    "payouts",
    "start_up",
)


def main() -> int:
    """Exit status 0 when everything was measured, whatever the figures; 1 when a row could not be."""
    options = _options()
    sections: list[Section] = []
    failed = False
    with begun(quick=options.quick, pgledger=tuple(options.pgledger)) as run:
        for name in options.only:
            began = time.monotonic()
            try:
                sections += _measured(run, name)
            except Exception as error:  # noqa: BLE001 - one row that fails hides no other
                failed = True
                sections.append(Section(f"{name}: NOT MEASURED", (), (), (f"{type(error).__name__}: {error}",)))
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(render(sections))
    if options.json:
        options.json.write_text(json.dumps(as_json(sections), indent=2) + "\n", encoding="utf-8")
    return int(failed)


def _measured(run: Run, name: str) -> list[Section]:
    found: list[Section] = importlib.import_module(f"benchmarks.rows.{name}").measure(run)
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer, shorter rounds and smaller histories")
    parser.add_argument("--only", type=_names, default=ROWS, metavar="NAME,…", help=f"some of: {', '.join(ROWS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure to FILE as well")
    parser.add_argument(
        "--pgledger", type=Path, action="append", default=[], metavar="FILE", help="pgledger's SQL; may be repeated"
    )
    return parser.parse_args()


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    unknown = [name for name in names if name not in ROWS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not one of {', '.join(ROWS)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
