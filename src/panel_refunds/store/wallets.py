"""Wallets: locked, loaded as lots and holds, written back with their journal.

A write transaction locks its wallets first, in id order, and reads their open lots and customers in the same trip,
after the lock. What a flow then does to a ``Wallet`` is written when the transaction ends: the new entries, the lots
and holds that changed, and the kept figures, which must agree with the lots or nothing is written at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from panel_refunds.errors import BooksDamagedError, Refused
from panel_refunds.ledger.account import BONUS, CASH, HELD
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import FIRST_HASH, Entry
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.store.columns import to_utc_text
from panel_refunds.store.customers import CustomerChapter
from panel_refunds.store.link import Given, Rows
from panel_refunds.store.records import Balance
from panel_refunds.store.shape import Shape, Values
from panel_refunds.store.statement import TENANT, Statement, among, such_as, text_param, the_tenant
from panel_refunds.store.tables import EntryRow, HoldRow, LotRow, PostingRow, WalletRow


@dataclass(frozen=True, slots=True)
class KeptWallet:
    """A wallet's row: whose it is, and the figures kept of its books."""

    wallet_id: str
    customer_id: str
    currency: str
    cash: int
    bonus: int
    held: int
    entries: int
    head_hash: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry's row, without its postings."""

    wallet_id: str
    number: int
    entry_id: str
    kind: str
    about: str
    at: datetime
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class PostingLine:
    """A posting's row."""

    wallet_id: str
    number: int
    seq: int
    account: str
    amount: int
    lot_id: str | None


WALLETS = Shape(KeptWallet, WalletRow)
LOTS = Shape(Lot, LotRow, extra=("wallet_id", "is_open"))
HOLDS = Shape(Hold, HoldRow, extra=("wallet_id",))
ENTRIES = Shape(EntryLine, EntryRow)
POSTINGS = Shape(PostingLine, PostingRow)

_WALLET, _LOT, _HOLD = WALLETS.table.c, LOTS.table.c, HOLDS.table.c
_THESE = WALLETS.select(among(_WALLET.wallet_id, "ids")).order_by(_WALLET.wallet_id)
_LOCK = Statement(_THESE.with_for_update())
_LOOK = Statement(_THESE)
_ITS_OWNERS = (_WALLET.customer_id == text_param("customer"), _WALLET.currency == text_param("currency"))
_FIND = Statement(select(_WALLET.wallet_id).where(_WALLET.tenant_id == the_tenant(), *_ITS_OWNERS))
_LOCK_OF = Statement(WALLETS.select(*_ITS_OWNERS).with_for_update())
_OF_CUSTOMER = Statement(
    select(_WALLET.wallet_id)
    .where(_WALLET.tenant_id == the_tenant(), _WALLET.customer_id == text_param("customer"))
    .order_by(_WALLET.wallet_id)
)
_OPEN_LOTS_OF = Statement(
    LOTS.select(
        _LOT.wallet_id.in_(select(_WALLET.wallet_id).where(_WALLET.tenant_id == the_tenant(), *_ITS_OWNERS)),
        such_as("is_open"),
    ).add_columns(_LOT.wallet_id)
)
_OPEN_LOTS = Statement(LOTS.select(among(_LOT.wallet_id, "ids"), such_as("is_open")).add_columns(_LOT.wallet_id))
_LOTS_BY_ID = Statement(LOTS.select(among(_LOT.lot_id, "ids"), _LOT.wallet_id == text_param("wallet")))
_BONUSES_OF = Statement(
    LOTS.select(among(_LOT.deposit_id, "ids"), _LOT.wallet_id == text_param("wallet"), such_as("lot.kind = 'bonus'"))
)
_OPEN_HOLDS = Statement(
    HOLDS.select(among(_HOLD.wallet_id, "ids"), such_as("state = 'open'")).add_columns(_HOLD.wallet_id)
)
_HOLDS_OF = Statement(
    HOLDS.select(_HOLD.holder == text_param("holder"), _HOLD.wallet_id == text_param("wallet")).order_by(_HOLD.hold_id)
)
_MONEY = frozenset({"wallet", "lot", "hold", "journal_entry", "posting"})

