"""The accounts of the journal, and which way a posting counts.

Every journal entry is a set of postings that sum to zero. A posting is counted as a *credit*: what we owe or
have earned grows with plus, what we own or have lost grows with minus. A deposit of 50 is therefore
``gateway:stripe -50`` (the gateway has 50 of ours) and ``cash +50`` (we owe them to the customer).

The first four accounts belong to the customer and name a lot in every posting; the rest are the house's and
are postings only, never a locked row.
"""

from __future__ import annotations

from typing import Final

CASH: Final = "cash"
"""The customer's own money that is free: neither spent nor set aside."""

BONUS: Final = "bonus"
"""What the panel gave and the customer may spend, never withdraw."""

HELD: Final = "held"
"""Own money set aside for a refund or a dispute."""

BONUS_HELD: Final = "bonus_held"
"""Bonus taken out of use while its deposit is asked back."""

SALES: Final = "sales"
"""What orders earned."""

PROMOTIONS: Final = "promotions"
"""What bonuses cost."""

PROCESSOR_FEES: Final = "processor_fees"
"""What processors withheld from deposits, less what refunds gave back of it."""

OWN_FEES: Final = "own_fees"
"""The house's own refund fees."""

FORFEITS: Final = "forfeits"
"""Money taken under the fraud clause."""

DISPUTE_LOSSES: Final = "dispute_losses"
"""What lost disputes cost beyond what was left of the deposit, less what came back of it since."""

FREE: Final = frozenset({CASH, BONUS})
SET_ASIDE: Final = frozenset({HELD, BONUS_HELD})
OF_CUSTOMER: Final = FREE | SET_ASIDE
HOUSE: Final = frozenset({SALES, PROMOTIONS, PROCESSOR_FEES, OWN_FEES, FORFEITS, DISPUTE_LOSSES})


def clearing(gateway: str) -> str:
    """The account of money that lies at (or is owed by) ``gateway``."""
    return f"gateway:{gateway}"


def is_account(name: str) -> bool:
    """Whether ``name`` is an account of this chart."""
    return name in OF_CUSTOMER or name in HOUSE or (name.startswith("gateway:") and len(name) > len("gateway:"))
