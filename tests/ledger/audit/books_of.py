"""A wallet's own entries under audit, and how to damage a copy of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tests.ledger.purse import day

from panel_refunds.ledger.audit.journal import JournalAudit, Known
from panel_refunds.ledger.journal import FIRST_HASH, Entry, entry_hash
from panel_refunds.ledger.wallet import Wallet


class Everything:
    """Contains whatever is asked for."""

    def __contains__(self, thing: object) -> bool:
        return True


ALL = Everything()


def read(entries: Iterable[Entry], known: Known | None = None) -> tuple[JournalAudit, list[str]]:
    """A journal that was read, and the codes of the faults on the way."""
    journal = JournalAudit("wal_1", known or Known("c1", ALL, ALL, ALL), day(1000))
    found = [fault.code for entry in entries for fault in journal.read(entry)]
    return journal, found


def read_of(wallet: Wallet) -> JournalAudit:
    """The journal of a wallet without faults."""
    journal, found = read(wallet.written)
    assert found == []
    return journal


def forged(entries: Iterable[Entry]) -> list[Entry]:
    """The entries with numbers and hashes made anew, as somebody would who knows how."""
    made: list[Entry] = []
    before = FIRST_HASH
    for number, entry in enumerate(entries, 1):
        content = (entry.kind, entry.about, entry.at, entry.postings)
        digest = entry_hash(entry.entry_id, entry.wallet_id, number, *content, before)
        made.append(replace(entry, number=number, previous_hash=before, hash=digest))
        before = digest
    return made
