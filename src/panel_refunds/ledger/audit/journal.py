"""One wallet's journal, read from its first entry to its last.

Each entry is looked at alone (does it balance, is its hash that of its content) and against the one before (number
and chain). What the rest of the audit wants to know is added up on the way, so that a journal of any length is read
once and nothing of it is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from panel_refunds.ledger.account import OF_CUSTOMER, SALES, is_account
from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.tally import NOT_BOOKED, Booked, LotTally
from panel_refunds.ledger.journal import FIRST_HASH, Entry, entry_hash

CLOCKS_MAY_DIFFER = timedelta(hours=1)
COUNTED = frozenset({"deposit_credited", "fee_known", "refund_paid", "refund_reversed", "dispute_lost", "loss_covered"})
"""Kinds of entries that the things they are about are checked against, one by one."""


@dataclass(frozen=True, slots=True)
class Known:
    """What entries of a wallet may be about, by id."""

    customer_id: str
    deposits: Container[str] = frozenset()
    refunds: Container[str] = frozenset()
    disputes: Container[str] = frozenset()


class JournalAudit:
    """Reads one wallet's entries in their order, and remembers what they add up to."""

    def __init__(self, wallet_id: str, known: Known, now: datetime) -> None:
        self.wallet_id = wallet_id
        self.known = known
        self.latest = now + CLOCKS_MAY_DIFFER
        self.number = 0
        self.hash = FIRST_HASH
        self.lots: dict[str, LotTally] = defaultdict(LotTally)
        self.accounts: Counter[str] = Counter()
        self.returned: Counter[str] = Counter()
        self._booked: dict[tuple[str, str], Booked] = defaultdict(Booked)

    def booked(self, kind: str, about: str) -> Booked:
        """What was booked of ``kind`` (one of ``COUNTED``) about one thing."""
        return self._booked.get((kind, about), NOT_BOOKED)

    def read(self, entry: Entry) -> Iterator[Fault]:
        """Follow the next entry; yields what is wrong with it."""
        yield from self._in_chain(entry)
        yield from self._in_itself(entry)
        yield from self._about(entry)
        for posting in entry.postings:
            self.accounts[posting.account] += posting.amount
            if posting.account in OF_CUSTOMER and posting.lot_id:
                self.lots[posting.lot_id].move(posting, entry)
        if entry.kind in COUNTED:
            self._booked[entry.kind, entry.about].add(entry)
        elif entry.kind == "order_refunded":
            self.returned[entry.about] -= sum(leg.amount for leg in entry.postings if leg.account == SALES)

    def end(self, entries: int, head_hash: str) -> Iterator[Fault]:
        """The journal is over: are its last number and hash those that the wallet keeps?"""
        if entries != self.number:
            text = f"The wallet counts {entries} entries, its journal ends with number {self.number}."
            yield fault("head_differs", text, self.wallet_id)
        elif head_hash != self.hash:
            yield fault("head_differs", "The wallet's newest hash is not that of its last entry.", self.wallet_id)

    def _in_chain(self, entry: Entry) -> Iterator[Fault]:
        if entry.number != self.number + 1:
            text = f"After entry {self.number} comes entry {entry.number}."
            yield fault("entry_missing", text, self.wallet_id, entry.entry_id)
        if entry.previous_hash != self.hash:
            text = f"Entry {entry.number} does not carry the hash of the one before."
            yield fault("chain_broken", text, self.wallet_id, entry.entry_id)
        self.number, self.hash = entry.number, entry.hash

    def _in_itself(self, entry: Entry) -> Iterator[Fault]:
        rest = sum(posting.amount for posting in entry.postings)
        if rest:
            text = f"The postings of entry {entry.number} ({entry.kind}) are off by {rest} units."
            yield fault("entry_unbalanced", text, self.wallet_id, entry.entry_id, entry.about)
        for posting in entry.postings:
            if not is_account(posting.account) or (posting.account in OF_CUSTOMER) != (posting.lot_id is not None):
                text = f"Entry {entry.number} posts to {posting.account!r} {_with(posting.lot_id)}."
                yield fault("posting_misplaced", text, self.wallet_id, entry.entry_id, posting.lot_id)
        content = (entry.kind, entry.about, entry.at, entry.postings)
        if entry.hash != entry_hash(entry.entry_id, entry.wallet_id, entry.number, *content, entry.previous_hash):
            text = f"Entry {entry.number} ({entry.kind}) is not what its hash was made of."
            yield fault("entry_altered", text, self.wallet_id, entry.entry_id, entry.about)
        if entry.at > self.latest:
            text = f"Entry {entry.number} is of {entry.at.isoformat()}."
            yield fault("entry_from_future", text, self.wallet_id, entry.entry_id)

    def _about(self, entry: Entry) -> Iterator[Fault]:
        places = ABOUT.get(entry.kind)
        if places is None:
            text = f"Entry {entry.number} is of the unknown kind {entry.kind!r}."
            yield fault("entry_kind_unknown", text, self.wallet_id, entry.entry_id)
            return
        mine: Mapping[str, bool] = {
            "deposit": entry.about in self.known.deposits,
            "refund": entry.about in self.known.refunds,
            "dispute": entry.about in self.known.disputes,
            "customer": entry.about == self.known.customer_id,
            "lot": any(posting.lot_id == entry.about for posting in entry.postings),
            "order": True,  # orders are too many to be known beforehand; ``orders.audit`` asks for each
        }
        if not any(mine[place] for place in places):
            text = f"Entry {entry.number} ({entry.kind}) is about {entry.about!r}, which this wallet does not have."
            yield fault("entry_about_nothing", text, self.wallet_id, entry.entry_id, entry.about)


ABOUT: Mapping[str, tuple[str, ...]] = {
    "deposit_credited": ("deposit",),
    "fee_known": ("deposit",),
    "bonus_granted": ("lot",),
    "bonus_voided": ("lot", "refund", "dispute"),
    "order_charged": ("order",),
    "order_refunded": ("order",),
    "set_aside": ("refund", "dispute"),
    "released": ("refund", "dispute"),
    "refund_failed": ("refund",),
    "refund_paid": ("refund",),
    "refund_reversed": ("refund",),
    "dispute_lost": ("dispute",),
    "loss_covered": ("dispute",),
    "forfeited": ("customer", "refund"),
}
"""Every kind of entry, and what it may be about."""


def _with(lot_id: str | None) -> str:
    return f"with the lot {lot_id}" if lot_id else "without a lot"
