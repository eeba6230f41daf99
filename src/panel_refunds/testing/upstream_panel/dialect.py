"""The ways in which one panel differs from the usual one, for as long as it runs.

``odd`` bends single replies; a ``Dialect`` is how a panel always is: what it calls things, where it puts them, how it
wants to be asked and how often. The ordinary panel speaks behind it, in its own words on both sides.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

_NONE: Mapping[str, str] = MappingProxyType({})
_OF_AN_ORDER = ("order", "status", "remains", "charge", "quantity", "runs", "runs_left", "posts", "orders")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How this panel speaks. Tables are the usual name → this panel's; ``fields`` takes ways like ``data.state``.

    ``rate`` is how many questions it answers within a time, by the clock ``now``; more get HTTP 429.
    """

    method: str = "POST"
    key_header: str = ""
    key_prefix: str = ""
    parameters: Mapping[str, str] = field(default_factory=lambda: _NONE)
    actions: Mapping[str, str] = field(default_factory=lambda: _NONE)
    separator: str = ","
    fields: Mapping[str, str] = field(default_factory=lambda: _NONE)
    error_at: str = "error"
    orders_at: str = ""
    as_list: bool = False
    tells_quantity: bool = False
    most_ids: int = 100
    rate: tuple[int, timedelta] | None = None
    now: Callable[[], datetime] | None = None

    def heard(self, sent: Mapping[str, str], headers: Mapping[str, str]) -> dict[str, str]:
        """What was sent, in the usual names; the key, too, wherever it stood. ``headers`` are by lower-case name."""
        ours = {theirs: name for name, theirs in self.parameters.items()}
        form = {ours.get(name, name): value for name, value in sent.items() if name not in self.parameters}
        actions = {theirs: name for name, theirs in self.actions.items()}
        form["action"] = actions.get(form.get("action", ""), form.get("action", ""))
        if "orders" in form:
            form["orders"] = form["orders"].replace(self.separator, ",")
        if self.key_header:
            form["key"] = headers.get(self.key_header.lower(), "").removeprefix(self.key_prefix)
        return form

    def told(self, ordinary: Any, form: Mapping[str, str]) -> Any:
        """The ordinary answer as this panel puts it."""
        if isinstance(ordinary, dict) and "error" in ordinary:
            return _placed({}, self.error_at, ordinary["error"])
        if form.get("action") != "status":
            return ordinary
        if "order" in form:
            return self._renamed(ordinary)
        answers = {order: self._renamed(said) for order, said in ordinary.items()}
        listed = [_placed(said, self.fields.get("order", "order"), order) for order, said in answers.items()]
        said: Any = listed if self.as_list else answers
        return _placed({}, self.orders_at, said) if self.orders_at else said

    def _renamed(self, said: Mapping[str, Any]) -> dict[str, Any]:
        if "error" in said:
            return _placed({}, self.error_at, said["error"])
        moved: dict[str, Any] = {name: value for name, value in said.items() if name not in self.fields}
        for name in _OF_AN_ORDER:
            if name in self.fields and name in said:
                moved = _placed(moved, self.fields[name], said[name])
        return moved


class Patience:
    """Counts the questions of the last while; a panel with a rate answers no more than that many."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._asked: deque[datetime] = deque()

    def is_over(self) -> bool:
        """Note one question; whether it was one too many."""
        if self._dialect.rate is None or self._dialect.now is None:
            return False
        most, span = self._dialect.rate
        now = self._dialect.now()
        while self._asked and self._asked[0] <= now - span:
            self._asked.popleft()
        self._asked.append(now)
        return len(self._asked) > most


def _placed(answer: Mapping[str, Any], way: str, value: Any) -> dict[str, Any]:
    name, _, rest = way.partition(".")
    inner = answer.get(name)
    below = inner if isinstance(inner, dict) else {}
    return {**answer, name: _placed(below, rest, value) if rest else value}
