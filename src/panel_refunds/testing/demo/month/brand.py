"""One brand of the month: its desk, its customers, and how money comes in there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from panel_refunds.flows.desk import Desk
from panel_refunds.money import Money
from panel_refunds.testing.upstream_panel import UpstreamPanel

TakePayment = Callable[["Brand", str, Money], str]
"""The customer pays so much; returns the deposit's id."""


@dataclass
class Brand:
    """What the days of a month play with at one tenant.

    ``host`` is where its customers ask. ``chance`` is the brand's own, so that what happens at one changes nothing at
    another. ``here`` are the customers who came so far, ``orders`` the provider's ids of what it still works on.
    """

    desk: Desk
    host: str
    provider: str
    subject: str
    customers: tuple[str, ...]
    take_payment: TakePayment
    panel: UpstreamPanel
    chance: Random
    here: list[str] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)

    @property
    def currency(self) -> str:
        """What customers pay in."""
        return self.desk.tenant.currency

    def money(self, text: str) -> Money:
        """An amount in the brand's currency."""
        return Money.of(text, self.currency)

    def cash_of(self, customer: str) -> Money:
        """What the customer can spend, bonus apart."""
        with self.desk.read() as books:
            wallet_id = books.find_wallet(customer, self.currency)
            units = books.balance(wallet_id).cash if wallet_id else 0
        return Money(units, self.currency)

    def since(self, moment: datetime) -> timedelta:
        """How long ago that was, on the demo's clock."""
        return self.desk.now() - moment
