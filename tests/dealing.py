"""In which order tests are run when several processes share them, so that all of them end at about the same time.

``pytest-xdist`` gives each process an equal part of the list, from its front, and whoever has finished takes from the
end of somebody else's part. What takes long, most of it waiting for processes of its own, therefore stands at the front
of each part: nobody is left at the very end with a test of a minute while the others have nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

TOGETHER = ("tests/browser/",)
"""These share one browser and one house full of customers, which are slow to make: one process has them."""
ONE_BY_ONE = ("tests/style/test_types.py", "tests/docs/", "tests/authoring/", "tests/cli/test_demo.py")
"""Single tests that take long."""
FILE_BY_FILE = ("tests/examples/", "tests/store/test_processes.py")
"""Files that take long, and whose tests share something. Those that kill processes stay among the quick ones."""


def deal(items: Sequence[T], names: Sequence[str], processes: int) -> list[T]:
    """``items`` in the order for so many processes; ``names`` are their node ids."""
    if processes < 2:
        return list(items)
    named = list(zip(names, items, strict=True))
    fronts: list[list[T]] = [[item for name, item in named if name.startswith(TOGETHER)]]
    fronts += [[] for _ in range(processes - 1)]
    slow: dict[str, list[T]] = {}
    for name, item in named:
        if name.startswith(ONE_BY_ONE):
            slow[name] = [item]
        elif name.startswith(FILE_BY_FILE):
            slow.setdefault(name.partition("::")[0], []).append(item)
    for number, unit in enumerate(slow.values()):
        fronts[1 + number % (processes - 1)].extend(unit)
    quick = (item for name, item in named if not name.startswith((*TOGETHER, *ONE_BY_ONE, *FILE_BY_FILE)))
    return list(_parts(fronts, quick, len(items)))


def _parts(fronts: list[list[T]], quick: Iterator[T], left: int) -> Iterator[T]:
    """Each front, filled up to the part that its process will be given; then what is left."""
    for place, front in enumerate(fronts):
        size = left // (len(fronts) - place)
        left -= size
        yield from front
        yield from islice(quick, max(0, size - len(front)))
    yield from quick
