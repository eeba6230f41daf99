"""A gateway that says what it is told to say, and keeps honest books of what really ran.

Stories, tests and the demo put it in every gateway's place: refunds are native, the original destination is
guaranteed, the same key is the same refund. Three things are kept apart, as at a real gateway:

* what it answers to the *next sending*: ``script("pending")``, by default ``succeeded``;
* what it says of a refund *from now on*: ``later(attempt_id, "failed")``;
* what *ran*, whatever was said: ``executed(payment)`` and ``paid_back(payment)``, for a test to compare with the books.

The words are those of ``RefundStatus``, and ``unknown`` (no answer; look-ups prove nothing either until another word is
said), ``not_executed``, ``misconfigured``, ``rejected:CODE`` with a code of ``Rejection``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import RLock
from typing import Literal

from panel_refunds.money import Money
from panel_refunds.ports import (
    Capabilities,
    GatewayEvent,
    GatewayRefund,
    Misconfigured,
    NotExecuted,
    Outcome,
    OutcomeUnknown,
    PaymentFacts,
    RefundOrder,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
)

_STATUSES = frozenset(status.value for status in RefundStatus)
_NEVER_PAID = (RefundStatus.FAILED, RefundStatus.CANCELED)


@dataclass(frozen=True, slots=True)
class _Payment:
    facts: PaymentFacts
    outside: tuple[GatewayRefund, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sending:
    """One key: what was ordered, the ``word`` the gateway gives about it, and the refund if it ``ran``."""

    order: RefundOrder
    word: str
    ran: bool
    refund: GatewayRefund


class ScriptedGateway:
    """A ``ports.Gateway`` without a network; any number of threads may use it at once."""

    def __init__(self, *, now: Callable[[], datetime], capabilities: Capabilities | None = None) -> None:
        self._now = now
        self._capabilities = capabilities or Capabilities()
        self._payments: dict[str, _Payment] = {}
        self._sendings: dict[str, _Sending] = {}
        self._made = 0
        self._script: deque[tuple[str, bool]] = deque()
        self._asked: list[RefundOrder] = []
        self._floats: dict[str, Money] = {}
        self._lock = RLock()
        self.meanwhile: Callable[[], object] | None = None
        """Called once when the next sending is on its way, before it is answered."""

    # ------------------------------------------------------------ what a test or a story says to it

    def take_payment(
        self,
        ref: str,
        amount: Money,
        *,
        fee: Money | None = None,
        fingerprint: str | None = None,
        display: str | None = None,
    ) -> PaymentFacts:
        """A customer paid: from now on the payment is known. ``fee`` None means not known yet."""
        with self._lock:
            if ref in self._payments:
                raise ValueError(f"the payment {ref!r} was taken already")
            nothing = Money(0, amount.currency)
            facts = PaymentFacts(ref, amount, True, nothing, fee=fee, fingerprint=fingerprint, display=display)
            self._payments[ref] = _Payment(facts)
            return facts

    def tell_fee(self, ref: str, fee: Money) -> None:
        """The fee of a payment becomes known."""
        self._change(ref, lambda facts: replace(facts, fee=fee))

    def tell_dispute(self, ref: str, dispute: Literal["none", "inquiry", "open", "won", "lost"]) -> None:
        """The payment's dispute has this state now."""
        self._change(ref, lambda facts: replace(facts, dispute=dispute))

    def tell_float(self, available: Money) -> None:
        """What the gateway has to pay refunds from, in one currency."""
        with self._lock:
            self._floats[available.currency] = available

    def refund_outside(self, payment: str, amount: Money) -> GatewayRefund:
        """Somebody refunds in the gateway's own dashboard: a refund that has no attempt of ours."""
        with self._lock:
            taken = self._payment(payment)
            refund = GatewayRefund(f"{payment}_outside_{len(taken.outside) + 1}", RefundStatus.SUCCEEDED, amount)
            self._payments[payment] = replace(taken, outside=(*taken.outside, refund))
            return refund

    def script(self, word: str, *, ran: bool = True) -> None:
        """The answer to the next sending that has none yet. ``ran`` says of ``unknown`` whether the refund was made."""
        _check_word(word)
        with self._lock:
            self._script.append((word, ran))

    def later(self, ref: str, word: str) -> None:
        """From now on say ``word`` of the refund with this ref or attempt id; LookupError when it was never sent.

        ``not_executed`` and ``rejected:CODE`` of an unknown refund mean that it never ran; ``rejected:CODE`` of one
        that did run means that it failed with that code.
        """
        _check_word(word)
        with self._lock:
            key, sending = self._sending(ref)
            if word in _STATUSES:
                refund = replace(
                    sending.refund, status=RefundStatus(word), failure="scripted" if word == "failed" else None
                )
                self._sendings[key] = replace(sending, word=word, ran=True, refund=refund)
            elif word == "unknown":
                self._sendings[key] = replace(sending, word=word)
            elif word == "misconfigured":
                raise ValueError("misconfigured is said of a sending, not of a refund")
            elif sending.word == "unknown":
                self._sendings[key] = replace(sending, word=word, ran=False)
            elif word.startswith("rejected:"):
                code = word.removeprefix("rejected:")
                refund = replace(sending.refund, status=RefundStatus.FAILED, failure=code)
                self._sendings[key] = replace(sending, word="failed", ran=True, refund=refund)
            else:
                raise ValueError(f"the refund {ref!r} ran; the gateway cannot say {word!r} of it any more")

    # ------------------------------------------------------------ what a test reads, whatever was said

    @property
    def asked(self) -> tuple[RefundOrder, ...]:
        """Every ``create_refund`` call in order, repetitions included."""
        with self._lock:
            return tuple(self._asked)

    def executed(self, payment: str) -> tuple[GatewayRefund, ...]:
        """Every refund of the payment that ran, with its true state, also when the answer was lost."""
        with self._lock:
            taken = self._payment(payment)
            ours = (sent.refund for sent in self._sendings.values() if sent.ran and sent.order.payment == payment)
            return (*ours, *taken.outside)

    def paid_back(self, payment: str) -> Money:
        """What has left or will leave for the customer: all that ran and did neither fail nor get canceled."""
        with self._lock:
            total = Money(0, self._payment(payment).facts.amount.currency)
            for refund in self.executed(payment):
                if refund.status not in _NEVER_PAID:
                    total += refund.amount
            return total

    # ------------------------------------------------------------ the gateway

    def capabilities(self, method: str) -> Capabilities:  # noqa: ARG002 - the same for every method
        """Automatic: native, original destination guaranteed, recognises its keys."""
        return self._capabilities

    def get_payment(self, ref: str) -> PaymentFacts:
        """The payment with what was refunded of it; LookupError when it was never taken."""
        with self._lock:
            return replace(self._payment(ref).facts, refunded=self.paid_back(ref))

    def create_refund(self, order: RefundOrder) -> Outcome:
        """The scripted answer; the same key is answered from what it did the first time."""
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        with self._lock:
            self._asked.append(order)
            if (earlier := self._sendings.get(order.key)) is not None and earlier.word != "not_executed":
                if earlier.order != order:
                    return Rejected(Rejection.INVALID_REQUEST, "that key was used for another refund")
                return _answer(earlier)
            return self._refusal(order) or self._said_next(order)

    def get_refund(self, ref: str) -> GatewayRefund:
        """The refund as last said of it; ConnectionError while that is ``unknown``, LookupError when it never ran."""
        with self._lock:
            for payment in self._payments.values():
                for refund in payment.outside:
                    if refund.ref == ref:
                        return refund
            _, sending = self._sending(ref)
            if sending.word == "unknown":
                raise ConnectionError("scripted: no answer")
            if not sending.ran:
                raise LookupError(f"there is no refund {ref!r} here")
            return sending.refund

    def find_refunds(self, payment: str) -> RefundsFound:
        """All refunds of the payment; not complete while the word on one of them is ``unknown``."""
        with self._lock:
            taken = self._payment(payment)
            sent = [sending for sending in self._sendings.values() if sending.order.payment == payment]
            seen = tuple(sending.refund for sending in sent if sending.ran and sending.word != "unknown")
            complete = all(sending.word != "unknown" for sending in sent)
            return RefundsFound((*seen, *taken.outside), complete=complete, as_of=self._now())

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:  # noqa: ARG002 - it sends none
        """No events: it has no webhooks."""
        return ()

    def list_changes(
        self,
        since: datetime,  # noqa: ARG002 - it has no feed
        cursor: str | None,  # noqa: ARG002 - as above
    ) -> tuple[Sequence[GatewayEvent], str | None]:
        """No events: it has no change feed."""
        return (), None

    def available_float(self, currency: str) -> Money | None:
        """What ``tell_float`` said, None where it said nothing."""
        with self._lock:
            return self._floats.get(currency)

    # ------------------------------------------------------------ inside, under the lock

    def _payment(self, ref: str) -> _Payment:
        if ref not in self._payments:
            raise LookupError(f"there is no payment {ref!r} here")
        return self._payments[ref]

    def _change(self, ref: str, change: Callable[[PaymentFacts], PaymentFacts]) -> None:
        with self._lock:
            taken = self._payment(ref)
            self._payments[ref] = replace(taken, facts=change(taken.facts))

    def _sending(self, ref: str) -> tuple[str, _Sending]:
        for key, sending in self._sendings.items():
            if ref in (sending.refund.ref, sending.order.attempt_id):
                return key, sending
        raise LookupError(f"there is no refund {ref!r} here")

    def _refusal(self, order: RefundOrder) -> Rejected | None:
        if order.payment not in self._payments:
            return Rejected(Rejection.PAYMENT_NOT_FOUND, "no such payment")
        facts = self.get_payment(order.payment)
        left = facts.amount - self.paid_back(order.payment)
        checks = (
            (order.amount.currency != left.currency, Rejection.CURRENCY_MISMATCH, f"the payment is in {left.currency}"),
            (order.amount.units <= 0, Rejection.INVALID_REQUEST, "the amount must be more than zero"),
            (facts.dispute == "open", Rejection.DISPUTED, "the payment is disputed"),
            (left.units == 0, Rejection.ALREADY_REFUNDED, "nothing is left of the payment"),
            (order.amount.units > left.units, Rejection.OVER_REFUND, f"only {left} is left of the payment"),
        )
        return next((Rejected(code, text) for wrong, code, text in checks if wrong), None)

    def _said_next(self, order: RefundOrder) -> Outcome:
        word, ran = self._script.popleft() if self._script else ("succeeded", True)
        if word == "not_executed":
            return NotExecuted(timedelta(minutes=1), "scripted: try again later")
        if word == "misconfigured":
            return Misconfigured("scripted: the key is not accepted")
        if word.startswith("rejected:"):
            return Rejected(Rejection(word.removeprefix("rejected:")), "scripted")
        status = RefundStatus(word) if word in _STATUSES else RefundStatus.SUCCEEDED
        self._made += 1
        number = self._made
        failure = "scripted" if status is RefundStatus.FAILED else None
        refund = GatewayRefund(
            f"refund_{number}", status, order.amount, order.attempt_id, f"REFERENCE-{number}", failure
        )
        sending = _Sending(order, word, word != "unknown" or ran, refund)
        self._sendings[order.key] = sending
        return _answer(sending)


def _check_word(word: str) -> None:
    kind, colon, code = word.partition(":")
    if kind == "rejected" and colon:
        Rejection(code)
    elif word not in _STATUSES | {"unknown", "not_executed", "misconfigured"}:
        raise ValueError(f"{word!r} is nothing a gateway can say")


def _answer(sending: _Sending) -> Outcome:
    if sending.word == "unknown":
        return OutcomeUnknown("scripted: no answer")
    if sending.word.startswith("rejected:"):
        return Rejected(Rejection(sending.word.removeprefix("rejected:")), "scripted")
    return sending.refund
