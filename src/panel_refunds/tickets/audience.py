"""For whom a notifier is: a tenant may give its customers mails and its staff a chat, and have each hear only its own.

    [notifiers.chat]
    audience = "staff"                 # or "customers"; without it everybody
    kinds = ["overdue", "payout_*"]    # without it all kinds

A message with a customer is for that customer, every other one is for the staff. The kinds are those of
``tickets.kinds``, a star stands for any rest of a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

from panel_refunds.tickets.kinds import MESSAGE_KINDS

Whom = Literal["everybody", "customers", "staff"]


@dataclass(frozen=True, slots=True)
class Audience:
    """Which messages a notifier takes; without ``kinds`` all that are for ``whom``."""

    whom: Whom = "everybody"
    kinds: tuple[str, ...] = ()

    def takes(self, kind: str, customer: str | None) -> bool:
        """Whether a message of ``kind`` to ``customer`` (None: to the staff) is for this notifier."""
        if self.whom != "everybody" and (self.whom == "customers") != (customer is not None):
            return False
        return not self.kinds or any(fnmatchcase(kind, pattern) for pattern in self.kinds)


def unknown_kinds(patterns: Iterable[str]) -> tuple[str, ...]:
    """Those of ``patterns`` that no kind of message fits: a notifier that waits for them would be silent for ever."""
    return tuple(pattern for pattern in patterns if not any(fnmatchcase(kind, pattern) for kind in MESSAGE_KINDS))
