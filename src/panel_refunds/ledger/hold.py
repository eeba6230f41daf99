"""Holds: money set aside for one purpose, later settled or released, at most once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Hold:
    """``amount`` units of a lot set aside for ``holder`` (a refund's or dispute's id).

    ``purpose``: ``refund`` (own money that shall leave), ``bonus`` (a bonus out of use while its deposit is asked
    back; the amount may be zero, so that what an order gives back meanwhile is caught too), ``dispute``.
    """

    hold_id: str
    lot_id: str
    holder: str
    purpose: Literal["refund", "bonus", "dispute"]
    amount: int
    state: Literal["open", "settled", "released"] = "open"
