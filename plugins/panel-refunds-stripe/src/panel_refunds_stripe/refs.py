"""Names at Stripe: which kind of thing an id names, by how it begins.

Ids come from the panel and, in webhooks, from the network, and become part of an address. So only what looks like an id
is ever asked for.
"""

from __future__ import annotations

import re

_INTENT = re.compile(r"pi_[A-Za-z0-9]{1,120}")
_CHARGE = re.compile(r"(?:ch|py)_[A-Za-z0-9]{1,120}")
_REFUND = re.compile(r"(?:re|pyr)_[A-Za-z0-9]{1,120}")
_DISPUTE = re.compile(r"(?:du|dp|pdp)_[A-Za-z0-9]{1,120}")
_WARNING = re.compile(r"issfr_[A-Za-z0-9]{1,120}")
_EVENT = re.compile(r"evt_[A-Za-z0-9]{1,120}")


def is_intent(ref: str) -> bool:
    """A payment intent."""
    return bool(_INTENT.fullmatch(ref))


def is_charge(ref: str) -> bool:
    """A charge; ``py_`` are charges that were not made with a card."""
    return bool(_CHARGE.fullmatch(ref))


def payment_param(ref: str) -> dict[str, str]:
    """The payment as a parameter of a request; LookupError for what cannot be the id of one."""
    if is_intent(ref):
        return {"payment_intent": ref}
    if is_charge(ref):
        return {"charge": ref}
    raise LookupError("A payment at Stripe has an id that begins with pi_, ch_ or py_.")


def is_refund(ref: str) -> bool:
    """A refund; ``pyr_`` are refunds of ``py_`` charges."""
    return bool(_REFUND.fullmatch(ref))


def is_dispute(ref: str) -> bool:
    """A dispute or an inquiry."""
    return bool(_DISPUTE.fullmatch(ref))


def is_warning(ref: str) -> bool:
    """An early fraud warning."""
    return bool(_WARNING.fullmatch(ref))


def is_event(ref: str) -> bool:
    """An event."""
    return bool(_EVENT.fullmatch(ref))
