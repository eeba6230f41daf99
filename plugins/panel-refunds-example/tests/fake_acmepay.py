"""AcmePay's stand-in: its routes and words, on the books that the kit keeps. It reads nothing of the adapter."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import panel_refunds_example
from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds.ports import Rejection
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

# Yours: the vendor's words for what became of a refund, where they are not ours.
WORDS = {"succeeded": "paid", "action_required": "needs_action", "unheard_of": "teleported"}
# Yours: how the vendor refuses, as its documentation says.
REFUSED = {
    Rejection.ALREADY_REFUNDED: (409, "already_refunded"),
    Rejection.OVER_REFUND: (422, "too_much"),
    Rejection.DISPUTED: (409, "disputed"),
    Rejection.WINDOW_EXPIRED: (422, "too_late"),
    Rejection.PAYMENT_NOT_FOUND: (404, "not_found"),
    Rejection.INSUFFICIENT_BALANCE: (402, "balance"),
    Rejection.CURRENCY_MISMATCH: (422, "currency"),
}
# AcmePay's word for a key that came with another request.
USED_KEY = (409, "key_used")
# AcmePay's words for *later*, of which each is tried; write () where your vendor's documentation has none.
LATER = ((429, "slow_down"), (409, "busy"))
PAGE = 50
Say = Callable[[], Mapping[str, Any]]


class FakeAcmePay(BookedPeer):
    plugin = panel_refunds_example
    use = "acmepay"
    # Yours: the requests that make a refund.
    refund_requests = "POST /v1/payments/*/refunds"
    window = timedelta(days=180)
    webhook_tolerance = timedelta(minutes=5)
    later_replies = tuple(PeerReply.json(status, {"error": {"code": code}}) for status, code in LATER)

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        return {
            "key": self.keys[account],
            "webhook_secrets": tuple(self.webhook_secrets_of(account)),
            "mode": "test",
            "address": base_url,
        }

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        return {**self.settings(base_url), "key": self.new_secret("key"), "webhook_secrets": (self.new_secret("hook"),)}

    # ------------------------------------------------------------ its API

    def answer(self, request: PeerRequest) -> PeerReply:
        account = self.account_of(request.headers.get("authorization", "").removeprefix("Bearer "))
        if account is None:
            return error(401, "unauthorized")
        try:
            status, say = self._route(account, request)
        except PeerRefusedError as refused:
            return error(*REFUSED.get(refused.code, (422, "invalid")))
        except KeyUsedError:
            return error(*USED_KEY)
        # The answer is put together out here: a mistake in it is a mistake, and must not look like a refusal.
        return PeerReply.json(status, say())

    def _route(self, account: Account, request: PeerRequest) -> tuple[int, Say]:
        """What is done and found, with the HTTP status; how it is told comes later."""
        if request.path == "/v1/events" and request.method == "GET":
            return 200, partial(self._events, account, request)
        if match := re.fullmatch(r"/v1/refunds/([^/]+)", request.path):
            refund = self.books.find_refund(account, match[1])
            if refund is None:
                raise PeerRefusedError(Rejection.PAYMENT_NOT_FOUND)
            return 200, partial(refund_said, refund)
        if match := re.fullmatch(r"/v1/payments/([^/]+)(/refunds)?", request.path):
            payment = self.books.get_payment(account, match[1])
            if match[2] is None:
                return 200, partial(self._payment_said, payment)
            if request.method == "POST":
                return 201, partial(refund_said, self._refund(account, payment, request))
            return 200, partial(self._page, payment, request)
        raise PeerRefusedError(Rejection.INVALID_REQUEST)

    def _payment_said(self, payment: PeerPayment) -> Mapping[str, Any]:
        return {
            "id": payment.ref,
            "amount": plain(payment.amount),
            "currency": payment.amount.currency,
            "status": "captured",
            "refunded": plain(self.books.refunded(payment.ref)),
            "fee": None if payment.fee is None else plain(payment.fee),
            "dispute": payment.dispute,
            "method": self.method,
            "account": {"id": f"card-of-{payment.payer}", "display": "Visa •••• 4242"},
            "paid_at": payment.taken_at.isoformat(),
        }

    def _refund(self, account: Account, payment: PeerPayment, request: PeerRequest) -> PeerRefund:
        key, content = request.headers["idempotency-key"], f"{request.path} {request.body!r}"
        amount, note = asked(request)
        with self.books.lock:
            kept = self.books.find_answer(account, key, content, timedelta(hours=24))
            if isinstance(kept, PeerRefund):
                return kept
            made = self.books.refund(account, payment.ref, amount, key=key, attempt_id=note.removeprefix("attempt:"))
            self.books.keep_answer(account, key, content, made)
            return made

    def _page(self, payment: PeerPayment, request: PeerRequest) -> Mapping[str, Any]:
        start = int(request.query.get("after") or 0)
        refunds = self.books.refunds_of(payment.ref)
        following = str(start + PAGE) if len(refunds) > start + PAGE else None
        page = [refund_said(each) for each in refunds[start : start + PAGE]]
        return {"refunds": page, "next": following}

    def _events(self, account: Account, request: PeerRequest) -> Mapping[str, Any]:
        since, start = datetime.fromisoformat(request.query["since"]), int(request.query.get("after") or 0)
        with self.books.lock:
            mine = [change for change in self.books.changes if change.account == account and change.at >= since]
        following = str(start + PAGE) if len(mine) > start + PAGE else None
        page = [event_said(change) for change in mine[start : start + PAGE]]
        return {"events": page, "next": following}

    # ------------------------------------------------------------ its webhooks

    def sign(self, change: PeerChange) -> Delivery:
        raw = json.dumps(event_said(change)).encode()
        moment = str(int(self.clock().timestamp()))
        secret = self.webhook_secrets_of(change.account)[-1]
        signature = hmac.new(secret.encode(), moment.encode() + b"." + raw, hashlib.sha256).hexdigest()
        headers = {"X-Signature": f"t={moment},v1={signature}", "Content-Type": "application/json"}
        return Delivery(raw, headers, change.event_id, change.kind, change.ref)


def asked(request: PeerRequest) -> tuple[Money, str]:
    """The amount and the note of a request for a refund; what cannot be read is refused."""
    try:
        said = request.json()
        return Money.of(said["amount"], said["currency"]), str(said["note"])
    except (KeyError, ValueError, TypeError, Refused):
        raise PeerRefusedError(Rejection.INVALID_REQUEST) from None


def plain(amount: Money) -> str:
    return str(amount).split()[0]


def refund_said(refund: PeerRefund) -> Mapping[str, Any]:
    return {
        "id": refund.ref,
        "payment": refund.payment,
        "amount": plain(refund.amount),
        "currency": refund.amount.currency,
        "status": WORDS.get(refund.status, refund.status),
        "note": f"attempt:{refund.attempt_id}" if refund.attempt_id else None,
        "reference": f"ARN-{refund.ref}",
        "failure": "bank_said_no" if refund.status == "failed" else None,
        "made_at": refund.made_at.isoformat() if refund.made_at else None,
    }


def event_said(change: PeerChange) -> Mapping[str, Any]:
    return {
        "id": change.event_id,
        "type": f"{change.kind}.updated",
        "about": change.ref,
        "payment": change.payment,
        "at": change.at.isoformat(),
    }


def error(status: int, code: str) -> PeerReply:
    return PeerReply.json(status, {"error": {"code": code}})
