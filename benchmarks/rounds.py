"""Rounds: every contestant plays one, then every contestant plays the next.

A machine is never equally fast for a minute. A B A B … spreads its moods over all contestants alike, which A A B B
would not. The first round of each is not counted: it fills caches and prepares statements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.table import Measured


@dataclass(frozen=True, slots=True)
class Contestant:
    """Somebody who does the work; ``play`` does one round and returns its figure in ``unit``."""

    name: str
    unit: str
    play: Callable[[], float]


def absent(name: str, unit: str, why: str) -> Contestant:
    """A contestant that is not at hand: its line says why."""

    def play() -> float:
        raise NotAtHandError(why)

    return Contestant(name, unit, play)


class NotAtHandError(Exception):
    """A contestant cannot play on this machine; the text says what is missing."""


def play_rounds(contestants: Sequence[Contestant], rounds: int, *, warm_up: bool = True) -> dict[str, Measured]:
    """Figures of ``rounds`` counted rounds each, by name. Who fails once plays no more, and its line says why."""
    figures: dict[str, list[float]] = {one.name: [] for one in contestants}
    problems: dict[str, str] = {}
    for number in range(rounds + warm_up):
        for one in contestants:
            if one.name in problems:
                continue
            try:
                figure = one.play()
            except Exception as error:  # noqa: BLE001 - whatever it trips over is printed in its line
                problems[one.name] = _problem(error)
                continue
            if number >= warm_up:
                figures[one.name].append(figure)
    return {
        one.name: Measured(one.name, one.unit, tuple(figures[one.name]), problems.get(one.name, ""))
        for one in contestants
    }


def _problem(error: Exception) -> str:
    if isinstance(error, NotAtHandError):
        return str(error)
    return f"{type(error).__name__}: {error}"