Owner = tuple[str, str]
"""A customer and a currency: they have one wallet, or none."""


class _Loaded:
    """A wallet's row as it was read, its lots and holds, and the ``Wallet`` made of them once it is asked for."""

    __slots__ = ("holds", "kept", "lots", "wallet", "written")

    def __init__(self, kept: KeptWallet) -> None:
        self.kept = kept
        self.lots: list[Lot] | None = None
        self.holds: list[Hold] | None = None
        self.wallet: Wallet | None = None
        self.written = 0


class WalletChapter(CustomerChapter):
    """Wallets of one transaction."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._loaded: dict[str, _Loaded] = {}

    # ------------------------------------------------------------ finding

    def find_wallet(self, customer_id: str, currency: str) -> str | None:
        """The id of the customer's wallet in ``currency``, None when there is none."""
        for loaded in self._loaded.values():
            if (loaded.kept.customer_id, loaded.kept.currency) == (customer_id, currency):
                return loaded.kept.wallet_id
        rows = self._rows(_FIND, customer=customer_id, currency=currency)
        return rows[0][0] if rows else None

    def wallets_of(self, customer_id: str) -> list[str]:
        """The ids of all wallets of a customer, in the order in which they must be locked."""
        return [row[0] for row in self._rows(_OF_CUSTOMER, customer=customer_id)]

    def balance(self, wallet_id: str) -> Balance:
        """The kept figures; of a wallet loaded here, with what was done to it. Refused ``not_found``."""
        loaded = self._loaded.get(wallet_id)
        if loaded and loaded.wallet:
            return _figures(loaded.wallet)
        if loaded is None:
            loaded = self._load([wallet_id])[0]
        return Balance(loaded.kept.cash, loaded.kept.bonus, loaded.kept.held)

    # ------------------------------------------------------------ locking and loading

    def lock(self, wallet_ids: Iterable[str]) -> None:
        """Lock further wallets; ValueError when one sorts before a wallet that is locked already."""
        self._must_write()
        ids = sorted(set(wallet_ids) - self._loaded.keys())
        if not ids:
            return
        if self._loaded and ids[0] < max(self._loaded):
            raise ValueError(f"{ids[0]} sorts before {max(self._loaded)}: wallets are locked in the order of their ids")
        self._keep(ids, self._link.ask(self._opening(ids)))

    def ensure_wallet(self, customer_id: str, currency: str, at: datetime) -> str:
        """The customer's wallet, locked; customer and wallet are created when absent."""
        self._must_write()
        found = self.find_wallet(customer_id, currency)
        if found is None:
            self._ensure_customer(customer_id, at)
            made = KeptWallet(self.new_id("wallet"), customer_id, currency, 0, 0, 0, 0, FIRST_HASH, at)
            self._add_if_absent(WALLETS, made)
            found = self.find_wallet(customer_id, currency)
        if found is None:
            raise BooksDamagedError(f"the wallet of {customer_id} in {currency} is gone again")
        self.lock([found])
        return found

    def _opening(self, ids: list[str], owner: Owner | None = None) -> Sequence[tuple[Statement, Given]]:
        """What locks the wallets, and what is read of them after the lock: of wallets by id their customers too."""
        if owner:
            given = {TENANT: self.tenant, "customer": owner[0], "currency": owner[1]}
            return [(_LOCK_OF, given), (_OPEN_LOTS_OF, given)]
        if ids:
            given = {TENANT: self.tenant, "ids": ids}
            return [(_LOCK, given), (_OPEN_LOTS, given), (self._customers_of_wallets, given)]
        return []

    def _keep(self, ids: Iterable[str], answers: Sequence[Rows]) -> None:
        if not answers:
            return
        dialect = self._link.dialect
        wallets, lots, *customers = answers
        found = [WALLETS.read(row, dialect) for row in wallets]
        self._loaded.update((kept.wallet_id, _Loaded(kept)) for kept in found)
        _refuse_missing(ids, self._loaded)
        self._sort_lots([kept.wallet_id for kept in found], lots)
        for rows in customers:
            self._keep_customers(rows)

    def _load(self, ids: list[str]) -> list[_Loaded]:
        """Rows of wallets without a lock; only where nothing is written with them."""
        found = [WALLETS.read(row, self._link.dialect) for row in self._rows(_LOOK, ids=ids)]
        loaded = {kept.wallet_id: _Loaded(kept) for kept in found}
        _refuse_missing(ids, loaded)
        return [loaded[wallet_id] for wallet_id in ids]

    def wallet(self, wallet_id: str, *, holds: bool = True) -> Wallet:
        """The wallet with its open lots and, with ``holds``, its open holds; the same object at each call.

        In a write transaction only locked wallets (ValueError); Refused ``not_found`` when reading.
        """
        self.load_wallets([wallet_id], holds=holds)
        wallet = self._loaded[wallet_id].wallet
        if wallet is None:
            raise BooksDamagedError(f"{wallet_id} was not loaded")
        return wallet

    def load_wallets(self, wallet_ids: Iterable[str], *, holds: bool = True) -> None:
        """Make many wallets ready at once; ``wallet`` then asks nothing more."""
        ids = sorted(set(wallet_ids))
        absent = [wallet_id for wallet_id in ids if wallet_id not in self._loaded]
        if absent and not self.read_only:
            raise ValueError(f"{absent[0]} is not locked in this transaction")
        if absent:
            self._loaded.update(zip(absent, self._load(absent), strict=True))
        if without_lots := [wallet_id for wallet_id in ids if self._loaded[wallet_id].lots is None]:
            self._sort_lots(without_lots, self._rows(_OPEN_LOTS, ids=without_lots))
        if holds:
            self._load_holds([wallet_id for wallet_id in ids if self._loaded[wallet_id].holds is None])
        for wallet_id in ids:
            if self._loaded[wallet_id].wallet is None:
                self._loaded[wallet_id].wallet = self._made(self._loaded[wallet_id])

    def _made(self, loaded: _Loaded) -> Wallet:
        kept = loaded.kept
        return Wallet(
            kept.wallet_id,
            kept.customer_id,
            kept.currency,
            new_id=self.new_id,
            lots=loaded.lots or (),
            holds=loaded.holds or (),
            entries=kept.entries,
            head_hash=kept.head_hash,
        )

    def _sort_lots(self, ids: list[str], rows: Rows) -> None:
        sorted_out: dict[str, list[Lot]] = defaultdict(list)
        for row in rows:
            sorted_out[row[-1]].append(LOTS.read(row, self._link.dialect))
        for wallet_id in ids:
            self._loaded[wallet_id].lots = sorted_out[wallet_id]

    def _load_holds(self, ids: list[str]) -> None:
        if not ids:
            return
        sorted_out: dict[str, list[Hold]] = defaultdict(list)
        for row in self._rows(_OPEN_HOLDS, ids=ids):
            sorted_out[row[-1]].append(HOLDS.read(row, self._link.dialect))
        for wallet_id in ids:
            loaded = self._loaded[wallet_id]
            loaded.holds = sorted_out[wallet_id]
            if loaded.wallet is not None:
                for hold in loaded.holds:
                    loaded.wallet.holds.setdefault(hold.hold_id, hold)

    def load_lots(self, wallet: Wallet, lot_ids: Iterable[str]) -> None:
        """Adopt lots of ``wallet`` that are used up; Refused ``not_found`` when one is not of this wallet."""
        absent = sorted(set(lot_ids) - wallet.lots.keys())
        if not absent:
            return
        wallet.adopt(self._records(LOTS, _LOTS_BY_ID, ids=absent, wallet=wallet.wallet_id))
        _refuse_missing(absent, wallet.lots)

    def load_bonuses(self, wallet: Wallet, deposit_ids: Iterable[str]) -> None:
        """Adopt all bonus lots tied to these deposits, used up or not."""
        if ids := sorted(set(deposit_ids)):
            wallet.adopt(self._records(LOTS, _BONUSES_OF, ids=ids, wallet=wallet.wallet_id))

    def settled_holds(self, wallet: Wallet, holder: str) -> list[Hold]:
        """The holds of a refund or dispute that were settled, in the order they were made."""
        return [hold for hold in self.holds_of(wallet, holder) if hold.state == "settled"]

    def holds_of(self, wallet: Wallet, holder: str) -> list[Hold]:
        """All holds of a refund or dispute, whatever became of them."""
        return self._records(HOLDS, _HOLDS_OF, holder=holder, wallet=wallet.wallet_id)

    # ------------------------------------------------------------ writing back

    def _settle(self, tables: Iterable[str]) -> None:
        wanted = frozenset(tables)
        if wanted & _MONEY:
            self._collect_wallets()
        super()._settle(wanted)

    def _collect_wallets(self) -> None:
        """Put what changed in the loaded wallets among the writes."""
        if self.read_only:
            return
        for loaded in self._loaded.values():
            wallet = loaded.wallet
            if wallet is None:
                continue
            fresh = wallet.written[loaded.written :]
            if fresh or wallet.new_lots or wallet.changed_lots or wallet.new_holds or wallet.changed_holds:
                self._collect(loaded, wallet, fresh)

    def _collect(self, loaded: _Loaded, wallet: Wallet, fresh: Sequence[Entry]) -> None:
        writes, wallet_id = self._writes, wallet.wallet_id
        writes.add(LOTS, [_lot_row(wallet.lots[lot_id], wallet_id) for lot_id in sorted(wallet.new_lots)])
        writes.save(LOTS, [_lot_row(wallet.lots[lot_id], wallet_id) for lot_id in sorted(wallet.changed_lots)])
        writes.add(HOLDS, [HOLDS.row(wallet.holds[hold_id], wallet_id) for hold_id in sorted(wallet.new_holds)])
        writes.save(HOLDS, [HOLDS.row(wallet.holds[hold_id], wallet_id) for hold_id in sorted(wallet.changed_holds)])
        for changes in (wallet.new_lots, wallet.changed_lots, wallet.new_holds, wallet.changed_holds):
            changes.clear()
        if fresh:
            writes.add(ENTRIES, [_entry_row(entry) for entry in fresh])
            writes.add(POSTINGS, [row for entry in fresh for row in _posting_rows(entry)])
            loaded.kept = _kept_after(loaded.kept, wallet, fresh)
            writes.save(WALLETS, [WALLETS.row(loaded.kept)])
            loaded.written = len(wallet.written)


