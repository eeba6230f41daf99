"""Tinypay itself: its routes and its words, in front of books that are kept for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds.ports import Rejection
from panel_refunds_testkit import tinypay
from panel_refunds_testkit.peer.booked_peer import BookedPeer
from panel_refunds_testkit.peer.books import KeyUsedError, PeerChange, PeerPayment, PeerRefusedError
from panel_refunds_testkit.peer.gateway_peer import Account, Delivery, PeerRefund
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest
from panel_refunds_testkit.tinypay.hooks import HEADER, TOLERANCE, signature

PAGE = 50
Say = Callable[[], object]
"""The rest of an answer: what will be said of what was found or made."""
_WORDS = {
    Rejection.ALREADY_REFUNDED: "already_refunded",
    Rejection.OVER_REFUND: "too_much",
    Rejection.DISPUTED: "disputed",
    Rejection.PAYMENT_NOT_FOUND: "no_such_payment",
    Rejection.INSUFFICIENT_BALANCE: "no_money",
    Rejection.CURRENCY_MISMATCH: "other_currency",
}


class TinyPeer(BookedPeer):
    """The vendor: keys live for a day, lists have pages of fifty, webhooks are signed with their moment."""

    plugin = tinypay
    use = "tinypay"
    refund_requests = "POST /refunds"
    currencies = ("USD", "JPY", "KWD", "BTC")
    webhook_tolerance = TOLERANCE
    key_lifetime = timedelta(hours=24)
    later_replies = (PeerReply.json(429, {"error": "slow_down"}, {"retry-after": "30"}),)

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """As a tenant would write them."""
        return {
            "api_key": self.keys[account],
            "webhook_secrets": tuple(self.webhook_secrets_of(account)),
            "url": base_url,
        }

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """A key and a secret that are nobody's."""
        return {"api_key": self.new_secret("key"), "webhook_secrets": (self.new_secret("hook"),), "url": base_url}

    def sign(self, change: PeerChange) -> Delivery:
        """Everything is told."""
        raw = json.dumps(_event(change)).encode()
        moment = int(self.clock().timestamp())
        secret = self.webhook_secrets_of(change.account)[-1]
        return Delivery(
            raw, {HEADER: f"{moment},{signature(raw, secret, moment)}"}, change.event_id, change.kind, change.ref
        )

    def answer(self, request: PeerRequest) -> PeerReply:
        """One request."""
        account = self.account_of(request.headers.get("authorization", "").removeprefix("Bearer "))
        if account is None:
            return PeerReply.json(401, {"error": "wrong_key"})
        try:
            refunding = (request.method, request.path) == ("POST", "/refunds")
            say = self._make(account, request) if refunding else self._find(account, request)
        except PeerRefusedError as refused:
            status = 404 if refused.code is Rejection.PAYMENT_NOT_FOUND else 400
            return PeerReply.json(status, {"error": _WORDS.get(refused.code, "bad_request")})
        except KeyUsedError:
            return PeerReply.json(409, {"error": "key_used"})
        # Put together out here, where a mistake in it is a mistake of ours and no refusal of the vendor's.
        return PeerReply.json(200, say())

    def _make(self, account: Account, request: PeerRequest) -> Say:
        said, key, asked = request.json(), request.headers.get("idempotency-key", ""), request.body.decode()
        with self.books.lock:
            made = key and self.books.find_answer(account, key, asked, self.key_lifetime)
            if not isinstance(made, PeerRefund):
                amount = self._asked(account, said)
                made = self.books.refund(account, said["payment"], amount, key=key, attempt_id=said["attempt"])
                self.books.keep_answer(account, key, asked, made)
        return partial(self._refund, made)

    def _asked(self, account: Account, said: Mapping[str, str]) -> Money:
        """How much; like some real ones, this vendor gives back all that is left when no amount is named."""
        if "amount" in said:
            try:
                return Money.of(said["amount"], said["currency"])
            except Refused:
                raise PeerRefusedError(Rejection.INVALID_REQUEST) from None
        payment = self.books.get_payment(account, said["payment"])
        return payment.amount - self.books.refunded(payment.ref)

    def _find(self, account: Account, request: PeerRequest) -> Say:
        thing, _, ref = request.path[1:].partition("/")
        if thing == "payments":
            return partial(self._payment, self.books.get_payment(account, ref))
        if thing == "balance":
            return lambda: {"available": "1000000"}
        if thing == "events":
            return partial(self._events, account, request)
        if ref:
            refund = self.books.find_refund(account, ref)
            if refund is None:
                raise PeerRefusedError(Rejection.PAYMENT_NOT_FOUND)
            return partial(self._refund, refund)
        payment = self.books.get_payment(account, request.query.get("payment", ""))
        return partial(self._refunds, payment.ref, request.query.get("after", ""))

    def _refunds(self, payment: str, after: str) -> object:
        listed = [self._refund(each) for each in self.books.refunds_of(payment)]
        return {"refunds": (page := _page(listed, after)), **_more(listed, page)}

    def _events(self, account: Account, request: PeerRequest) -> object:
        since = datetime.fromisoformat(request.query["since"])
        with self.books.lock:
            told = [_event(each) for each in self.books.changes if each.account == account and each.at >= since]
        page = _page(told, request.query.get("after", ""))
        return {"events": page, "next": _more(told, page)["last"] if _more(told, page)["more"] else None}

    def _payment(self, payment: PeerPayment) -> Mapping[str, object]:
        amount, currency = str(payment.amount).split()
        return {
            "id": payment.ref,
            "amount": amount,
            "currency": currency,
            "captured": True,
            "refunded": str(self.books.refunded(payment.ref)).split()[0],
            "fee": str(payment.fee).split()[0] if payment.fee is not None else None,
            "dispute": payment.dispute,
            "payer": payment.payer,
            "paid_at": payment.taken_at.isoformat(),
        }

    def _refund(self, refund: PeerRefund) -> dict[str, object]:
        amount, currency = str(refund.amount).split()
        return {
            "id": refund.ref,
            "payment": refund.payment,
            "amount": amount,
            "currency": currency,
            "status": refund.status,
            "attempt": refund.attempt_id,
            "made_at": refund.made_at.isoformat() if refund.made_at else None,
        }


def _event(change: PeerChange) -> dict[str, object]:
    return {
        "id": change.event_id,
        "kind": change.kind,
        "ref": change.ref,
        "payment": change.payment,
        "at": change.at.isoformat(),
    }


def _page(listed: list[dict[str, object]], after: str) -> list[dict[str, object]]:
    names = [each["id"] for each in listed]
    start = names.index(after) + 1 if after in names else 0
    return listed[start : start + PAGE]


def _more(listed: list[dict[str, object]], page: list[dict[str, object]]) -> dict[str, object]:
    return {"more": bool(page) and page[-1] is not listed[-1], "last": page[-1]["id"] if page else None}
