"""An order gives money back: to the lots that paid, in the order the policy names.

Own money comes back as an *order-refund lot* that remembers its deposit and is as old as that money; bonus comes
back to its bonus. What must not reach the customer any more does not: money of a lost dispute covers the house's loss
first, money of a forfeited account is forfeited, a void bonus stays void. Money of a disputed deposit is set aside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from panel_refunds.errors import BooksDamagedError
from panel_refunds.ledger.account import (
    BONUS,
    BONUS_HELD,
    CASH,
    FORFEITS,
    PROMOTIONS,
    SALES,
)
from panel_refunds.ledger.dispute import Loss, cover_losses
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.lot import Lot, Slice
from panel_refunds.ledger.reserve import set_aside
from panel_refunds.ledger.wallet import Wallet

Returns = Literal["last_spent_first", "by_share", "bonus_first"]


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What may stand between returning money and the customer.

    ``disputed``: deposit → its open dispute; ``lost``: deposit → its disputes that were lost; ``bonus_out_of_use``:
    deposit → the refund that has its bonuses out of use; ``forfeited``: the account was, and ``takes`` are the sorts of
    money (``cash``, ``bonus``) that a forfeiture takes.
    """

    disputed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lost: Mapping[str, Sequence[Loss]] = field(default_factory=lambda: MappingProxyType({}))
    bonus_out_of_use: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    forfeited: bool = False
    takes: frozenset[str] = frozenset({"cash", "bonus"})

    def forfeits(self, piece: Slice) -> bool:
        """Whether money of this slice is forfeited as soon as it comes back."""
        return self.forfeited and ("bonus" if piece.kind == "bonus" else "cash") in self.takes


NO_OBSTACLES = Obstacles()


def give_back(
    wallet: Wallet,
    *,
    order_id: str,
    slices: Sequence[Slice],
    amount: int,
    how: Returns,
    at: datetime,
    obstacles: Obstacles = NO_OBSTACLES,
) -> list[Slice]:
    """Give ``amount`` units of the order's charge back; returns the slices that changed.

    The bonus lots named by the slices, and the holds settled for lost disputes, must be in the wallet. ``amount`` is at
    most what is outstanding.
    """
    legs: list[Posting] = []
    changed: list[Slice] = []
    for piece, part in share_out(slices, amount, how):
        changed.append(replace(piece, returned=piece.returned + part))
        if obstacles.forfeits(piece):
            legs.append(Posting(FORFEITS if piece.kind != "bonus" else PROMOTIONS, part))
        elif piece.kind == "bonus":
            legs += _bonus_legs(wallet, piece, part, at, obstacles)
        else:
            legs.append(_own_leg(wallet, piece, part, at))
    wallet.post("order_refunded", order_id, at, [Posting(SALES, -amount), *legs])
    for deposit_id in dict.fromkeys(lot.deposit_id for lot in _opened(wallet, legs) if lot.deposit_id):
        cover_losses(wallet, obstacles.lost.get(deposit_id, ()), deposit_id=deposit_id, at=at)
    _freeze_disputed(wallet, legs, at, obstacles)
    return changed


def _own_leg(wallet: Wallet, piece: Slice, part: int, at: datetime) -> Posting:
    return Posting(CASH, part, _returned_lot(wallet, piece, part, at).lot_id)


def _opened(wallet: Wallet, legs: Sequence[Posting]) -> list[Lot]:
    return [wallet.lots[leg.lot_id] for leg in legs if leg.account == CASH and leg.lot_id]


def _freeze_disputed(wallet: Wallet, legs: Sequence[Posting], at: datetime, obstacles: Obstacles) -> None:
    parts: dict[str, list[tuple[Lot, int]]] = {}
    for lot in _opened(wallet, legs):
        dispute = obstacles.disputed.get(lot.deposit_id or "")
        if dispute:
            parts.setdefault(dispute, []).append((lot, lot.left))
    for dispute, frozen in parts.items():
        set_aside(wallet, holder=dispute, purpose="dispute", parts=frozen, at=at)


def share_out(slices: Sequence[Slice], amount: int, how: Returns) -> list[tuple[Slice, int]]:
    """Which slice gives back how much of ``amount``; no slice more than is outstanding of it."""
    outstanding = sum(piece.outstanding for piece in slices)
    if not 0 <= amount <= outstanding:
        raise BooksDamagedError(f"{amount} units cannot come back, {outstanding} are outstanding")
    wanted = _shares(slices, amount) if how == "by_share" else {}
    order = sorted(slices, key=lambda piece: -piece.seq)
    if how == "bonus_first":
        order.sort(key=lambda piece: piece.kind != "bonus")
    rest = amount - sum(wanted.values())
    parts: list[tuple[Slice, int]] = []
    for piece in order:
        part = wanted.get(piece.seq, 0)
        more = min(piece.outstanding - part, rest)
        rest -= more
        if part + more:
            parts.append((piece, part + more))
    return parts


def _shares(slices: Sequence[Slice], amount: int) -> dict[int, int]:
    """Each slice's share of all that has come back with ``amount``, rounded down, less what it gave already."""
    charge = sum(piece.amount for piece in slices)
    total = sum(piece.returned for piece in slices) + amount
    shares: dict[int, int] = {}
    rest = amount
    for piece in slices:
        part = min(max(total * piece.amount // charge - piece.returned, 0), piece.outstanding, rest)
        shares[piece.seq] = part
        rest -= part
    return shares


def _returned_lot(wallet: Wallet, piece: Slice, part: int, at: datetime) -> Lot:
    if piece.credited_at is None or piece.deposit_id is None:
        raise BooksDamagedError(f"{piece.order_id}: own money without a deposit")
    lot = Lot(
        wallet.new_id("lot"),
        "order_refund",
        piece.credited_at,
        part,
        deposit_id=piece.deposit_id,
        order_id=piece.order_id,
        returned_at=at,
    )
    wallet.add_lot(lot)
    return lot


def _bonus_legs(wallet: Wallet, piece: Slice, part: int, at: datetime, obstacles: Obstacles) -> list[Posting]:
    lot = wallet.lots[piece.lot_id]
    if lot.void:
        return _void_bonus_legs(wallet, lot, piece, part, at)
    refund = obstacles.bonus_out_of_use.get(lot.deposit_id or "")
    if refund is None:
        return [Posting(BONUS, part, lot.lot_id)]
    hold = next((hold for hold in wallet.holds_for(refund) if hold.lot_id == lot.lot_id), None)
    if hold is None:
        wallet.add_hold(Hold(wallet.new_id("hold"), lot.lot_id, refund, "bonus", part))
    else:
        wallet.change_hold(replace(hold, amount=hold.amount + part))
    return [Posting(BONUS_HELD, part, lot.lot_id)]


def _void_bonus_legs(wallet: Wallet, lot: Lot, piece: Slice, part: int, at: datetime) -> list[Posting]:
    """A spent bonus that a refund charged for was paid with own money: so much comes back as own money."""
    paid_for = min(lot.deducted, part)
    legs = [Posting(PROMOTIONS, part - paid_for)]
    if paid_for:
        wallet.change_lot(replace(lot, deducted=lot.deducted - paid_for))
        own = replace(piece, deposit_id=lot.deposit_id, credited_at=lot.credited_at)
        legs.append(_own_leg(wallet, own, paid_for, at))
    return legs
