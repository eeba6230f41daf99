"""A wallet to play with: ids that count, a day that passes, and what the books must say at any time."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from panel_refunds.ids import PREFIXES, encode
from panel_refunds.ledger.account import BONUS, BONUS_HELD, CASH, HELD
from panel_refunds.ledger.deposit import credit_deposit
from panel_refunds.ledger.journal import FIRST_HASH, Entry, entry_hash
from panel_refunds.ledger.lot import Lot, Slice
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.money import SCALE

START = datetime(2025, 9, 1, 14, tzinfo=UTC)


def day(number: float) -> datetime:
    """Noon-ish of the so-manieth day of the story."""
    return START + timedelta(days=number)


def dollars(amount: float) -> int:
    """Whole or half dollars as units, for stories by hand."""
    return int(amount * 100) * SCALE // 100


def make_wallet() -> Wallet:
    """An empty wallet whose ids count up, so that they sort by time."""
    numbers = itertools.count(1)
    return Wallet("wal_1", "c1", "USD", new_id=lambda noun: encode(PREFIXES[noun], next(numbers)), is_new=True)


def deposited(wallet: Wallet, amount: int, deposit_id: str = "d1", at: float = 0) -> Lot:
    """Credit a deposit that stripe took."""
    return credit_deposit(wallet, deposit_id=deposit_id, gateway="stripe", amount=amount, at=day(at))


def piece(seq: int, amount: int, returned: int = 0, kind: str = "deposit", deposit_id: str | None = "d1") -> Slice:
    """A slice of order o1, paid by a lot of its own."""
    return Slice("o1", seq, f"lot_{seq}", kind, amount, returned, deposit_id, START)


def in_accounts(entries: Iterable[Entry]) -> Counter[str]:
    """What the journal has on every account."""
    total: Counter[str] = Counter()
    for entry in entries:
        for leg in entry.postings:
            total[leg.account] += leg.amount
    return total


def in_lots(entries: Iterable[Entry]) -> Counter[tuple[str, str]]:
    """What the journal says is free and set aside of every lot: replaying the past, nothing else."""
    total: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        for leg in entry.postings:
            if leg.lot_id:
                total[leg.lot_id, "left" if leg.account in (CASH, BONUS) else "held"] += leg.amount
    return total


def check_books(wallet: Wallet, entries: list[Entry]) -> None:
    """All that must hold after every step: balance, chain, lots, holds and figures tell the same story."""
    assert all(sum(leg.amount for leg in entry.postings) == 0 for entry in entries)
    assert all(leg.amount for entry in entries for leg in entry.postings)
    before = FIRST_HASH
    for number, entry in enumerate(entries, 1):
        assert (entry.number, entry.previous_hash) == (number, before)
        before = entry_hash(
            entry.entry_id, entry.wallet_id, number, entry.kind, entry.about, entry.at, entry.postings, before
        )
        assert entry.hash == before
    assert (wallet.entries, wallet.head_hash) == (len(entries), before)

    replayed, accounts = in_lots(entries), in_accounts(entries)
    for lot in wallet.lots.values():
        assert lot.left >= 0
        assert lot.held >= 0
        assert (lot.left, lot.held) == (replayed[lot.lot_id, "left"], replayed[lot.lot_id, "held"])
    assert {lot_id for (lot_id, _), amount in replayed.items() if amount} <= wallet.lots.keys()
    assert wallet.cash == accounts[CASH]
    assert wallet.bonus == accounts[BONUS]
    assert wallet.held == accounts[HELD]
    assert sum(lot.held for lot in wallet.lots.values() if not lot.is_cash) == accounts[BONUS_HELD]

    set_aside: Counter[str] = Counter()
    for hold in wallet.holds.values():
        assert hold.amount >= 0
        if hold.state == "open":
            set_aside[hold.lot_id] += hold.amount
    assert {lot.lot_id: lot.held for lot in wallet.lots.values() if lot.held} == dict(+set_aside)
