"""The table of the wrong adapters in the README, as they write it: ``python -m panel_refunds_testkit.wrong.table``."""

from __future__ import annotations

import sys

from panel_refunds_testkit.wrong import wrong_adapters


def table() -> str:
    """One row for each: its module, what it does wrong, and the check that it fails."""
    rows = ["| `wrong/` | what it does | fails |", "|---|---|---|"]
    for wrong in wrong_adapters():
        name = wrong.__name__.rpartition(".")[2]
        rows.append(f"| `{name}` | {str(wrong.__doc__).strip()} | `{wrong.FAILS}` |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
