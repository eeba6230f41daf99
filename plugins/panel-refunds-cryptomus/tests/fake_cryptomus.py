"""The vendor's stand-in: its one route for invoices, its words, its signatures, on the books that the kit keeps.

``vendor`` says which of the twins it is. Its refund endpoint is here too, so that a test sees that nobody calls it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import panel_refunds_cryptomus
from panel_refunds.money import Money, format_units
from panel_refunds_testkit.peer import (
    Account,
    BookedPeer,
    Delivery,
    PeerBooks,
    PeerChange,
    PeerPayment,
    PeerRefusedError,
    PeerReply,
    PeerRequest,
)

WORDS = {"pending": "refund_process", "succeeded": "refund_paid", "failed": "refund_fail", "canceled": "refund_fail"}
COINS = ("BTC", "USDT")


class Invoices(PeerBooks):
    """Books whose payments are named by a UUID."""

    def new_ref(self, noun: str) -> str:
        """An invoice's UUID; anything else as usual."""
        ref = super().new_ref(noun)
        return str(uuid5(NAMESPACE_URL, f"invoice {ref}")) if noun == "pay" else ref


class FakeCryptomus(BookedPeer):
    plugin = panel_refunds_cryptomus
    use = "cryptomus"
    refund_requests = "POST /v1/payment/refund"
    method = "crypto"
    currency = "USDT"
    currencies = ("USDT", "BTC", "USD")
    words = ("succeeded", "pending", "failed")
    partial = False

    def __init__(self, vendor: str = "cryptomus") -> None:
        super().__init__()
        self.books = Invoices(self.clock, partial=self.partial, max_refunds=1)
        self.vendor = vendor
        self.merchants: dict[Account, str] = {
            account: str(uuid5(NAMESPACE_URL, f"merchant {account}")) for account in self.keys
        }
        self.told: dict[str, dict[str, Any]] = {}

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        return {
            "merchant": self.merchants[account],
            "key": self.keys[account],
            "mode": "test",
            "vendor": self.vendor,
            "address": base_url,
        }

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        return {**self.settings(base_url), "key": self.new_secret("key")}

    # ------------------------------------------------------------ what happens there

    def refund_outside(self, payment: str, amount: Money) -> str:
        """A refund has no name but its invoice's."""
        return self.books.refund(self._account_of(payment), payment, amount, ref=payment).ref

    def begin_refund(self, payment: str) -> None:
        """Somebody began to refund the whole invoice, and it is not on the chain yet."""
        account = self._account_of(payment)
        self.next_refund("pending")
        self.books.refund(account, payment, self.books.get_payment(account, payment).amount, ref=payment)

    def say(self, payment: str, **fields: Any) -> None:
        """The invoice has these fields from now on, whatever it was."""
        self.told.setdefault(payment, {}).update(fields)

    def _account_of(self, payment: str) -> Account:
        with self.books.lock:
            return next(change.account for change in self.books.changes if change.payment == payment)

    # ------------------------------------------------------------ its API

    def answer(self, request: PeerRequest) -> PeerReply:
        account = next((each for each, name in self.merchants.items() if name == request.headers.get("merchant")), None)
        if account is None or not hmac.compare_digest(
            signature(request.body, self.keys[account]), request.headers.get("sign", "")
        ):
            return PeerReply.json(401, {"state": 1, "message": "Invalid Sign"})
        if (request.method, request.path) != ("POST", "/v1/payment/info"):
            return PeerReply.json(404, {"message": "Not found"})
        said = request.json()
        if not said.get("uuid"):
            return PeerReply.json(422, {"state": 1, "errors": {"uuid": ["validation.required_without"]}})
        try:
            payment = self.books.get_payment(account, said["uuid"])
        except PeerRefusedError:
            return PeerReply.json(404, {"state": 1, "message": "Payment was not found"})
        return PeerReply.json(200, {"state": 0, "result": self.invoice(payment)})

    def invoice(self, payment: PeerPayment) -> Mapping[str, Any]:
        coin = payment.amount.currency if payment.amount.currency in COINS else "USDT"
        status = self._status(payment)
        got = None if payment.fee is None else payment.amount - payment.fee
        return {
            "uuid": payment.ref,
            "order_id": f"deposit-{payment.ref[:8]}",
            "amount": digits(payment.amount),
            "payment_amount": digits(payment.amount),
            "payer_amount": digits(payment.amount),
            "discount_percent": 0,
            "discount": "0.00000000",
            "payer_currency": coin,
            "currency": payment.amount.currency,
            "comments": None,
            "merchant_amount": None if got is None else digits(got),
            "network": "btc" if coin == "BTC" else "tron",
            "address": "TXguLRFtrAFrEDA17WuPfrxB84jVzJcNNV",
            "from": f"T{payment.payer}",
            "txid": "6f0d9c8374db57cac0d806251473de754f361c83a03cd805f74aa9da3193486b",
            "payment_status": status,
            "url": f"https://pay.cryptomus.com/pay/{payment.ref}",
            "expired_at": int(payment.taken_at.timestamp()) + 3600,
            "status": status,
            "is_final": True,
            "additional_data": None,
            "created_at": payment.taken_at.isoformat(),
            "updated_at": payment.taken_at.isoformat(),
            **self.told.get(payment.ref, {}),
        }

    def _status(self, payment: PeerPayment) -> str:
        refunds = self.books.refunds_of(payment.ref)
        return WORDS.get(refunds[-1].status, "teleported") if refunds else "paid"

    # ------------------------------------------------------------ its webhooks

    def sign(self, change: PeerChange) -> Delivery | None:
        """As PHP writes it: slashes escaped, the signature put in last. The bytes are the only id there is."""
        invoice = self.invoice(self.books.get_payment(change.account, change.payment))
        names = ("uuid", "order_id", "amount", "payment_amount", "merchant_amount", "is_final", "status", "from")
        said = {"type": "payment", **{name: invoice[name] for name in (*names, "network", "currency", "url")}}
        raw = signed(said, self.keys[change.account])
        return Delivery(raw, {}, hashlib.sha256(raw).hexdigest(), change.kind, change.ref)


def digits(amount: Money) -> str:
    return format_units(amount.units).ljust(1, "0")


def signature(body: bytes, key: str) -> str:
    return hashlib.md5(base64.b64encode(body) + key.encode()).hexdigest()  # noqa: S324 - the vendor's own


def php(said: object, *, escaped: bool = True) -> bytes:
    """JSON as PHP writes it; ``escaped``: letters beyond ASCII as ``\\uXXXX``."""
    return json.dumps(said, ensure_ascii=escaped, separators=(",", ":")).replace("/", "\\/").encode()


def signed(said: Mapping[str, Any], key: str) -> bytes:
    """Signed with letters as they are, sent with letters escaped: the two are written by different hands."""
    return php({**said, "sign": signature(php(said, escaped=False), key)})
