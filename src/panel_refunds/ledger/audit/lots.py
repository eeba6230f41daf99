"""Lots against the journal and their holds, and the kept figures of a wallet against its lots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.tally import LotTally
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.lot import Lot
from panel_refunds.money import format_units


@dataclass(frozen=True, slots=True)
class KeptLot:
    """A lot with what is kept beside it: whose it is, and whether it counts as open."""

    lot: Lot
    wallet_id: str
    is_open: bool


@dataclass(slots=True)
class Sums:
    """What the lots of one wallet add up to, in units; ``free`` is own money and ``deducted`` bonus, by deposit."""

    cash: int = 0
    bonus: int = 0
    held: int = 0
    free: Counter[str] = field(default_factory=Counter)
    deducted: Counter[str] = field(default_factory=Counter)

    def add(self, lot: Lot) -> None:
        """Count one lot."""
        if lot.is_cash:
            self.cash += lot.left
            self.held += lot.held
            self.free[lot.deposit_id or ""] += lot.left
        else:
            self.bonus += lot.left
        if lot.deposit_id:
            self.deducted[lot.deposit_id] += lot.deducted


def check_lot(wallet_id: str, kept: KeptLot, tally: LotTally, open_holds: int) -> Iterator[Fault]:
    """A lot of ``wallet_id`` against what the journal says of it and the units that its open holds set aside."""
    if kept.wallet_id != wallet_id:
        text = f"The journal moves a lot of the wallet {kept.wallet_id}."
        yield fault("lot_missing", text, wallet_id, kept.lot.lot_id, kept.wallet_id)
    yield from _against_journal(wallet_id, kept.lot, tally)
    yield from _in_itself(wallet_id, kept)
    if open_holds != kept.lot.held:
        text = f"{_of(kept.lot.held)} are set aside, its open holds want {_of(open_holds)}."
        yield fault("hold_sum_differs", text, wallet_id, kept.lot.lot_id)


def _against_journal(wallet_id: str, lot: Lot, tally: LotTally) -> Iterator[Fault]:
    ids = (wallet_id, lot.lot_id)
    opened = tally.opening.amount if tally.opening else 0
    if opened != lot.amount:
        yield fault("lot_amount_differs", f"It was opened with {_of(opened)} and says {_of(lot.amount)}.", *ids)
    if tally.free != lot.left:
        yield fault("lot_left_differs", f"The journal leaves {_of(tally.free)} free, the lot {_of(lot.left)}.", *ids)
    if tally.held != lot.held:
        text = f"The journal sets {_of(tally.held)} aside, the lot {_of(lot.held)}."
        yield fault("lot_held_differs", text, *ids)
    if tally.overdrawn is not None:
        yield fault("lot_negative", f"Entry {tally.overdrawn} took more than there was.", *ids)
    if tally.sorts - {"cash" if lot.is_cash else "bonus"}:
        text = f"A {lot.kind} lot was moved on an account of another sort."
        yield fault("posting_misplaced", text, *ids)


def _in_itself(wallet_id: str, kept: KeptLot) -> Iterator[Fault]:
    lot, ids = kept.lot, (wallet_id, kept.lot.lot_id)
    if lot.left < 0 or lot.held < 0:
        yield fault("lot_negative", f"{_of(lot.left)} are left and {_of(lot.held)} set aside.", *ids)
    if kept.is_open != lot.open:
        text = "It counts as open and is used up." if kept.is_open else "It counts as used up and is not."
        yield fault("lot_flag_wrong", text, *ids)
    if lot.void and lot.open:
        yield fault("void_bonus_with_money", f"{_of(lot.left + lot.held)} are left of a void bonus.", *ids)


def check_origin(wallet_id: str, lot: Lot, deposits: Container[str], orders: Container[str]) -> Iterator[Fault]:
    """The deposit and the order that a lot remembers are of its wallet."""
    nameless = lot.deposit_id is None and lot.is_cash
    if nameless or (lot.deposit_id is not None and lot.deposit_id not in deposits):
        text = f"It remembers the deposit {lot.deposit_id}, which its wallet does not have."
        yield fault("lot_origin_missing", text, wallet_id, lot.lot_id, lot.deposit_id)
    if (lot.order_id is None and lot.kind == "order_refund") or (lot.order_id and lot.order_id not in orders):
        text = f"It remembers the order {lot.order_id}, which its wallet does not have."
        yield fault("lot_origin_missing", text, wallet_id, lot.lot_id, lot.order_id)


def check_hold(wallet_id: str, hold: Hold, kept: KeptLot | None) -> Iterator[Fault]:
    """A hold fits its lot: same wallet, the same sort of money, not less than nothing."""
    ids = (wallet_id, hold.hold_id, hold.lot_id, hold.holder)
    if hold.amount < 0:
        yield fault("hold_negative", f"It sets {_of(hold.amount)} aside.", *ids)
    if kept is None or kept.wallet_id != wallet_id:
        yield fault("hold_misplaced", "Its lot is not one of its wallet.", *ids)
    elif kept.lot.is_cash != (hold.purpose != "bonus"):
        yield fault("hold_misplaced", f"It sets a {kept.lot.kind} lot aside as {hold.purpose}.", *ids)


def check_balance(wallet_id: str, kept: tuple[int, int, int], lots: Sums) -> Iterator[Fault]:
    """The kept figures (cash, bonus, held) against the sums of the lots."""
    for noun, mine, theirs in zip(("cash", "bonus", "held"), kept, (lots.cash, lots.bonus, lots.held), strict=True):
        if mine != theirs:
            text = f"The wallet keeps {_of(mine)} {noun}, its lots have {_of(theirs)}."
            yield fault("balance_differs", text, wallet_id)


def open_holds_by_lot(holds: Iterable[Hold]) -> Counter[str]:
    """Units that open holds set aside, by lot."""
    total: Counter[str] = Counter()
    for hold in holds:
        if hold.state == "open":
            total[hold.lot_id] += hold.amount
    return total


def _of(units: int) -> str:
    return format_units(units)
