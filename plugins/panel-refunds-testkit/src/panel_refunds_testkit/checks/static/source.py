"""What stands in the adapter's source: nothing of the product but its front door, no waiting, nothing kept.

The source is read, not run: these rules hold on every path, also on those that no test takes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from panel_refunds_testkit.demand import demand
from panel_refunds_testkit.stand import AnyStand
from panel_refunds_testkit.stand.source import files_of

FRONT_DOOR = (
    "panel_refunds.hookspecs",
    "panel_refunds.ports",
    "panel_refunds.money",
    "panel_refunds.errors",
    "panel_refunds.policy.finding",
    "panel_refunds.policy.snapshot",
)
KEEPS = {"pickle", "shelve", "marshal", "sqlite3", "dbm", "subprocess", "multiprocessing", "tempfile", "sched"}


class SourceChecks:
    """The package's modules, as text."""

    def test_it_imports_only_the_front_door(self, stand: AnyStand) -> None:
        """The adapter imports what the product does not promise to keep, and breaks with its next version.

        Plugins may import ``hookspecs``, ``ports``, ``money``, ``errors``, ``policy.finding`` and ``policy.snapshot``.
        """
        for place, name in _imports(stand):
            ours = name == "panel_refunds" or name.startswith("panel_refunds.")
            door = any(name == each or name.startswith(f"{each}.") for each in FRONT_DOOR)
            demand(door or not ours, f"{place} imports {name}, which is not for plugins.")

    def test_it_keeps_nothing_and_starts_nothing(self, stand: AnyStand) -> None:
        """The adapter imports what keeps things on a disk or starts processes; the core keeps, the adapter asks."""
        for place, name in _imports(stand):
            demand(name.partition(".")[0] not in KEEPS, f"{place} imports {name}.")

    def test_it_never_sleeps(self, stand: AnyStand) -> None:
        """The adapter waits, to try again or for a refund to end. Both are the core's: answer, and be asked again."""
        for place, tree in files_of(stand.peer.plugin):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and _name(node.func).rpartition(".")[2] == "sleep":
                    demand(False, f"{place}:{node.lineno} sleeps.")


def _imports(stand: AnyStand) -> Iterator[tuple[str, str]]:
    for place, tree in files_of(stand.peer.plugin):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((f"{place}:{node.lineno}", alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from ((f"{place}:{node.lineno}", f"{node.module}.{alias.name}") for alias in node.names)


def _name(function: ast.expr) -> str:
    return ast.unparse(function) if isinstance(function, ast.Name | ast.Attribute) else ""