def _refuse_missing(ids: Iterable[str], found: Collection[str]) -> None:
    for wanted in ids:
        if wanted not in found:
            noun = "wallet" if wanted.startswith("wal") else "lot"
            raise Refused("not_found", f"There is no {noun} {wanted[:60]}.")


def _figures(wallet: Wallet) -> Balance:
    return Balance(wallet.cash, wallet.bonus, wallet.held)


def _kept_after(kept: KeptWallet, wallet: Wallet, fresh: Sequence[Entry]) -> KeptWallet:
    moved = {CASH: kept.cash, BONUS: kept.bonus, HELD: kept.held}
    for entry in fresh:
        for leg in entry.postings:
            if leg.account in moved:
                moved[leg.account] += leg.amount
    if Balance(moved[CASH], moved[BONUS], moved[HELD]) != _figures(wallet):
        raise BooksDamagedError(f"{wallet.wallet_id}: the kept balance and the lots differ; run the audit")
    return KeptWallet(
        kept.wallet_id,
        kept.customer_id,
        kept.currency,
        moved[CASH],
        moved[BONUS],
        moved[HELD],
        wallet.entries,
        wallet.head_hash,
        kept.opened_at,
    )


def _lot_row(lot: Lot, wallet_id: str) -> Values:
    return LOTS.row(lot, wallet_id, lot.open)


def _entry_row(entry: Entry) -> Values:
    return (
        entry.wallet_id,
        entry.number,
        entry.entry_id,
        entry.kind,
        entry.about,
        to_utc_text(entry.at),
        entry.previous_hash,
        entry.hash,
    )


def _posting_rows(entry: Entry) -> Iterable[Values]:
    for seq, leg in enumerate(entry.postings):
        yield (entry.wallet_id, entry.number, seq, leg.account, leg.amount, leg.lot_id)
