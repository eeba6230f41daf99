"""The other side of the cards: people pay there over Stripe's API, and what really went back is read there.

By default it is a fake Stripe of the demo's own. With the key of a test account in ``SMMPANELUS_STRIPE_KEY`` it is
Stripe itself, asked in the same way; only what nobody can make happen there on purpose (a lost answer, a bank that
sends a refund back) is left to the fake. A key that could move real money is refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx2

from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds.testing.fake_stripe import FakeStripe, SignedMessage

KEY_VARIABLE = "SMMPANELUS_STRIPE_KEY"
STRIPE = "https://api.stripe.com"
CENT = 10**6
_TEST_KEYS = ("sk_test_", "rk_test_")
_FAKE_WEBHOOK_SECRET = "whsec_demo"  # noqa: S105 - it opens nothing but the demo's own fake
_SECONDS_TO_KNOW_THE_FEE = 60


@dataclass(frozen=True, slots=True)
class CardSide:
    """Stripe, real or fake, as the story's people meet it; ``fake`` is None at Stripe itself."""

    url: str
    key: str
    fake: FakeStripe | None
    charges: dict[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> str:
        """The lines of ``[gateways.stripe]`` that differ between the two."""
        if self.fake is None:
            return ""
        return f'api_base = "{self.url}"\nwebhook_secrets = [{{ file = "stripe-webhook" }}]\n'

    @property
    def webhook_secret(self) -> str:
        """What the fake signs with; nobody hears Stripe itself in a demo."""
        return self.fake.webhook_secret if self.fake else ""

    def pay(self, customer: str, paid: Money, card: str = "pm_card_visa") -> str:
        """The customer pays by one of Stripe's test cards; the charge, once its fee is known."""
        wanted = {
            "amount": str(paid.units // CENT),
            "currency": paid.currency.lower(),
            "payment_method": card,
            "automatic_payment_methods[enabled]": "true",
            "automatic_payment_methods[allow_redirects]": "never",
            "confirm": "true",
        }
        charge = str(self._ask("POST", "/v1/payment_intents", wanted)["latest_charge"])
        for _ in range(_SECONDS_TO_KNOW_THE_FEE):
            if self._ask("GET", f"/v1/charges/{charge}")["balance_transaction"]:
                break
            time.sleep(1)
        self.charges[customer] = charge
        return charge

    def refunds_of(self, customer: str) -> list[Mapping[str, Any]]:
        """Every refund of what the customer paid, as Stripe lists them."""
        found: list[Mapping[str, Any]] = self._ask("GET", f"/v1/refunds?charge={self.charges[customer]}")["data"]
        return found

    def paid_back(self, customer: str) -> Money:
        """What of it stands: neither failed nor canceled."""
        standing = (each for each in self.refunds_of(customer) if each["status"] not in ("failed", "canceled"))
        return Money(sum(int(each["amount"]) for each in standing) * CENT, "USD")

    def lose_next_answer(self) -> bool:
        """Let the next refund run and its answer be lost; False at Stripe itself, where nobody can."""
        if self.fake is None:
            return False
        self.fake.faults.script("reset_after", on="POST /v1/refunds")
        return True

    def send_back(self, customer: str, at: datetime) -> list[SignedMessage] | None:
        """The bank sends the refund back; Stripe's signed events, or None at Stripe itself, which takes its time."""
        if self.fake is None:
            return None
        self.fake.webhooks.drop()
        refund = self.refunds_of(customer)[0]["id"]
        self.fake.set_refund_status(refund, "failed", "expired_or_canceled_card")
        return self.fake.webhooks.pull(at=at)

    def _ask(self, method: str, path: str, form: Mapping[str, str] | None = None) -> Any:
        with httpx2.Client(base_url=self.url, timeout=30) as client:
            answer = client.request(method, path, data=form, headers={"authorization": f"Bearer {self.key}"})
        if answer.is_error:
            told = answer.json().get("error", {}).get("message", answer.reason_phrase)
            raise Refused("gateway_silent", f"Stripe does not take part in the demo: {told}")
        return answer.json()


@contextmanager
def open_card_side(environ: Mapping[str, str], now: Callable[[], datetime]) -> Iterator[CardSide]:
    """Stripe with the key in ``environ``, if there is one, otherwise a fake one until the block is left.

    ``Refused`` for a key that is not one of a test account.
    """
    key = environ.get(KEY_VARIABLE, "").strip()
    if key:
        yield CardSide(STRIPE, checked_key(key), None)
        return
    with FakeStripe(now=now, webhook_secret=_FAKE_WEBHOOK_SECRET) as fake:
        fake.set_balance("usd", 10**9)
        yield CardSide(fake.url, fake.secret_key, fake)


def checked_key(key: str) -> str:
    """The key, if it is one of a test account; ``Refused`` otherwise, which does not repeat it."""
    if not key.startswith(_TEST_KEYS):
        text = (
            f"{KEY_VARIABLE} holds no key of a test account ({' or '.join(_TEST_KEYS)}…). The demo moves no real money."
        )
        raise Refused("field_invalid", text, field=KEY_VARIABLE)
    return key
