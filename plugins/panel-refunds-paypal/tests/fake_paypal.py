"""PayPal's stand-in: its routes, words, issues and links, as documented, on the books that the kit keeps."""

from __future__ import annotations

import base64
import json
import re
import secrets
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import panel_refunds_paypal
from fake_paypal_signer import Signer, signer
from panel_refunds.money import Money, format_units
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

WHOLE = ("HUF", "JPY", "TWD")
WORDS = {"succeeded": "COMPLETED", "pending": "PENDING", "failed": "FAILED", "canceled": "CANCELLED"}
ISSUES = {
    Rejection.ALREADY_REFUNDED: "CAPTURE_FULLY_REFUNDED",
    Rejection.OVER_REFUND: "REFUND_AMOUNT_EXCEEDED",
    Rejection.DISPUTED: "TRANSACTION_DISPUTED",
    Rejection.WINDOW_EXPIRED: "REFUND_TIME_LIMIT_EXCEEDED",
    Rejection.INSUFFICIENT_BALANCE: "REFUND_FAILED_INSUFFICIENT_FUNDS",
    Rejection.CURRENCY_MISMATCH: "REFUND_CAPTURE_CURRENCY_MISMATCH",
    Rejection.INVALID_REQUEST: "CANNOT_BE_ZERO_OR_NEGATIVE",
}
STAGES = {"inquiry": "INQUIRY", "open": "CHARGEBACK", "won": "CHARGEBACK", "lost": "CHARGEBACK"}
OUTCOMES = {"won": "RESOLVED_SELLER_FAVOUR", "lost": "RESOLVED_BUYER_FAVOUR"}
OWN = "https://api.sandbox.paypal.com"
OURS = "panel-refunds."
"""What the product writes before an attempt's id; the books keep the id alone, as the kit compares it."""
TOKEN_SECONDS = 32400


