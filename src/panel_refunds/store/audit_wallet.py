"""Do the books of one wallet add up?

The audit believes nothing that is kept: it walks the journal from the first entry, adds everything up again, and
compares the result with the lots, the holds and the kept figures. What is wrong comes back as values, all at once, each
with a code, a sentence and the ids it is about; nothing is ever repaired here.

The walk also notes, per kind of entry and thing it is about, what was moved. Orders, deposits and refunds are checked
against those notes by whoever knows orders, deposits and refunds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from panel_refunds.ledger.account import BONUS, BONUS_HELD, CASH, HELD, OF_CUSTOMER, is_account
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import FIRST_HASH, Entry, entry_hash
from panel_refunds.ledger.lot import Lot
from panel_refunds.money import format_units


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the books: a stable code, a sentence, and the ids it is about (the wallet's first)."""

    code: str
    text: str
    ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}: {self.text} [{', '.join(self.ids)}]"


@dataclass(slots=True)
class Moved:
    """How often something was entered about a thing, and the sums moved per account (all gateways as one)."""

    times: int = 0
    sums: Counter[str] = field(default_factory=Counter)


Movements = Mapping[tuple[str, str], Moved]
"""(kind of entry, id it is about) → what was moved."""

GATEWAYS = "gateway"


@dataclass(frozen=True, slots=True)
class WalletKept:
    """What is kept of a wallet: balances in units, the number of entries and the hash of the last."""

    wallet_id: str
    cash: int
    bonus: int
    held: int
    entries: int
    head_hash: str


