"""A gateway on the stand.

``raw`` is the author's object; ``gateway`` is what the core has of it: under a deadline, its answers held against the
types of the contract, its errors without secrets.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from uuid import uuid4

from panel_refunds.ids import PREFIXES, encode
from panel_refunds.money import Money, minor_unit
from panel_refunds.plugins.bounded import BoundedGateway
from panel_refunds.ports import Capabilities, RefundOrder
from panel_refunds_testkit.peer.gateway_peer import Account, GatewayPeer
from panel_refunds_testkit.stand.adapter_stand import AdapterStand, Built

SOME = 40
"""A payment is of forty main units where a check does not care."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltGateway(Built):
    """One gateway of one tenant."""

    @property
    def gateway(self) -> BoundedGateway:
        """As the core has it."""
        return BoundedGateway(self.raw, self.caller)


class GatewayStand(AdapterStand[GatewayPeer, BuiltGateway]):
    """One peer and the gateway for it."""

    kind = "gateways"
    made = BuiltGateway

    @property
    def over_http(self) -> bool:
        """A gateway of which an operator does everything asks nobody."""
        return self.capabilities.refund != "manual"

    @property
    def methods(self) -> tuple[str, ...]:
        """How the peer's payments are paid."""
        return (self.peer.method,)

    def told_of_itself(self, built: BuiltGateway) -> Capabilities:
        """What it can do with the peer's payments."""
        return built.gateway.capabilities(self.peer.method)

    def live_through(self, built: BuiltGateway, account: Account) -> list[str]:
        """Every question about payments, refunds and webhooks, the good and the bad."""
        from panel_refunds_testkit.stand.session import live_through  # it stands on the checks, which stand on this

        return live_through(self, built, account)

    @property
    def gateway(self) -> BoundedGateway:
        """The first account as the core has it."""
        return self.built.gateway

    @cached_property
    def capabilities(self) -> Capabilities:
        """What the gateway can do with payments of the peer's method."""
        return self.gateway.capabilities(self.peer.method)

    # ------------------------------------------------------------ payments and orders

    def amount(self, hundredths: int = SOME * 100, currency: str | None = None) -> Money:
        """So many hundredths of a main unit, made large enough for the least refund, and as whole as the currency is.

        In a currency without digits a hundredth counts as one.
        """
        currency = currency or self.peer.currency
        least = self.capabilities.min_refund
        step = max(minor_unit(currency), 10**6)
        times = -(-least.units // step) if least is not None and least.currency == currency else 1
        return Money(hundredths * step * times, currency)

    def pay(self, amount: Money | None = None, *, account: Account = "first") -> str:
        """A customer paid, with a fee that is known; what the panel knows the payment by."""
        amount = amount or self.amount()
        return self.peer.take_payment(amount, fee=self.fee_of(amount), account=account)

    def fee_of(self, amount: Money) -> Money:
        """What the vendor keeps of a payment: a fortieth, in whole minor units, and at least one."""
        step = minor_unit(amount.currency)
        return Money(max(amount.units // 40 // step * step, step), amount.currency)

    def order(self, payment: str, amount: Money) -> RefundOrder:
        """An order as the core writes one, of a new attempt."""
        attempt = encode(PREFIXES["attempt"], uuid4().int)
        return RefundOrder(attempt, attempt, payment, self.peer.method, amount, "The customer asked for it.")

    # ------------------------------------------------------------ what reached the peer

    def refund_requests(self) -> int:
        """How many requests to make a refund reached the peer."""
        return sum(fnmatchcase(request, self.peer.refund_requests) for request in self.peer.requests_seen())
