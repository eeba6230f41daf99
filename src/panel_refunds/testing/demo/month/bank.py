"""What banks do in a month: a payment is contested, another one is won again, a refund comes back."""

from __future__ import annotations

from collections.abc import Iterable

from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.testing.demo.card_side import CardSide
from panel_refunds.testing.demo.month.brand import Brand
from panel_refunds.testing.demo.stage import GATEWAY
from panel_refunds.testing.fake_stripe import FakeStripe, SignedMessage


class Bank:
    """The payers' banks, as the fake Stripe tells of them."""

    def __init__(self, cards: CardSide, fake: FakeStripe) -> None:
        self._cards, self._fake = cards, fake
        self._disputes: list[str] = []

    def contest(self, brand: Brand, customer: str) -> None:
        """The customer tells the bank that the last payment was not theirs."""
        self._fake.webhooks.drop()
        self._disputes.append(self._fake.open_dispute(self._cards.charges[customer]))
        self._tell(brand)

    def decide(self, brand: Brand) -> None:
        """The bank believes the brand, in the oldest dispute."""
        self._fake.webhooks.drop()
        self._fake.set_dispute_status(self._disputes.pop(0), "won")
        self._tell(brand)

    def send_back(self, brand: Brand) -> None:
        """A refund that had arrived comes back: the card was closed meanwhile."""
        paid = (name for name in brand.here if name in self._cards.charges and self._cards.paid_back(name).units)
        messages = self._cards.send_back(next(paid), brand.desk.now()) or []
        self._hear(brand, messages)

    def _tell(self, brand: Brand) -> None:
        self._hear(brand, self._fake.webhooks.pull(at=brand.desk.now()))

    def _hear(self, brand: Brand, messages: Iterable[SignedMessage]) -> None:
        for message in messages:
            hear_gateway(brand.desk, GATEWAY, message.body, {"stripe-signature": message.signature})