class WalletAudit:
    """The audit of one wallet: feed it every entry in order, then ask for its faults."""

    def __init__(self, kept: WalletKept, lots: Iterable[Lot], holds: Iterable[Hold]) -> None:
        self.kept = kept
        self.lots = {lot.lot_id: lot for lot in lots}
        self.holds = list(holds)
        self.moved: defaultdict[tuple[str, str], Moved] = defaultdict(Moved)
        self._faults: list[Fault] = []
        self._of_lots: Counter[tuple[str, str]] = Counter()
        self._count = 0
        self._head = FIRST_HASH

    def feed(self, entry: Entry) -> None:
        """Take the next entry of the journal, in the order of the numbers."""
        self._count += 1
        if entry.number != self._count:
            self._note("entry_gap", f"Entry {self._count} is missing; number {entry.number} follows.", entry.entry_id)
            self._count = entry.number
        self._check_chain(entry)
        self._check_postings(entry)
        note = self.moved[entry.kind, entry.about]
        note.times += 1
        for leg in entry.postings:
            note.sums[GATEWAYS if leg.account.startswith("gateway:") else leg.account] += leg.amount

    def _check_chain(self, entry: Entry) -> None:
        if entry.previous_hash != self._head:
            text = f"Entry {entry.number} does not follow the one before it: the chain is broken here."
            self._note("chain_broken", text, entry.entry_id)
        content = entry_hash(
            entry.entry_id,
            entry.wallet_id,
            entry.number,
            entry.kind,
            entry.about,
            entry.at,
            entry.postings,
            entry.previous_hash,
        )
        if content != entry.hash:
            self._note("entry_altered", f"Entry {entry.number} is not what was written once.", entry.entry_id)
        self._head = entry.hash

    def _check_postings(self, entry: Entry) -> None:
        if not entry.postings:
            self._note("entry_empty", f"Entry {entry.number} moves nothing.", entry.entry_id)
        if rest := sum(leg.amount for leg in entry.postings):
            text = f"The postings of entry {entry.number} do not balance: {format_units(rest)} too much."
            self._note("entry_unbalanced", text, entry.entry_id)
        for leg in entry.postings:
            if not is_account(leg.account):
                text = f"Entry {entry.number} posts to {leg.account!r}, which is no account."
                self._note("account_unknown", text, entry.entry_id)
            elif (leg.account in OF_CUSTOMER) != (leg.lot_id is not None):
                text = f"Entry {entry.number}: a posting to {leg.account} names {leg.lot_id or 'no lot'}."
                self._note("posting_lot_wrong", text, entry.entry_id)
            elif leg.lot_id is not None and leg.lot_id not in self.lots:
                text = f"Entry {entry.number} moves {leg.lot_id}, which is no lot of this wallet."
                self._note("lot_missing", text, entry.entry_id, leg.lot_id)
            else:
                self._of_lots[leg.account, leg.lot_id or ""] += leg.amount

    def faults(self) -> list[Fault]:
        """Everything wrong with this wallet, once all entries were fed."""
        found = [*self._faults, *self._check_kept()]
        for lot in self.lots.values():
            found += self._check_lot(lot)
        return [*found, *self._check_holds()]

    def _check_kept(self) -> Iterator[Fault]:
        kept = self.kept
        if kept.entries != self._count:
            text = f"{kept.entries} entries are counted, the journal ends with number {self._count}."
            yield self._fault("entry_count_wrong", text)
        if kept.head_hash != self._head:
            yield self._fault("head_wrong", "The kept hash is not that of the last entry.")
        lots = list(self.lots.values())
        summed = {
            "cash": (kept.cash, sum(lot.left for lot in lots if lot.is_cash)),
            "bonus": (kept.bonus, sum(lot.left for lot in lots if not lot.is_cash)),
            "held": (kept.held, sum(lot.held for lot in lots if lot.is_cash)),
        }
        for name, (figure, total) in summed.items():
            if figure != total:
                text = f"The kept {name} is {format_units(figure)}, the lots add up to {format_units(total)}."
                yield self._fault("balance_differs", text)

    def _check_lot(self, lot: Lot) -> Iterator[Fault]:
        free, aside = (CASH, HELD) if lot.is_cash else (BONUS, BONUS_HELD)
        others = {CASH, HELD, BONUS, BONUS_HELD} - {free, aside}
        if lot.left < 0 or lot.held < 0:
            yield self._fault("lot_negative", f"{lot.lot_id} is below zero.", lot.lot_id)
        if any(self._of_lots[account, lot.lot_id] for account in others):
            yield self._fault("lot_kind_wrong", f"{lot.lot_id}: posted to accounts of another sort.", lot.lot_id)
        for what, figure, account in (("left", lot.left, free), ("held", lot.held, aside)):
            posted = self._of_lots[account, lot.lot_id]
            if figure != posted:
                text = f"{lot.lot_id} has {format_units(figure)} {what}, its postings add up to {format_units(posted)}."
                yield self._fault("lot_differs", text, lot.lot_id)
        if lot.void and lot.left:
            yield self._fault("void_bonus_left", f"{lot.lot_id} is void and still has money.", lot.lot_id)

    def _check_holds(self) -> Iterator[Fault]:
        open_on: Counter[str] = Counter()
        for hold in self.holds:
            lot = self.lots.get(hold.lot_id)
            if lot is None:
                text = f"{hold.hold_id} holds {hold.lot_id}, which is no lot of this wallet."
                yield self._fault("hold_without_lot", text, hold.hold_id)
            elif lot.is_cash == (hold.purpose == "bonus"):
                text = f"{hold.hold_id} holds a lot of another sort for the purpose {hold.purpose}."
                yield self._fault("hold_kind_wrong", text, hold.hold_id)
            if hold.state == "open":
                open_on[hold.lot_id] += hold.amount
        for lot in self.lots.values():
            if open_on[lot.lot_id] != lot.held:
                figures = f"{format_units(lot.held)} held, its open holds are {format_units(open_on[lot.lot_id])}"
                yield self._fault("hold_differs", f"{lot.lot_id} has {figures}.", lot.lot_id)

    def _note(self, code: str, text: str, *ids: str) -> None:
        self._faults.append(self._fault(code, text, *ids))

    def _fault(self, code: str, text: str, *ids: str) -> Fault:
        return Fault(code, text, (self.kept.wallet_id, *ids))
