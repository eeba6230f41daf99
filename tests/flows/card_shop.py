"""A shop whose cards are taken by a fake Stripe over real HTTP, through the real plugin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx2
import structlog
from tests.flows.shop import Shop, usd

from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.plugins.bounded import BoundedGateway, Caller
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.ports import Surroundings
from panel_refunds.store import Store
from panel_refunds.testing.fake_stripe import FakeStripe, Paid, SignedMessage
from panel_refunds.worker.run_due import run_due
from panel_refunds_stripe import gateways


class CardShop(Shop):
    """``stripe`` is the other side: what it says there is what really happened."""

    def __init__(self, store: Store, stripe: FakeStripe) -> None:
        super().__init__(store)
        self.stripe = stripe
        self.use_key(stripe.secret_key)

    def use_key(self, key: str, **changed: object) -> None:
        """The tenant's file has this key from now on, and these settings of the plugin besides."""
        settings = {
            "key": key,
            "mode": "test",
            "webhook_secrets": (self.stripe.webhook_secret,),
            "stripe_account": None,
            "timeout": 10,
            "api_base": self.stripe.url,
            **changed,
        }
        around = Surroundings("smmpanelus", "card", lambda: self.at, httpx2.Client, structlog.get_logger())
        gateway = gateways()[0].build(settings, around)
        bounded = BoundedGateway(gateway, Caller("gateways.card", Patience(8), Redactor()))
        self.desk = replace(self.desk, gateways={**self.desk.gateways, "card": bounded})

    def paid(self, amount: int = 5000, **how: object) -> Paid:
        """Somebody paid so many cents by card."""
        return self.stripe.add_charge(amount, **how)  # type: ignore[arg-type]  # handed on as it came

    def credited(self, amount: int = 5000, **how: object) -> tuple[Deposit, Paid]:
        """A card payment that the panel told us of by its payment intent."""
        paid = self.paid(amount, **how)
        told = PaymentTaken("c1", "card", paid.payment_intent or "", usd(f"{amount / 100:.2f}"))
        return verify_and_credit(self.desk, told), paid

    def hear(self) -> int:
        """Take everything Stripe has to say, and let the worker look; how many events were new."""
        return sum(self.hear_one(message) for message in self.stripe.webhooks.pull(at=self.at))

    def hear_one(self, message: SignedMessage) -> int:
        """Take one message, and let the worker look."""
        new = hear_gateway(self.desk, "card", message.body, {"stripe-signature": message.signature})
        self.work()
        return new

    def work(self) -> None:
        """The worker runs everything that is due."""
        run_due(self.desk, kinds={"notice", "pay", "follow"})
        self.at += timedelta(seconds=1)
