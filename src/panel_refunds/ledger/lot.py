"""Lots: money on the balance with one origin, and how much of it is left.

A lot knows where its money came from, so that it can go back there and nowhere else: the deposit that brought
it, however often it was spent and came back since. A lot is as old as its money.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

LotKind = Literal["deposit", "order_refund", "bonus"]


@dataclass(frozen=True, slots=True)
class Lot:
    """Money of one origin.

    ``deposit_id``: for cash the deposit that brought it, for a bonus the deposit it is tied to, if any.
    ``credited_at`` is the age of the money, ``returned_at`` and ``order_id`` say when and from what an order refund
    came back. ``asked_at`` is set on money that came back from a failed refund: the time of the request that was
    in time. ``left`` is free, ``held`` set aside, both in units. A ``void`` bonus takes nothing back any more;
    ``deducted`` is what a refund already charged for the spent part of it.
    """

    lot_id: str
    kind: LotKind
    credited_at: datetime
    amount: int
    left: int = 0
    held: int = 0
    deposit_id: str | None = None
    order_id: str | None = None
    returned_at: datetime | None = None
    asked_at: datetime | None = None
    void: bool = False
    deducted: int = 0

    @property
    def is_cash(self) -> bool:
        """Own money, as opposed to a bonus."""
        return self.kind != "bonus"

    @property
    def open(self) -> bool:
        """Whether anything is left or set aside."""
        return bool(self.left or self.held)

    @property
    def age(self) -> tuple[datetime, int, str]:
        """The order in which money of one sort is spent: oldest first, a deposit's own lot before its returns."""
        return (self.credited_at, 1 if self.kind == "order_refund" else 0, self.lot_id)


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of an order's charge that one lot paid; ``returned`` of it has come back.

    ``seq`` is the order in which the lots were spent.
    """

    order_id: str
    seq: int
    lot_id: str
    kind: LotKind
    amount: int
    returned: int = 0
    deposit_id: str | None = None
    credited_at: datetime | None = None

    @property
    def outstanding(self) -> int:
        """What has not come back yet."""
        return self.amount - self.returned
