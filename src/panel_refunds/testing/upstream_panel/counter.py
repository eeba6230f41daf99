"""What the panel sells and what it was asked to deliver: its offers, orders, refills and our money there.

Nothing moves by itself: an order stands as it was placed until somebody sets its status, so that a story decides when
the provider's word arrives.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Offer:
    """A service: ``rate`` is the panel's price of 1000."""

    service: str
    name: str
    rate: Decimal
    least: int = 50
    most: int = 100_000
    refill: bool = False
    cancel: bool = False


OFFERS = (
    Offer("1", "Followers, refill 30 days", Decimal("0.90"), refill=True, cancel=True),
    Offer("2", "Views", Decimal("0.02")),
    Offer("3", "Comments", Decimal("4.50"), least=5, most=5000, cancel=True),
)


@dataclass(slots=True)
class Placed:
    """An order: the words and figures exactly as the panel will send them.

    A drip feed has several ``runs``, of which ``runs_left`` have not begun; a subscription has ``posts``, of which
    ``posts_served`` got an order of their own.
    """

    order: str
    service: str
    quantity: int
    charge: Decimal
    status: str = "Pending"
    remains: int | str | None = None
    start_count: int | None = None
    cancel_asked: bool = False
    runs: int = 1
    runs_left: int = 0
    posts: int = 0
    posts_served: int = 0


@dataclass(slots=True)
class Refill:
    """A refill of an order."""

    refill: str
    order: str
    status: str = "Pending"


@dataclass(slots=True)
class Counter:
    """The panel's state. Refusals are the texts a panel would send (``PanelSaysNoError``)."""

    balance: Decimal
    offers: dict[str, Offer]
    orders: dict[str, Placed] = field(default_factory=dict)
    refills: dict[str, Refill] = field(default_factory=dict)
    next_order: int = 23501
    next_refill: int = 1
    tells_quantity: bool = False

    def place(self, service: str, quantity: int, *, runs: int = 1, posts: int = 0) -> Placed:
        """Take an order and its price."""
        offer = self.offers.get(service)
        if offer is None:
            raise PanelSaysNoError("Incorrect service ID")
        if not offer.least <= quantity <= offer.most:
            raise PanelSaysNoError(f"Quantity must be between {offer.least} and {offer.most}")
        charge = offer.rate * quantity * max(runs, posts, 1) / 1000
        if charge > self.balance:
            raise PanelSaysNoError("Not enough funds on balance")
        self.balance -= charge
        placed = Placed(str(self.next_order), service, quantity, charge, runs=runs, runs_left=runs - 1, posts=posts)
        placed.remains = None if posts else quantity
        self.next_order += 1
        self.orders[placed.order] = placed
        return placed

    def get_order(self, order: str) -> Placed:
        """The order, or the panel's refusal."""
        if order not in self.orders:
            raise PanelSaysNoError("Incorrect order ID")
        return self.orders[order]

    def get_refill(self, refill: str) -> Refill:
        """The refill, or the panel's refusal."""
        if refill not in self.refills:
            raise PanelSaysNoError("Refill not found")
        return self.refills[refill]

    def cancel(self, order: str) -> None:
        """Take the wish to cancel; the order stands as before until its status is set."""
        placed = self.get_order(order)
        if not self.offers[placed.service].cancel or placed.status not in {"Pending", "In progress", "Processing"}:
            raise PanelSaysNoError("This order cannot be cancelled")
        placed.cancel_asked = True

    def refill(self, order: str) -> Refill:
        """Start a refill of a completed order."""
        placed = self.get_order(order)
        if not self.offers[placed.service].refill or placed.status != "Completed":
            raise PanelSaysNoError("Refill is not available for this order")
        refill = Refill(str(self.next_refill), order)
        self.next_refill += 1
        self.refills[refill.refill] = refill
        return refill


class PanelSaysNoError(Exception):
    """The panel's refusal, in its words."""
