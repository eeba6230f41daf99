"""PhonePe's stand-in: tokens, orders and refunds by the merchant's names, as documented, on the books of the kit."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

import panel_refunds_phonepe
from panel_refunds.money import Money
from panel_refunds.ports import Rejection
from panel_refunds_testkit.peer import (
    Account,
    BookedPeer,
    Delivery,
    PeerChange,
    PeerPayment,
    PeerRefund,
    PeerRefusedError,
    PeerReply,
    PeerRequest,
)

STATES = {"succeeded": "COMPLETED", "pending": "CONFIRMED", "failed": "FAILED", "unheard_of": "TELEPORTED"}
CODES = {Rejection.PAYMENT_NOT_FOUND: "ORDER_NOT_FOUND", Rejection.INSUFFICIENT_BALANCE: "INSUFFICIENT_BALANCE"}
TOKEN_SECONDS = 3600


class FakePhonePe(BookedPeer):
    plugin = panel_refunds_phonepe
    use = "phonepe"
    refund_requests = "POST /apis/pg-sandbox/payments/v2/refund"
    method = "upi"
    currency = "INR"
    currencies = ("INR",)
    words = ("succeeded", "pending", "failed", "unheard_of", "insufficient_balance")
    later_replies = (
        PeerReply.json(429, {"success": False, "code": "TOO_MANY_REQUESTS", "message": "Too Many Requests"}),
    )

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, tuple[Account, int]] = {}
        self.answers_duplicates = False

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        return {
            "client_id": f"SHOP_{account}",
            "client_secret": self.keys[account],
            "mode": "test",
            "webhook_username": f"hook_user_{account}",
            "webhook_password": self.webhook_secrets_of(account)[-1],
            "address": base_url,
        }

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        wrong = {"client_secret": self.new_secret("key"), "webhook_password": self.new_secret("hook")}
        return {**self.settings(base_url), **wrong}

    # ------------------------------------------------------------ its API

    def answer(self, request: PeerRequest) -> PeerReply:
        path = request.path.removeprefix("/apis/pg-sandbox")
        if path == request.path:
            return error(404, "NOT_FOUND")
        if path == "/v1/oauth/token":
            return self._token(request)
        account, until = self.tokens.get(request.headers.get("authorization", "").removeprefix("O-Bearer "), (None, 0))
        if account is None or self.clock().timestamp() >= until:
            return error(401, "UNAUTHORIZED")
        try:
            return self._route(account, path, request)
        except PeerRefusedError as refused:
            return error(400, CODES.get(refused.code, "BAD_REQUEST"))

    def _token(self, request: PeerRequest) -> PeerReply:
        form = request.form()
        account = self.account_of(form["client_secret"])
        named = (form["client_id"], form["client_version"], form["grant_type"])
        if account is None or named != (f"SHOP_{account}", "1", "client_credentials"):
            return error(401, "UNAUTHORIZED")
        token, now = self.new_secret("token"), int(self.clock().timestamp())
        self.tokens[token] = (account, now + TOKEN_SECONDS)
        said = {"access_token": token, "issued_at": now, "expires_at": now + TOKEN_SECONDS, "token_type": "O-Bearer"}
        return PeerReply.json(200, said)

    def _route(self, account: Account, path: str, request: PeerRequest) -> PeerReply:
        if path == "/payments/v2/refund" and request.method == "POST":
            return self._refund(account, request)
        if match := re.fullmatch(r"/payments/v2/refund/([^/]+)/status", path):
            refund = self.books.find_refund(account, match[1])
            return PeerReply.json(200, refund_said(refund)) if refund else error(404, "REFUND_NOT_FOUND")
        if match := re.fullmatch(r"/checkout/v2/order/([^/]+)/status", path):
            return PeerReply.json(200, order_said(self.books.get_payment(account, match[1])))
        return error(404, "NOT_FOUND")

    def _refund(self, account: Account, request: PeerRequest) -> PeerReply:
        said = request.json()
        name = said["merchantRefundId"]
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,63}", name):
            return error(400, "BAD_REQUEST")
        with self.books.lock:
            made = self.books.find_refund(account, name)
            if made is not None and not self.answers_duplicates:
                return error(400, "DUPLICATE_TXN_REQUEST")
            if made is None:
                amount = Money.from_minor(said["amount"], "INR")
                order = said["originalMerchantOrderId"]
                attempt = name.removeprefix("pr-")
                made = self.books.refund(account, order, amount, key=name, attempt_id=attempt, ref=name)
        answer = {"refundId": own_id(made), "amount": made.amount.minor, "state": "PENDING"}
        return PeerReply.json(200, answer)

    # ------------------------------------------------------------ its webhooks

    def sign(self, change: PeerChange) -> Delivery | None:
        refund = self.books.find_refund(change.account, change.ref)
        if change.kind == "refund" and refund is not None:
            word = {"succeeded": "pg.refund.completed", "failed": "pg.refund.failed"}.get(refund.status)
            payload = refund_said(refund)
        else:
            word = "checkout.order.completed"
            payload = order_said(self.books.get_payment(change.account, change.payment))
            payload["merchantOrderId"] = change.payment
        raw = json.dumps({"event": word or "pg.refund.accepted", "payload": payload}).encode()
        settings = self.settings(self.url, change.account)
        words = f"{settings['webhook_username']}:{settings['webhook_password']}"
        headers = {"Authorization": hashlib.sha256(words.encode()).hexdigest()}
        return Delivery(raw, headers, hashlib.sha256(raw).hexdigest(), change.kind, change.ref)


def order_said(payment: PeerPayment) -> dict[str, Any]:
    at = int(payment.taken_at.timestamp() * 1000)
    paid = {"paymentMode": "UPI_INTENT", "timestamp": at, "amount": payment.amount.minor, "feeAmount": 0}
    return {
        "orderId": f"OMO{payment.ref}",
        "state": "COMPLETED",
        "amount": payment.amount.minor,
        "payableAmount": payment.amount.minor,
        "expireAt": at + 1_200_000,
        "metaInfo": {"udf1": "c1"},
        "paymentDetails": [
            {**paid, "transactionId": f"OM1{payment.ref}", "state": "FAILED", "errorCode": "PAYMENT_ERROR"},
            {**paid, "transactionId": f"OM2{payment.ref}", "state": "COMPLETED"},
        ],
    }


def own_id(refund: PeerRefund) -> str:
    """PhonePe's own number of a refund, which says nothing of the merchant's name for it."""
    return f"OMR{int(hashlib.sha256(refund.ref.encode()).hexdigest()[:15], 16):019}"


def refund_said(refund: PeerRefund) -> dict[str, Any]:
    state = STATES.get(refund.status, refund.status)
    said: dict[str, Any] = {
        "merchantRefundId": refund.ref,
        "originalMerchantOrderId": refund.payment,
        "amount": refund.amount.minor,
        "state": state,
        "timestamp": int(refund.made_at.timestamp() * 1000) if refund.made_at else None,
        "refundId": own_id(refund),
    }
    return {**said, "errorCode": "BANK_DECLINED", "detailedErrorCode": "XX"} if state == "FAILED" else said


def error(status: int, code: str) -> PeerReply:
    return PeerReply.json(status, {"success": False, "code": code, "message": code.replace("_", " ").title()})
