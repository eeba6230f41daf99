"""Disputes: the payment itself does not tell of them, so the account's list is read from the day of the payment on."""

from __future__ import annotations

import re
from datetime import datetime

from panel_refunds.ports import DisputeFacts, DisputeState
from panel_refunds.ports.asking import NoAnswerError, in_path
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_razorpay.account import Account
from panel_refunds_razorpay.reading import dispute_state, read_dispute

PAGE = 100
MOST_PAGES = 100
_A_PAYMENT = re.compile(r"pay_[A-Za-z0-9_]{1,64}")
_WEIGHT: tuple[DisputeState, ...] = ("none", "won", "inquiry", "lost", "open")
"""Of several disputes of one payment the weightiest counts: what is open before what was lost."""


def find_dispute_state(account: Account, payment: str, paid_at: datetime | None) -> DisputeState:
    """How the payment's disputes stand; ``NoAnswerError`` when there are too many to tell."""
    states: list[DisputeState] = ["none"]
    since = {} if paid_at is None else {"from": int(paid_at.timestamp())}
    for page in range(MOST_PAGES):
        said = account.get("/v1/disputes", count=PAGE, skip=page * PAGE, **since).said("list")
        items = list(said.objects("items"))
        states += [dispute_state(each) for each in items if _payment_of(each) == payment]
        if len(items) < PAGE:
            return max(states, key=_WEIGHT.index)
    raise NoAnswerError("Razorpay has more disputes than can be read.")


def _payment_of(said: Said) -> str:
    """Whose dispute it is. What is no payment's name might be the one that is looked for."""
    name = said.text("payment_id")
    if not _A_PAYMENT.fullmatch(name):
        raise UnreadableError("payment_id is no payment's name")
    return name


def get_dispute(account: Account, ref: str) -> DisputeFacts:
    """The dispute ``disp_…``; LookupError when there is none."""
    return read_dispute(account.get(f"/v1/disputes/{in_path(ref)}").said("dispute").named(ref))
