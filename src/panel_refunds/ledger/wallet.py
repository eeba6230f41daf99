"""A wallet: one customer's money in one currency, as lots, holds and the head of a journal.

The store loads a wallet under its lock, a flow does to it what has to be done, the store writes what changed.
Everything that happens to money goes through ``post``: it takes balanced postings, moves the lots they name and
refuses anything that would leave a lot below zero. So lots, balances and journal cannot part ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from panel_refunds.errors import BooksDamagedError
from panel_refunds.ledger.account import BONUS, CASH, FREE, HELD, OF_CUSTOMER
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import FIRST_HASH, Entry, Posting, make_entry
from panel_refunds.ledger.lot import Lot

NewId = Callable[[str], str]
"""Makes an id of a noun (a key of ``ids.PREFIXES``)."""


class Wallet:
    """The money of one customer in one currency, and the entries written to it since it was loaded.

    Holds the open lots and open holds; used-up lots and closed holds are added by the store where a flow needs them.
    """

    def __init__(
        self,
        wallet_id: str,
        customer_id: str,
        currency: str,
        *,
        new_id: NewId,
        lots: Iterable[Lot] = (),
        holds: Iterable[Hold] = (),
        entries: int = 0,
        head_hash: str = FIRST_HASH,
        is_new: bool = False,
    ) -> None:
        self.wallet_id = wallet_id
        self.customer_id = customer_id
        self.currency = currency
        self.new_id = new_id
        self.is_new = is_new
        self.lots = {lot.lot_id: lot for lot in lots}
        self.holds = {hold.hold_id: hold for hold in holds}
        self.entries = entries
        self.head_hash = head_hash
        self.written: list[Entry] = []
        self.new_lots: set[str] = set()
        self.changed_lots: set[str] = set()
        self.new_holds: set[str] = set()
        self.changed_holds: set[str] = set()

    # ------------------------------------------------------------ figures

    @property
    def cash(self) -> int:
        """Own money that is free, in units."""
        return sum(lot.left for lot in self.lots.values() if lot.is_cash)

    @property
    def bonus(self) -> int:
        """Bonus that may be spent, in units."""
        return sum(lot.left for lot in self.lots.values() if not lot.is_cash)

    @property
    def held(self) -> int:
        """Own money set aside, in units; bonuses out of use are in no figure."""
        return sum(lot.held for lot in self.lots.values() if lot.is_cash)

    def change_of(self, account: str) -> int:
        """How much the entries written since loading moved ``account``."""
        return sum(leg.amount for entry in self.written for leg in entry.postings if leg.account == account)

    # ------------------------------------------------------------ finding

    def lots_of(self, deposit_id: str) -> list[Lot]:
        """The cash lots that remember ``deposit_id``: its own first, then what orders gave back."""
        found = (lot for lot in self.lots.values() if lot.is_cash and lot.deposit_id == deposit_id)
        return sorted(found, key=lambda lot: lot.age)

    def bonuses_of(self, deposit_id: str) -> list[Lot]:
        """The bonus lots tied to ``deposit_id``."""
        found = (lot for lot in self.lots.values() if not lot.is_cash and lot.deposit_id == deposit_id)
        return sorted(found, key=lambda lot: lot.age)

    def holds_for(self, holder: str) -> list[Hold]:
        """The open holds of a refund or dispute, in the order they were made."""
        found = (hold for hold in self.holds.values() if hold.holder == holder and hold.state == "open")
        return sorted(found, key=lambda hold: hold.hold_id)

    # ------------------------------------------------------------ changing

    def adopt(self, lots: Iterable[Lot]) -> None:
        """Add lots that the store loaded on demand (used-up ones); those already here stay as they are."""
        for lot in lots:
            self.lots.setdefault(lot.lot_id, lot)

    def adopt_holds(self, holds: Iterable[Hold]) -> None:
        """Add holds that the store loaded on demand (closed ones); those already here stay as they are."""
        for hold in holds:
            self.holds.setdefault(hold.hold_id, hold)

    def add_lot(self, lot: Lot) -> None:
        """Open a new, empty lot; the entry that follows fills it."""
        if lot.lot_id in self.lots or lot.left or lot.held:
            raise BooksDamagedError(f"{lot.lot_id}: a new lot is new and empty")
        self.lots[lot.lot_id] = lot
        self.new_lots.add(lot.lot_id)

    def change_lot(self, lot: Lot) -> None:
        """Replace a lot by a changed copy of itself."""
        self.lots[lot.lot_id] = lot
        if lot.lot_id not in self.new_lots:
            self.changed_lots.add(lot.lot_id)

    def add_hold(self, hold: Hold) -> None:
        """Note a new hold; the entry that moves its amount is the caller's."""
        self.holds[hold.hold_id] = hold
        self.new_holds.add(hold.hold_id)

    def change_hold(self, hold: Hold) -> None:
        """Replace an open hold by a changed copy of itself; a closed one never changes."""
        if self.holds[hold.hold_id].state != "open":
            raise BooksDamagedError(f"{hold.hold_id}: a hold is settled or released at most once")
        self.holds[hold.hold_id] = hold
        if hold.hold_id not in self.new_holds:
            self.changed_holds.add(hold.hold_id)

    def post(self, kind: str, about: str, at: datetime, postings: Sequence[Posting]) -> Entry | None:
        """Write one entry and move the lots it names; None when nothing moves.

        BooksDamagedError when the postings do not balance or would leave a lot below zero: the callers check
        with words of their own before they come here.
        """
        if not any(posting.amount for posting in postings):
            return None
        entry = make_entry(
            entry_id=self.new_id("entry"),
            wallet_id=self.wallet_id,
            number=self.entries + 1,
            kind=kind,
            about=about,
            at=at,
            postings=postings,
            previous_hash=self.head_hash,
        )
        for posting in entry.postings:
            self._move(posting)
        self.entries, self.head_hash = entry.number, entry.hash
        self.written.append(entry)
        return entry

    def _move(self, posting: Posting) -> None:
        if posting.account not in OF_CUSTOMER:
            return
        lot = self.lots[posting.lot_id or ""]
        if lot.is_cash != (posting.account in (CASH, HELD)):
            raise BooksDamagedError(f"{lot.lot_id}: {posting.account} is not an account of a {lot.kind} lot")
        if posting.account in FREE:
            lot = replace(lot, left=lot.left + posting.amount)
        else:
            lot = replace(lot, held=lot.held + posting.amount)
        if lot.left < 0 or lot.held < 0:
            raise BooksDamagedError(f"{lot.lot_id}: a lot cannot fall below zero")
        self.change_lot(lot)


def free_account(lot: Lot) -> str:
    """The account of a lot's free money."""
    return CASH if lot.is_cash else BONUS
