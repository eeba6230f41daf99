"""Stripe's adapter passes the conformance kit, against the fake Stripe that behaves as Stripe documents."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import Any, Literal

import pytest

import panel_refunds_stripe
from panel_refunds.money import Money
from panel_refunds.ports import DisputeState
from panel_refunds.testing.fake_stripe import FakeStripe, SignedMessage
from panel_refunds_stripe.amounts import count_of, money_of
from panel_refunds_stripe.events import KINDS
from panel_refunds_testkit import GatewayConformance
from panel_refunds_testkit.peer import Delivery, GatewayPeer, PeerClock, PeerRefund
from panel_refunds_testkit.peer.gateway_peer import Account, Word

WORDS = {"action_required": "requires_action"}
CARDS = ("4242", "1881", "0005", "1117")


class StripePeer(GatewayPeer):
    """The platform's own account is the first one, an account that is not connected the second."""

    plugin = panel_refunds_stripe
    use = "stripe"
    refund_requests = "POST /v1/refunds"
    currencies = ("USD", "JPY", "KWD")
    webhook_tolerance = timedelta(minutes=5)

    def __init__(self) -> None:
        self.clock = PeerClock()
        self.fake = FakeStripe(now=self.clock, secret_key=_secret("sk_test"), webhook_secret=_secret("whsec"))
        self._others = "acct_1Second00000002"
        self._second_key = self.fake.add_account(self._others, connected=False)
        self._secrets = [self.fake.webhook_secret]
        self._second_secret = _secret("whsec")
        self._payers = 0
        self._disputes: dict[str, str] = {}

    @property
    def url(self) -> str:
        return self.fake.url

    def start(self) -> None:
        self.fake.start()

    def stop(self) -> None:
        self.fake.stop()

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        first = account == "first"
        return {
            "key": self.fake.secret_key if first else self._second_key,
            "mode": "test",
            "webhook_secrets": tuple(self._secrets) if first else (self._second_secret,),
            "api_base": base_url,
        }

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        wrong = {"key": _secret("sk_test"), "webhook_secrets": (_secret("whsec"),)}
        return {**self.settings(base_url), **wrong}

    def take_payment(self, amount: Money, *, fee: Money | None, account: Account = "first") -> str:
        paid = self.fake.add_charge(
            count_of(amount),
            amount.currency.lower(),
            last4=CARDS[self._payers],
            fee=None if fee is None else count_of(fee),
            fee_late=fee is None,
            account=None if account == "first" else self._others,
        )
        return paid.charge

    def change_payer(self) -> None:
        self._payers += 1

    def tell_fee(self, payment: str, fee: Money) -> None:
        self.fake.post_fee(payment, count_of(fee))

    def tell_dispute(self, payment: str, state: DisputeState) -> None:
        if state in ("open", "inquiry") and payment not in self._disputes:
            status = "needs_response" if state == "open" else "warning_needs_response"
            self._disputes[payment] = self.fake.open_dispute(payment, status)
        else:
            word = {"open": "needs_response"}.get(state, state)
            self.fake.set_dispute_status(self._disputes[payment], word)

    def refund_outside(self, payment: str, amount: Money) -> str:
        return self.fake.refund_in_dashboard(payment, count_of(amount))

    def next_refund(self, word: Word) -> None:
        if word == "insufficient_balance":
            self.fake.when_short("error")
            self.fake.set_balance(self.currency.lower(), 0)
        elif word == "unheard_of":
            self.fake.script_strange_refund()
        else:
            self.fake.script_refunds(WORDS.get(word, word))

    def busy(self, times: int = 1) -> None:
        """Stripe has two words for it: too many requests, and somebody else at work on the same object."""
        for kind in islice(cycle(("rate_limited", "conflict")), times):
            self.fake.faults.script(kind, on=self.refund_requests)

    def become(self, refund: str, status: Literal["succeeded", "failed", "canceled"]) -> None:
        self.fake.set_refund_status(refund, status)

    def refunds_of(self, payment: str) -> Sequence[PeerRefund]:
        return [
            PeerRefund(
                each["id"],
                payment,
                money_of(each["amount"], each["currency"]),
                each["status"],
                attempt_id=each["metadata"].get("panel_refunds_attempt"),
                made_at=datetime.fromtimestamp(each["created"], UTC),
            )
            for each in self.fake.refunds_of(payment)
        ]

    def requests_seen(self) -> Sequence[str]:
        return [f"{each.method} {each.path}" for each in self.fake.requests]

    def deliveries(self) -> Sequence[Delivery]:
        return [
            self._delivery(message, KINDS[message.kind])
            for message in self.fake.webhooks.pull()
            if message.kind in KINDS
        ]

    def _delivery(self, message: SignedMessage, kind: Literal["refund", "payment", "dispute", "warning"]) -> Delivery:
        books, event = self.fake._world.owner_of(message.event)
        if books.account == self._others:
            message = self.fake.webhooks.signed(message.event, secrets=[self._second_secret])
        ref = event["data"]["object"]["id"]
        return Delivery(message.body, {"stripe-signature": message.signature}, message.event, kind, ref)

    def new_webhook_secret(self) -> None:
        self._secrets.append(_secret("whsec"))
        self.fake.webhooks.sign_with(self._secrets[-1])


def _secret(noun: str) -> str:
    return f"{noun}_{secrets.token_hex(20)}"


class TestStripe(GatewayConformance):
    @pytest.fixture
    def peer(self) -> Iterator[StripePeer]:
        with StripePeer() as peer:
            yield peer
