"""PayTR's stand-in: two services with a signature each, errors by number in HTTP 200, no memory of what was asked."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import panel_refunds_paytr
from panel_refunds.money import Money
from panel_refunds.ports import Rejection
from panel_refunds_testkit.peer import (
    Account,
    BookedPeer,
    PeerPayment,
    PeerRefund,
    PeerRefusedError,
    PeerReply,
    PeerRequest,
)

ERRORS = {
    Rejection.PAYMENT_NOT_FOUND: ("005", "Basarili odeme bulunamadi"),
    Rejection.OVER_REFUND: ("009", "Iade tutari kalan tutardan fazla olamaz"),
    Rejection.ALREADY_REFUNDED: ("009", "Iade tutari kalan tutardan fazla olamaz"),
    Rejection.INSUFFICIENT_BALANCE: ("010", "Net bakiye yetersiz"),
    Rejection.WINDOW_EXPIRED: ("011", "1 yildan eski islemlerde iade yapilamaz"),
}
IDS: Mapping[Account, str] = {"first": "100001", "second": "100002"}
CURRENCY_WORDS = {"TRY": "TL"}


class FakePayTR(BookedPeer):
    plugin = panel_refunds_paytr
    use = "paytr"
    refund_requests = "POST /odeme/iade"
    currency = "TRY"
    currencies = ("TRY", "USD", "EUR")
    words = ("succeeded", "pending", "insufficient_balance")
    window = timedelta(days=365)
    later_replies = ()
    """Error 000 is documented for *busy*, and nowhere that nothing ran: it is no word for later."""

    def __init__(self) -> None:
        super().__init__()
        self.breaks = 0
        """So many requests for a refund end in a page of HTML, and nothing runs."""
        self.away = False
        """Whether orders cannot be looked at for now."""
        self.salts: dict[Account, str] = {"first": self.new_secret("salt"), "second": self.new_secret("salt")}

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        return {
            "merchant_id": IDS[account],
            "merchant_key": self.keys[account],
            "merchant_salt": self.salts[account],
            "mode": "test",
            "address": base_url,
        }

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        wrong = {"merchant_key": self.new_secret("key"), "merchant_salt": self.new_secret("salt")}
        return {**self.settings(base_url), **wrong}

    # ------------------------------------------------------------ refunds have no id here

    def refund_outside(self, payment: str, amount: Money) -> str:
        return called(self.books.refund_outside(payment, amount))

    def refunds_of(self, payment: str) -> Sequence[PeerRefund]:
        return [replace(each, ref=called(each)) for each in self.books.refunds_of(payment)]

    def become(self, refund: str, status: Literal["succeeded", "failed", "canceled"]) -> None:
        payment, _, _ = refund.partition(":")
        (inside,) = [each.ref for each in self.books.refunds_of(payment) if called(each) == refund]
        self.books.become(inside, status)

    # ------------------------------------------------------------ its API

    def answer(self, request: PeerRequest) -> PeerReply:
        form = request.form()
        account = next((each for each, number in IDS.items() if number == form.get("merchant_id")), None)
        if request.method != "POST" or request.path not in ("/odeme/iade", "/odeme/durum-sorgu"):
            return PeerReply(404, b"<html>404</html>")
        if account is None:
            return error("001", "merchant_id gecersiz")
        refunding = request.path == "/odeme/iade"
        signed = f"{form['merchant_oid']}{form['return_amount']}" if refunding else form["merchant_oid"]
        text = f"{IDS[account]}{signed}{self.salts[account]}"
        right = base64.b64encode(hmac.new(self.keys[account].encode(), text.encode(), hashlib.sha256).digest()).decode()
        if form.get("paytr_token") != right:
            return error("004" if refunding else "003", "paytr_token gonderilmedi veya gecersiz")
        return self._refund(account, form) if refunding else self._order(account, form)

    def _order(self, account: Account, form: Mapping[str, str]) -> PeerReply:
        if self.away:
            return PeerReply(503, b"<html>Bakim calismasi</html>")
        with self.books.lock:
            try:
                payment = self.books.get_payment(account, form["merchant_oid"])
            except PeerRefusedError:
                return error("004", "merchant_oid ile basarili odeme bulunamadi")
            return PeerReply.json(200, order_said(payment, self.books.refunds_of(payment.ref)))

    def _refund(self, account: Account, form: Mapping[str, str]) -> PeerReply:
        if self.breaks:
            self.breaks -= 1
            return PeerReply(502, b"<html>Bad Gateway</html>")
        written, reference = form["return_amount"], form.get("reference_no", "")
        if not re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", written):
            return error("003", "return_amount gecersiz")
        if not re.fullmatch(r"[A-Za-z0-9]{0,64}", reference):
            return error("002", "reference_no gecersiz")
        try:
            payment = self.books.get_payment(account, form["merchant_oid"])
            attempt = bytes.fromhex(reference[2:]).decode() if reference.startswith("pr") else None
            amount = Money.of(written, payment.amount.currency)
            self.books.refund(account, payment.ref, amount, key=reference or None, attempt_id=attempt)
        except PeerRefusedError as refused:
            return error(*ERRORS.get(refused.code, ("003", "return_amount gecersiz")))
        said = {"status": "success", "is_test": 1, "merchant_oid": payment.ref, "return_amount": written}
        return PeerReply.json(200, {**said, "reference_no": reference} if reference else said)


def called(refund: PeerRefund) -> str:
    """What a refund is known by: its order, and the reference or the bank's number."""
    return f"{refund.payment}:{refund.key or refund.ref}"


def order_said(payment: PeerPayment, refunds: Sequence[PeerRefund]) -> Mapping[str, Any]:
    currency = payment.amount.currency
    said: dict[str, Any] = {
        "status": "success",
        "payment_amount": written(payment.amount).replace(".", ","),
        "payment_total": written(payment.amount),
        "payment_date": istanbul(payment.taken_at),
        "currency": CURRENCY_WORDS.get(currency, currency),
        "taksit": "0",
        "kart_marka": "WORLD",
        "masked_pan": "455359AAA6747",
        "odeme_tipi": "KART",
        "test_mode": "1",
        "returns": [refund_said(each) for each in refunds],
    }
    if payment.fee is None:
        return said
    return {**said, "kesinti_tutari": written(payment.fee), "net_tutar": written(payment.amount - payment.fee)}


def refund_said(refund: PeerRefund) -> Mapping[str, Any]:
    made_at = refund.made_at or datetime(2026, 3, 2, tzinfo=UTC)
    return {
        "return_amount": written(refund.amount),
        "return_date": istanbul(made_at),
        "return_type": "",
        "date_completed": istanbul(made_at + timedelta(seconds=40)) if refund.status == "succeeded" else None,
        "return_auth_code": "",
        "return_ref_num": "" if refund.key else refund.ref,
        "reference_no": refund.key or "",
        "return_source": "",
    }


def written(amount: Money) -> str:
    return f"{amount.minor // 100}.{amount.minor % 100:02}"


def istanbul(at: datetime) -> str:
    return f"{at.astimezone(UTC) + timedelta(hours=3):%Y-%m-%d %H:%M:%S}"


def error(number: str, words: str) -> PeerReply:
    return PeerReply.json(200, {"status": "error", "err_no": number, "err_msg": words})
