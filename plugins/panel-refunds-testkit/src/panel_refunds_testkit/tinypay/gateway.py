"""The adapter for Tinypay: one request, one answer, read strictly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds.ports import (
    Capabilities,
    DisputeFacts,
    DisputeState,
    FraudWarning,
    Gateway,
    GatewayEvent,
    GatewayRefund,
    Misconfigured,
    MisconfiguredError,
    NotExecuted,
    Outcome,
    OutcomeUnknown,
    PaymentFacts,
    RefundOrder,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
    Setting,
    Surroundings,
)
from panel_refunds.ports.asking import Answer, NoAnswerError, ask, outcome_of_silence
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_testkit.tinypay.hooks import parse_hook, read_event

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "api_key": Setting(required=True, secret=True, help="The account's API key."),
        "webhook_secrets": Setting("texts", default=(), secret=True, help="Signing secrets of webhooks, old and new."),
        "url": Setting(default="https://api.tinypay.example", help="Another address, to play with."),
    }
)
_CODES = {
    "already_refunded": Rejection.ALREADY_REFUNDED,
    "too_much": Rejection.OVER_REFUND,
    "disputed": Rejection.DISPUTED,
    "no_such_payment": Rejection.PAYMENT_NOT_FOUND,
    "no_money": Rejection.INSUFFICIENT_BALANCE,
    "other_currency": Rejection.CURRENCY_MISMATCH,
}
_DISPUTES: Mapping[str, DisputeState] = {"none": "none", "open": "open", "won": "won", "lost": "lost"}
_MOST_PAGES = 100
_OK, _UNAUTHORIZED, _NOT_FOUND, _CONFLICT, _TOO_MANY, _BROKEN = 200, 401, 404, 409, 429, 500


class TinyGateway:
    """A ``ports.Gateway`` that also ``WatchesPayments``."""

    def __init__(self, settings: Mapping[str, Any], surroundings: Surroundings) -> None:
        self._secrets: Sequence[str] = settings["webhook_secrets"]
        self._around = surroundings
        headers = {"authorization": f"Bearer {settings['api_key']}"}
        self._client = surroundings.http_client(base_url=settings["url"], headers=headers)

    def capabilities(self, method: str) -> Capabilities:
        """Cards go back to the card; anything else is an operator's."""
        return Capabilities(
            destination="original_guaranteed" if method == "card" else "gateway_decides",
            verifies=True,
            webhooks=True,
            webhook_events=("dispute", "payment", "refund"),
            webhook_auth="secrets",
            fingerprints=True,
            disputes=True,
            change_feed=True,
            knows_float=True,
        )

    def get_payment(self, ref: str) -> PaymentFacts:
        """The payment; LookupError when there is none."""
        said = self._read(f"/payments/{_name(ref)}")
        if said.text("id") != ref:
            raise UnreadableError("the answer is about another payment")
        currency = said.text("currency")
        return PaymentFacts(
            ref=ref,
            amount=said.money("amount", currency),
            captured=said.flag("captured"),
            refunded=said.money("refunded", currency),
            dispute=_dispute(said.text("dispute")),
            fee=said.money("fee", currency) if "fee" in said else None,
            fingerprint=said.find_text("payer"),
            method="card",
            paid_at=said.find_moment("paid_at"),
        )

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it, once."""
        try:
            if order.amount.minor < 1:
                return Rejected(Rejection.AMOUNT_TOO_SMALL, "A refund has to be of more than nothing.")
        except Refused as refused:
            return Rejected(Rejection.INVALID_REQUEST, refused.text)
        try:
            payment = _name(order.payment)
        except LookupError as error:
            return Rejected(Rejection.PAYMENT_NOT_FOUND, str(error))
        try:
            return self._outcome(self._post(order, payment), order)
        except NoAnswerError as error:
            return outcome_of_silence(error)

    def _post(self, order: RefundOrder, payment: str) -> Answer:
        amount, currency = str(order.amount).split()
        asked = {"payment": payment, "amount": amount, "currency": currency, "attempt": order.attempt_id}
        return self._ask(asked, {"idempotency-key": order.key})

    def _ask(self, asked: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        return ask(self._client, "POST", "/refunds", json=asked, headers=headers)

    def _outcome(self, answer: Answer, order: RefundOrder) -> Outcome:
        if answer.status == _OK:
            refund = _refund(answer.said("refund"))
            if (refund.amount, refund.payments, refund.attempt_id) != (
                order.amount,
                (order.payment,),
                order.attempt_id,
            ):
                return OutcomeUnknown("Tinypay answers with another refund.")
            return refund
        if answer.status == _TOO_MANY:
            return NotExecuted(answer.retry_after, "Tinypay asks to slow down.")
        if answer.status >= _BROKEN or answer.status < _OK:
            return OutcomeUnknown(f"HTTP {answer.status} does not say what became of it.")
        code = answer.said("error").text("error")
        if answer.status == _UNAUTHORIZED and code == "wrong_key":
            return Misconfigured("Tinypay does not know this key.")
        if answer.status == _CONFLICT:
            return OutcomeUnknown("Tinypay knows this key from another request.")
        return Rejected(_CODES.get(code, Rejection.INVALID_REQUEST), "Tinypay refuses the refund.")

    def get_refund(self, ref: str) -> GatewayRefund:
        """The refund; LookupError when there is none."""
        refund = _refund(self._read(f"/refunds/{_name(ref)}"))
        if refund.ref != ref:
            raise UnreadableError("the answer is about another refund")
        return refund

    def find_refunds(self, payment: str) -> RefundsFound:
        """All refunds of the payment, page by page."""
        as_of, found, after = self._around.now(), dict[str, GatewayRefund](), ""
        for _ in range(_MOST_PAGES):
            said = self._read("/refunds", payment=_name(payment), after=after)
            found |= {refund.ref: refund for refund in map(_refund, said.objects("refunds"))}
            if not said.flag("more"):
                return RefundsFound(tuple(found.values()), complete=True, as_of=as_of)
            after = said.text("last")
        return RefundsFound(tuple(found.values()), complete=False, as_of=as_of)

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        """What a signed delivery points at."""
        return (parse_hook(raw, headers, self._secrets, self._around.now()),)

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]:
        """A page of what happened since then."""
        said = self._read("/events", since=since.isoformat(), after=cursor or "")
        return [read_event(event) for event in said.objects("events")], said.find_text("next")

    def available_float(self, currency: str) -> Money | None:
        """The balance in that currency."""
        said = self._read("/balance", currency=currency)
        return said.money("available", currency) if "available" in said else None

    def get_dispute(self, ref: str) -> DisputeFacts:
        """The dispute of the payment: at Tinypay it has the payment's id."""
        facts = self.get_payment(ref)
        if facts.dispute == "none":
            raise LookupError("there is no such dispute")
        return DisputeFacts(ref, (ref,), facts.dispute, facts.amount)

    def find_warnings(self, payment: str) -> Sequence[FraudWarning]:
        """Tinypay has none."""
        del payment
        return ()

    def _read(self, path: str, **query: str) -> Said:
        return self._told(ask(self._client, "GET", path, params=query))

    def _told(self, answer: Answer) -> Said:
        said = answer.said()  # a page of somebody in between is unreadable, whatever its status
        if answer.status == _OK:
            return said
        if answer.status == _NOT_FOUND and said.find_text("error") == "no_such_payment":
            raise LookupError("Tinypay has nothing of that name.")
        if answer.status == _UNAUTHORIZED and said.find_text("error") == "wrong_key":
            raise MisconfiguredError("Tinypay does not know this key.")
        raise NoAnswerError(f"HTTP {answer.status}")


def _name(ref: str) -> str:
    if not ref or not ref.isascii() or not ref.replace("_", "").isalnum():
        raise LookupError("that is no name of Tinypay's")
    return ref


def _dispute(word: str) -> DisputeState:
    if word not in _DISPUTES:
        raise UnreadableError("dispute has a word that is not known here")
    return _DISPUTES[word]


def _refund(said: Said) -> GatewayRefund:
    try:
        status = RefundStatus(said.text("status"))
    except ValueError:
        raise UnreadableError("the refund has a status that is not known here") from None
    return GatewayRefund(
        ref=said.text("id"),
        status=status,
        amount=said.money("amount", said.text("currency")),
        attempt_id=said.find_text("attempt"),
        payments=(said.text("payment"),),
        made_at=said.find_moment("made_at"),
    )


def build(settings: Mapping[str, Any], surroundings: Surroundings) -> Gateway:
    """One account of one tenant."""
    return TinyGateway(settings, surroundings)
