"""What a journal says when it is added up: of each lot, and of each thing that happened once."""

from __future__ import annotations

from collections import Counter

from panel_refunds.ledger.account import BONUS, FREE
from panel_refunds.ledger.journal import Entry, Posting


class LotTally:
    """One lot as the journal has it: ``first`` is the posting that opened it, in units.

    ``sorts`` are the kinds of money that were moved, ``overdrawn`` the number of the entry that first took more than
    there was.
    """

    __slots__ = ("first", "free", "held", "overdrawn", "sorts")

    def __init__(self) -> None:
        self.first: Posting | None = None
        self.free = 0
        self.held = 0
        self.sorts: set[str] = set()
        self.overdrawn: int | None = None

    def move(self, posting: Posting, number: int) -> None:
        """Follow one posting of entry ``number`` on this lot."""
        self.first = self.first or posting
        if posting.account in FREE:
            self.free += posting.amount
        else:
            self.held += posting.amount
        self.sorts.add("bonus" if posting.account.startswith(BONUS) else "cash")
        if self.overdrawn is None and (self.free < 0 or self.held < 0):
            self.overdrawn = number


class Booked:
    """All entries of one kind about one thing, added up: how many there are, and what they moved on each account."""

    __slots__ = ("accounts", "entries")

    def __init__(self) -> None:
        self.entries = 0
        self.accounts: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        """Count one entry."""
        self.entries += 1
        for posting in entry.postings:
            self.accounts[posting.account] += posting.amount


NOT_BOOKED = Booked()
"""What stands for entries that were never written."""