class FakePayPal(BookedPeer):
    plugin = panel_refunds_paypal
    use = "paypal"
    refund_requests = "POST /v2/payments/captures/*/refund"
    method = "paypal"
    currencies = ("USD", "JPY")
    words = ("succeeded", "pending", "failed", "canceled", "unheard_of", "insufficient_balance")
    window = timedelta(days=180)
    webhook_tolerance = timedelta(days=4)
    later_replies = (
        PeerReply.json(
            429, {"name": "RATE_LIMIT_REACHED", "message": "Too many requests. Blocked due to rate limiting."}
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self.ids: dict[Account, str] = {account: f"A{secrets.token_hex(20)}" for account in self.keys}
        self.webhook_ids: dict[Account, str] = {account: secrets.token_hex(10).upper() for account in self.keys}
        self.tokens: dict[str, tuple[Account, datetime]] = {}
        self.signer: Signer = signer()
        self.replays = False
        """What is said of a request's id that came with another request: its first answer, or an error."""

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        return {
            "client_id": self.ids[account],
            "client_secret": self.keys[account],
            "mode": "test",
            "webhook_ids": (self.webhook_ids[account],),
            "webhook_roots": str(self.signer.roots),
            "address": base_url,
        }

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        return {**self.settings(base_url), "client_secret": self.new_secret("key"), "webhook_ids": ("0" * 20,)}

    # ------------------------------------------------------------ its API

    def answer(self, request: PeerRequest) -> PeerReply:
        if request.path == "/v1/oauth2/token":
            return self._token(request)
        if request.path == f"/v1/notifications/certs/{self.signer.name}":
            return PeerReply(200, self.signer.chain, {"content-type": "application/x-pem-file"})
        account, ends_at = self.tokens.get(
            request.headers.get("authorization", "").removeprefix("Bearer "), (None, self.clock())
        )
        if account is None or ends_at <= self.clock():
            return PeerReply.json(401, {"error": "invalid_token", "error_description": "Token signature failed"})
        try:
            return self._route(account, request)
        except PeerRefusedError as refused:
            if refused.code is Rejection.PAYMENT_NOT_FOUND:
                return not_found()
            return error(422, "UNPROCESSABLE_ENTITY", ISSUES.get(refused.code, "REFUND_NOT_ALLOWED"))

    def _token(self, request: PeerRequest) -> PeerReply:
        given = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        name, _, key = given.partition(":")
        account = self.account_of(key)
        if request.form() != {"grant_type": "client_credentials"}:
            return PeerReply.json(400, {"error": "unsupported_grant_type"})
        if account is None or self.ids[account] != name:
            said = {"error": "invalid_client", "error_description": "Client Authentication failed"}
            return PeerReply.json(401, said)
        token = f"A21AA{secrets.token_urlsafe(40)}"
        self.tokens[token] = (account, self.clock() + timedelta(seconds=TOKEN_SECONDS))
        granted = {
            "scope": "https://uri.paypal.com/services/payments/refund",
            "access_token": token,
            "token_type": "Bearer",
            "app_id": "APP-80W284485P519543T",
            "expires_in": TOKEN_SECONDS,
            "nonce": secrets.token_hex(8),
        }
        return PeerReply.json(200, granted)

    def _route(self, account: Account, request: PeerRequest) -> PeerReply:
        path = request.path
        if path == "/v1/notifications/webhooks-events":
            return self._events(account, request)
        if path == "/v1/customer/disputes":
            return self._disputes(account, request)
        if match := re.fullmatch(r"/v1/customer/disputes/PP-D-(.+)", path):
            payment = self.books.get_payment(account, match[1])
            return not_found() if payment.dispute == "none" else PeerReply.json(200, dispute_said(payment))
        if match := re.fullmatch(r"/v2/payments/refunds/([^/]+)", path):
            refund = self.books.find_refund(account, match[1])
            return PeerReply.json(200, refund_said(refund)) if refund else not_found()
        if match := re.fullmatch(r"/v2/checkout/orders/ORDER-(.+)", path):
            return PeerReply.json(200, self._order_said(self.books.get_payment(account, match[1])))
        if match := re.fullmatch(r"/v2/payments/captures/([^/]+)(/refund)?", path):
            payment = self.books.get_payment(account, match[1])
            if match[2] and request.method == "POST":
                return self._refund(account, payment, request)
            return PeerReply.json(200, self._capture_said(payment))
        return not_found()

    def _refund(self, account: Account, payment: PeerPayment, request: PeerRequest) -> PeerReply:
        said = request.json()
        unknown = set(said) - {"amount", "custom_id", "invoice_id", "note_to_payer", "payment_instruction"}
        if unknown or request.headers["content-type"] != "application/json":
            return error(400, "INVALID_REQUEST", "MALFORMED_REQUEST_JSON")
        if not re.fullmatch(r".{0,127}", said.get("custom_id", "")):
            return error(400, "INVALID_REQUEST", "INVALID_STRING_LENGTH")
        key, content = request.headers.get("paypal-request-id"), f"{request.path} {request.body!r}"
        with self.books.lock:
            try:
                if key and (kept := self.books.find_answer(account, key, content, timedelta(days=45))) is not None:
                    return PeerReply.json(200, refund_said(self.books.find_refund(account, str(kept))))
            except KeyUsedError:
                if not self.replays:
                    return error(422, "UNPROCESSABLE_ENTITY", "DUPLICATE_REQUEST_ID")
                first = next(each for each in self.books.refunds_of(payment.ref) if each.key == key)
                return PeerReply.json(200, refund_said(first))
            amount = payment.amount - self.books.refunded(payment.ref)
            if "amount" in said:
                value, currency = said["amount"]["value"], said["amount"]["currency_code"]
                amount = Money.of(value, currency)
                if (currency in WHOLE and "." in value) or amount.round_down() != amount:
                    return error(422, "UNPROCESSABLE_ENTITY", "DECIMAL_PRECISION")
            custom = said.get("custom_id", "")
            attempt = custom.removeprefix(OURS) if custom.startswith(OURS) else None
            made = self.books.refund(account, payment.ref, amount, key=key, attempt_id=attempt)
            if key:
                self.books.keep_answer(account, key, content, made.ref)
            whole = request.headers.get("prefer") == "return=representation"
            told = refund_said(made)
            return PeerReply.json(201, told if whole else {name: told[name] for name in ("id", "status", "links")})

    def _disputes(self, account: Account, request: PeerRequest) -> PeerReply:
        wanted = request.query["disputed_transaction_id"]
        if set(request.query) - {"disputed_transaction_id", "page_size", "next_page_token"}:
            return error(400, "INVALID_REQUEST", "INVALID_PARAMETER")
        payment = self.books.get_payment(account, wanted)
        items = [] if payment.dispute == "none" else [summary_of(dispute_said(payment))]
        return PeerReply.json(200, {"items": items, "links": [link("self", request.target)]})

    def _events(self, account: Account, request: PeerRequest) -> PeerReply:
        since, until = (datetime.fromisoformat(request.query[name]) for name in ("start_time", "end_time"))
        size, skip = int(request.query["page_size"]), int(request.query.get("offset", 0))
        with self.books.lock:
            mine = [each for each in self.books.changes if each.account == account and since <= each.at <= until]
            events = [self._event_said(each) for each in reversed(mine[::-1][skip : skip + size])]
        links = [link("self", request.target)]
        if skip + size < len(mine):
            asked = {name: request.query[name] for name in ("page_size", "start_time", "end_time")}
            query = "&".join(f"{name}={value}" for name, value in {**asked, "move_to": "next"}.items())
            links.append(link("next", f"{request.path}?{query}&offset={skip + size}"))
        return PeerReply.json(200, {"events": events, "count": len(events), "links": links})

    # ------------------------------------------------------------ its objects

    def _capture_said(self, payment: PeerPayment) -> dict[str, Any]:
        back = self.books.refunded(payment.ref)
        status = "REFUNDED" if back == payment.amount else "PARTIALLY_REFUNDED" if back.units else "COMPLETED"
        breakdown: dict[str, Any] = {"gross_amount": money_said(payment.amount)}
        if payment.fee is not None:
            breakdown["paypal_fee"] = money_said(payment.fee)
            breakdown["net_amount"] = money_said(payment.amount - payment.fee)
        return {
            "id": payment.ref,
            "status": status,
            "amount": money_said(payment.amount),
            "final_capture": True,
            "seller_protection": {"status": "ELIGIBLE"},
            "seller_receivable_breakdown": breakdown,
            "custom_id": "the panel's own word",
            "supplementary_data": {"related_ids": {"order_id": f"ORDER-{payment.ref}"}},
            "create_time": written(payment.taken_at),
            "links": [
                link("self", f"/v2/payments/captures/{payment.ref}"),
                link("refund", f"/v2/payments/captures/{payment.ref}/refund"),
                link("up", f"/v2/checkout/orders/ORDER-{payment.ref}"),
            ],
        }

    def _order_said(self, payment: PeerPayment) -> Mapping[str, Any]:
        refunds = [refund_said(each) for each in self.books.refunds_of(payment.ref)]
        whole = self._capture_said(payment)
        short = {name: whole[name] for name in ("id", "status", "amount", "final_capture", "create_time")}
        payments: dict[str, Any] = {"captures": [short]}
        if refunds:
            payments["refunds"] = refunds
        payer = f"PAYER{payment.payer.upper()}"
        return {
            "id": f"ORDER-{payment.ref}",
            "intent": "CAPTURE",
            "status": "COMPLETED",
            "payment_source": {"paypal": {"account_id": payer, "email_address": "buyer@example.com"}},
            "purchase_units": [{"reference_id": "default", "payments": payments}],
            "payer": {"payer_id": payer, "email_address": "buyer@example.com"},
            "links": [link("self", f"/v2/checkout/orders/ORDER-{payment.ref}")],
        }

    def _event_said(self, change: PeerChange) -> Mapping[str, Any]:
        payment = self.books.get_payment(change.account, change.payment)
        refund = self.books.find_refund(change.account, change.ref)
        if change.kind == "refund" and refund is not None:
            word, kind, resource = "PAYMENT.CAPTURE.REFUNDED", "refund", refund_said(refund)
        elif change.kind == "dispute":
            word, kind, resource = "CUSTOMER.DISPUTE.CREATED", "dispute", dispute_said(payment)
        else:
            word, kind, resource = "PAYMENT.CAPTURE.COMPLETED", "capture", self._capture_said(payment)
        return {
            "id": f"WH-{change.event_id}",
            "event_version": "1.0",
            "create_time": written(change.at),
            "resource_type": kind,
            "event_type": word,
            "summary": "Something happened.",
            "resource": resource,
            "links": [link("self", f"/v1/notifications/webhooks-events/WH-{change.event_id}")],
        }

    # ------------------------------------------------------------ its webhooks

    def sign(self, change: PeerChange) -> Delivery | None:
        said = self._event_said(change)
        raw = json.dumps(said).encode()
        headers = self.signed(raw, self.webhook_ids[change.account])
        return Delivery(raw, headers, said["id"], change.kind, change.ref)

    def signed(self, raw: bytes, webhook_id: str) -> dict[str, str]:
        """The headers of a delivery."""
        transmission, moment = f"{secrets.token_hex(4)}-e2b1-11e5-b6fb", written(self.clock())
        text = f"{transmission}|{moment}|{webhook_id}|{zlib.crc32(raw)}"
        return {
            "PAYPAL-TRANSMISSION-ID": transmission,
            "PAYPAL-TRANSMISSION-TIME": moment,
            "PAYPAL-TRANSMISSION-SIG": self.signer.sign(text),
            "PAYPAL-CERT-URL": f"{self.url}/v1/notifications/certs/{self.signer.name}",
            "PAYPAL-AUTH-ALGO": "SHA256withRSA",
        }


def refund_said(refund: PeerRefund | None) -> dict[str, Any]:
    if refund is None:
        raise LookupError("no such refund")
    said = {
        "id": refund.ref,
        "status": WORDS.get(refund.status, "TELEPORTED"),
        "amount": money_said(refund.amount),
        "seller_payable_breakdown": {"gross_amount": money_said(refund.amount)},
        "create_time": written(refund.made_at),
        "links": [
            link("self", f"/v2/payments/refunds/{refund.ref}"),
            link("up", f"/v2/payments/captures/{refund.payment}"),
        ],
    }
    return {**said, "custom_id": f"{OURS}{refund.attempt_id}"} if refund.attempt_id else said


def dispute_said(payment: PeerPayment) -> dict[str, Any]:
    over = payment.dispute in OUTCOMES
    said = {
        "dispute_id": f"PP-D-{payment.ref}",
        "create_time": written(payment.taken_at),
        "disputed_transactions": [{"seller_transaction_id": payment.ref, "seller": {"merchant_id": "M1"}}],
        "reason": "UNAUTHORISED",
        "status": "RESOLVED" if over else "WAITING_FOR_SELLER_RESPONSE",
        "dispute_amount": money_said(payment.amount),
        "dispute_life_cycle_stage": STAGES.get(payment.dispute, "INQUIRY"),
        "dispute_channel": "INTERNAL",
        "seller_response_due_date": written(payment.taken_at + timedelta(days=10)),
        "links": [link("self", f"/v1/customer/disputes/PP-D-{payment.ref}")],
    }
    return {**said, "dispute_outcome": {"outcome_code": OUTCOMES[payment.dispute]}} if over else said


def summary_of(dispute: Mapping[str, Any]) -> Mapping[str, Any]:
    """A case as it stands in a list: without its outcome and its transactions."""
    return {name: said for name, said in dispute.items() if name not in ("dispute_outcome", "disputed_transactions")}


def money_said(amount: Money) -> Mapping[str, str]:
    value = format_units(amount.units, amount.currency)
    return {"currency_code": amount.currency, "value": value.split(".")[0] if amount.currency in WHOLE else value}


def link(rel: str, target: str) -> Mapping[str, str]:
    return {"href": f"{OWN}{target}", "rel": rel, "method": "GET"}


def written(moment: datetime | None) -> str:
    return f"{moment or datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def not_found() -> PeerReply:
    return error(404, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID")


def error(status: int, name: str, issue: str) -> PeerReply:
    said = {
        "name": name,
        "message": "See details.",
        "debug_id": secrets.token_hex(7),
        "details": [{"issue": issue, "description": "See the issue."}],
        "links": [link("information_link", f"/docs/api/payments/v2/#error-{issue}")],
    }
    return PeerReply.json(status, said)
