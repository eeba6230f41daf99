"""What one rule said.

A decision is nothing but findings: each names its clause, its reason code, the effect it has and the figures
it was made from, so that customer, staff and dispute file read the same lines. Findings are made by our own
rules and by rules that plugins register; ``deny`` wins over ``review``, caps combine to the least.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Effect = Literal["allow", "deny", "review", "cap", "ask", "wait"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a decision.

    ``about`` is the id of the deposit or order it speaks of, None for the whole request; ``cap`` (units) is set
    by effect ``cap`` alone; ``figures`` are texts ready to show (decimal strings, dates).
    """

    rule: str
    effect: Effect
    code: str
    clause: str
    text: str
    about: str | None = None
    cap: int | None = None
    figures: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_reason(self) -> bool:
        """Whether this line explains why less or later than asked: everything but a plain allow."""
        return self.effect != "allow"
