"""The lines of a decision that say why not, why less or why later, with the clause each comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from panel_refunds.pages import reasons
from panel_refunds.pages.visit import Visit

_WHY = frozenset({"deny", "review", "cap", "ask", "wait"})


class Line(Protocol):
    """A line of a decision, as flows and as answers have it."""

    @property
    def code(self) -> str: ...
    @property
    def clause(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def effect(self) -> str: ...
    @property
    def about(self) -> str | None: ...
    @property
    def figures(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence with its clause; ``request`` is the id of a request that it speaks of."""

    text: str
    clause: str
    code: str
    request: str | None = None


def reasons_of(visit: Visit, lines: Iterable[Line], currency: str) -> list[Reason]:
    """The lines that say why less or later than asked, each sentence once."""
    found = (reason_of(visit, line, currency) for line in lines if line.effect in _WHY)
    return list({reason.text: reason for reason in found}.values())


def reason_of(visit: Visit, line: Line, currency: str) -> Reason:
    """One line in the reader's words."""
    text = reasons.reason_of(visit.words, visit.figures, line, currency)
    return Reason(text, line.clause, line.code, line.figures.get("request"))
