"""What a journal says when it is added up: of each lot, and of each thing that happened once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from panel_refunds.ledger.account import BONUS, FREE
from panel_refunds.ledger.journal import Entry, Posting


@dataclass(frozen=True, slots=True)
class Opening:
    """The posting that opened a lot: its units, and the kind, thing and time of its entry."""

    amount: int
    kind: str
    about: str
    at: datetime


class LotTally:
    """One lot as the journal has it, in units.

    ``sorts`` are the kinds of money that were moved, ``overdrawn`` the number of the entry that first took more than
    there was.
    """

    __slots__ = ("free", "held", "opening", "overdrawn", "sorts")

    def __init__(self) -> None:
        self.opening: Opening | None = None
        self.free = 0
        self.held = 0
        self.sorts: set[str] = set()
        self.overdrawn: int | None = None

    def move(self, posting: Posting, entry: Entry) -> None:
        """Follow one posting of an entry on this lot."""
        self.opening = self.opening or Opening(posting.amount, entry.kind, entry.about, entry.at)
        if posting.account in FREE:
            self.free += posting.amount
        else:
            self.held += posting.amount
        self.sorts.add("bonus" if posting.account.startswith(BONUS) else "cash")
        if self.overdrawn is None and (self.free < 0 or self.held < 0):
            self.overdrawn = entry.number


class Booked:
    """All entries of one kind about one thing: how many, what they moved on each account, and when the last was."""

    __slots__ = ("accounts", "at", "entries")

    def __init__(self) -> None:
        self.entries = 0
        self.accounts: Counter[str] = Counter()
        self.at: datetime | None = None

    def add(self, entry: Entry) -> None:
        """Count one entry."""
        self.entries += 1
        self.at = entry.at
        for posting in entry.postings:
            self.accounts[posting.account] += posting.amount


NOT_BOOKED = Booked()
"""What stands for entries that were never written."""
