"""Razorpay's stand-in: its routes, words and sentences, as documented, on the books that the kit keeps."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import panel_refunds_razorpay
from panel_refunds.money import Money
from panel_refunds.ports import DisputeState, Rejection
from panel_refunds_testkit.peer import (
    Account,
    BookedPeer,
    Delivery,
    KeyUsedError,
    PeerChange,
    PeerPayment,
    PeerRefund,
    PeerRefusedError,
    PeerReply,
    PeerRequest,
)

WORDS = {"succeeded": "processed", "unheard_of": "teleported"}
SENTENCES = {
    Rejection.ALREADY_REFUNDED: "The payment has been fully refunded already",
    Rejection.OVER_REFUND: "The refund amount provided is greater than amount captured",
    Rejection.DISPUTED: "Refund is not allowed as the payment has an open dispute",
    Rejection.WINDOW_EXPIRED: "Refund is not supported by the bank because the payment is more than 6 months old",
    Rejection.PAYMENT_NOT_FOUND: "The id provided does not exist",
    Rejection.INSUFFICIENT_BALANCE: "Your account does not have enough balance to carry out the refund operation.",
    Rejection.INVALID_REQUEST: "The amount must be atleast INR 1.00",
}
DISPUTES = {"inquiry": ("open", "retrieval"), "open": ("open", "chargeback"), "won": ("won", "chargeback")}


class FakeRazorpay(BookedPeer):
    plugin = panel_refunds_razorpay
    use = "razorpay"
    refund_requests = "POST /v1/payments/*/refund"
    currency = "INR"
    currencies = ("INR", "USD")
    words = ("succeeded", "pending", "failed", "unheard_of", "insufficient_balance")
    window = timedelta(days=180)
    later_replies = (
        PeerReply.json(
            429, {"error": {"code": "BAD_REQUEST_ERROR", "description": "Request failed. Too many requests."}}
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self.ids = {account: f"rzp_test_{account}{self.new_secret('x')[-8:]}" for account in self.keys}

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        return {
            "key_id": self.ids[account],
            "key_secret": self.keys[account],
            "webhook_secrets": tuple(self.webhook_secrets_of(account)),
            "mode": "test",
            "address": base_url,
        }

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        wrong = {"key_secret": self.new_secret("key"), "webhook_secrets": (self.new_secret("hook"),)}
        return {**self.settings(base_url), **wrong}

    # ------------------------------------------------------------ its API

    def answer(self, request: PeerRequest) -> PeerReply:
        account = self._who(request)
        if account is None:
            return error(401, "Authentication failed")
        try:
            return self._route(account, request)
        except PeerRefusedError as refused:
            return error(400, SENTENCES.get(refused.code, "The refund request is not valid"))

    def _who(self, request: PeerRequest) -> Account | None:
        name, _, given = (
            base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode().partition(":")
        )
        account = self.account_of(given)
        return account if account and self.ids[account] == name else None

    def _route(self, account: Account, request: PeerRequest) -> PeerReply:
        if request.path == "/v1/disputes":
            with self.books.lock:
                said = [dispute_said(each) for each in self._payments(account) if each.dispute != "none"]
            return collection(said, request)
        if match := re.fullmatch(r"/v1/disputes/disp_(.+)", request.path):
            return PeerReply.json(200, dispute_said(self.books.get_payment(account, match[1])))
        if match := re.fullmatch(r"/v1/refunds/([^/]+)", request.path):
            refund = self.books.find_refund(account, match[1])
            return PeerReply.json(200, refund_said(refund)) if refund else error(400, "The id provided does not exist")
        if match := re.fullmatch(r"/v1/payments/([^/]+)(/refunds?)?", request.path):
            payment = self.books.get_payment(account, match[1])
            if match[2] == "/refund" and request.method == "POST":
                return self._refund(account, payment, request)
            if match[2] == "/refunds":
                return collection([refund_said(each) for each in self.books.refunds_of(payment.ref)], request)
            return PeerReply.json(200, self._payment_said(payment))
        return error(404, "The requested URL was not found on the server.")

    def _payments(self, account: Account) -> list[PeerPayment]:
        refs = {change.payment for change in self.books.changes if change.account == account}
        return [self.books.get_payment(account, ref) for ref in sorted(refs)]

    def _refund(self, account: Account, payment: PeerPayment, request: PeerRequest) -> PeerReply:
        key, content = request.headers["x-refund-idempotency"], f"{request.path} {request.body!r}"
        if not re.fullmatch(r"[A-Za-z0-9_-]{10,}", key):
            return error(400, "The idempotency key is not valid")
        with self.books.lock:
            try:
                if (kept := self.books.find_answer(account, key, content, timedelta(days=7))) is not None:
                    return kept  # type: ignore[return-value]  # it was a reply when it was kept
            except KeyUsedError:
                return error(400, "Different request with the same idempotency key has already been processed.")
            said = request.json()
            amount = Money.from_minor(said["amount"], payment.amount.currency)
            attempt = said["notes"]["panel_refunds_attempt"]
            made = self.books.refund(account, payment.ref, amount, key=key, attempt_id=attempt)
            reply = PeerReply.json(200, refund_said(made))
            self.books.keep_answer(account, key, content, reply)
            return reply

    def _payment_said(self, payment: PeerPayment) -> Mapping[str, Any]:
        refunded = self.books.refunded(payment.ref)
        return {
            "id": payment.ref,
            "entity": "payment",
            "amount": payment.amount.minor,
            "currency": payment.amount.currency,
            "base_amount": payment.amount.minor,
            "base_currency": payment.amount.currency,
            "status": "refunded" if refunded == payment.amount else "captured",
            "captured": True,
            "method": self.method,
            "amount_refunded": refunded.minor,
            "refund_status": None,
            "card": {"id": "card_1", "last4": "4242", "network": "Visa"},
            "fee": None if payment.fee is None else payment.fee.minor,
            "tax": None,
            "notes": [],
            "created_at": int(payment.taken_at.timestamp()),
        }

    # ------------------------------------------------------------ its webhooks

    def sign(self, change: PeerChange) -> Delivery | None:
        payment = self.books.get_payment(change.account, change.payment)
        refund = self.books.find_refund(change.account, change.ref)
        if change.kind == "refund" and refund is not None:
            word, name, entity = f"refund.{WORDS.get(refund.status, refund.status)}", "refund", refund_said(refund)
        elif change.kind == "dispute":
            word, name, entity = f"payment.dispute.{DISPUTES_WORDS[payment.dispute]}", "dispute", dispute_said(payment)
        else:
            word, name, entity = "payment.captured", "payment", self._payment_said(payment)
        said = {
            "entity": "event",
            "event": word,
            "payload": {name: {"entity": entity}},
            "created_at": int(change.at.timestamp()),
        }
        raw = json.dumps(said).encode()
        secret = self.webhook_secrets_of(change.account)[-1]
        headers = {
            "X-Razorpay-Signature": hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest(),
            "X-Razorpay-Event-Id": change.event_id,
        }
        return Delivery(raw, headers, change.event_id, change.kind, change.ref)


DISPUTES_WORDS: Mapping[DisputeState, str] = {
    "none": "closed",
    "inquiry": "created",
    "open": "created",
    "won": "won",
    "lost": "lost",
}


def collection(items: list[Mapping[str, Any]], request: PeerRequest) -> PeerReply:
    count, skip = int(request.query.get("count", 10)), int(request.query.get("skip", 0))
    page = items[skip : skip + min(count, 100)]
    return PeerReply.json(200, {"entity": "collection", "count": len(page), "items": page})


def refund_said(refund: PeerRefund) -> Mapping[str, Any]:
    return {
        "id": refund.ref,
        "entity": "refund",
        "payment_id": refund.payment,
        "amount": refund.amount.minor,
        "currency": refund.amount.currency,
        "notes": {"panel_refunds_attempt": refund.attempt_id} if refund.attempt_id else [],
        "receipt": None,
        "acquirer_data": {"arn": f"ARN-{refund.ref}" if refund.status == "succeeded" else None},
        "status": WORDS.get(refund.status, refund.status),
        "speed_requested": "normal",
        "created_at": int(refund.made_at.timestamp()) if refund.made_at else None,
    }


def dispute_said(payment: PeerPayment) -> Mapping[str, Any]:
    status, phase = DISPUTES.get(payment.dispute, ("lost", "chargeback"))
    return {
        "id": f"disp_{payment.ref}",
        "entity": "dispute",
        "payment_id": payment.ref,
        "amount": payment.amount.minor,
        "currency": payment.amount.currency,
        "amount_deducted": payment.amount.minor if status == "lost" else 0,
        "reason_code": "chargeback",
        "respond_by": int(payment.taken_at.timestamp()) + 864000,
        "status": status,
        "phase": phase,
        "created_at": int(payment.taken_at.timestamp()),
    }


def error(status: int, sentence: str) -> PeerReply:
    said = {"code": "BAD_REQUEST_ERROR", "description": sentence, "source": "NA", "step": "NA", "reason": "NA"}
    return PeerReply.json(status, {"error": said})
