"""A gateway in memory with the habits of Stripe, faults on every road to it, and honest books.

Keys live for a day and then make another refund; an answer, an error 500 included, is kept under its key and said again;
the same key while the first call is still inside is a conflict; look-ups may lag, miss something and say so, or fail;
a request may arrive long after its sender stopped waiting. What is pending settles later, what succeeded may fail, banks
contest payments, people refund in the gateway's own pages, fees come late. ``paid_back`` and ``refunds`` are the truth.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tests.simulator.stage import Stage

from panel_refunds.money import Money
from panel_refunds.ports import (
    Capabilities,
    DisputeFacts,
    FraudWarning,
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

LAG = timedelta(seconds=30)
KEY_LIVES = timedelta(hours=24)
LONGEST_PROCESSING = timedelta(days=3)
CAPABILITIES = Capabilities(
    dedupe_lifetime=KEY_LIVES,
    lookup_lag=LAG,
    longest_processing=LONGEST_PROCESSING,
    verifies=True,
    webhooks=True,
    disputes=True,
    knows_float=True,
)
GONE = frozenset({RefundStatus.FAILED, RefundStatus.CANCELED})


@dataclass
class Faults:
    """How often each thing goes wrong, from 0 to 1."""

    busy: float = 0.0
    lost_before: float = 0.0
    lost_after: float = 0.0
    broken_before: float = 0.0
    broken_after: float = 0.0
    nonsense: float = 0.0
    late_arrival: float = 0.0
    wrong_key: float = 0.0
    pending: float = 0.0
    fails: float = 0.0
    reads_fail: float = 0.0
    incomplete: float = 0.0
    lags: float = 0.0


NO_FAULTS = Faults()


@dataclass
class Payment:
    """What the gateway took, and what has become of it."""

    ref: str
    amount: Money
    fee: Money | None
    fee_known: bool
    refunds: list[GatewayRefund] = field(default_factory=list)
    dispute: Any = "none"
    contested: Money | None = None
    lost: int = 0

    def standing(self, *, ours: bool | None = None) -> list[GatewayRefund]:
        """Refunds whose money has left or will; ``ours`` picks those with or without an attempt of ours."""
        mine = [each for each in self.refunds if ours is None or (each.attempt_id is not None) == ours]
        return [each for each in mine if each.status not in GONE]

    @property
    def refunded(self) -> int:
        """Units that have left or will."""
        return sum(each.amount.units for each in self.standing())

    @property
    def outside(self) -> int:
        """Units that somebody else refunded."""
        return sum(each.amount.units for each in self.standing(ours=False))


@dataclass(frozen=True)
class Late:
    """A request whose sender waits no longer; it arrives ``until`` then."""

    order: RefundOrder
    until: datetime


@dataclass
class _Key:
    order: RefundOrder
    at: datetime
    answer: Outcome | None = None
    refund: str | None = None


@dataclass
class CardHouse:
    """A ``ports.Gateway``; ``mail`` are the webhooks that wait for somebody to bring them."""

    stage: Stage
    faults: Faults = field(default_factory=Faults)
    payments: dict[str, Payment] = field(default_factory=dict)
    mail: list[bytes] = field(default_factory=list)
    late: list[Late] = field(default_factory=list)
    keys: dict[str, _Key] = field(default_factory=dict)
    inside: set[str] = field(default_factory=set)
    floats: int | None = None
    made: int = 0

    # ------------------------------------------------------------ what happens there

    def take_payment(self, ref: str, amount: Money, *, fee: Money, fee_known: bool = True) -> None:
        self.payments[ref] = Payment(ref, amount, fee, fee_known)

    def tell_fee(self, payment: Payment) -> None:
        payment.fee_known = True
        self._happened("payment", payment.ref, payment)

    def refund_outside(self, payment: Payment, amount: Money) -> None:
        self.made += 1
        refund = GatewayRefund(f"re_{self.made}", RefundStatus.SUCCEEDED, amount, payments=(payment.ref,))
        payment.refunds.append(replace(refund, made_at=self.stage.at))
        self._happened("refund", refund.ref, payment)

    def change(self, ref: str, status: RefundStatus) -> None:
        """A refund is in another state from now on."""
        payment = next(each for each in self.payments.values() if any(one.ref == ref for one in each.refunds))
        failure = "lost_card" if status is RefundStatus.FAILED else None
        payment.refunds = [
            replace(each, status=status, failure=failure) if each.ref == ref else each for each in payment.refunds
        ]
        self._happened("refund", ref, payment)

    def contest(self, payment: Payment) -> None:
        """The bank contests what is left of it."""
        left = payment.amount.units - payment.refunded - payment.lost
        payment.dispute, payment.contested = "open", Money(left, payment.amount.currency)
        self._happened("dispute", f"dp_{payment.ref}", payment)

    def decide(self, payment: Payment, outcome: str) -> None:
        if outcome == "lost" and payment.contested:
            payment.lost += payment.contested.units
        payment.dispute = outcome
        self._happened("dispute", f"dp_{payment.ref}", payment)

    def arrive(self, late: Late) -> None:
        """A request that was under way for long reaches the gateway; nobody waits for its answer."""
        self.late.remove(late)
        self.stage.tell(f"what was sent of {late.order.attempt_id[-4:]} arrives late")
        self._execute(late.order)

    def _happened(self, kind: str, ref: str, payment: Payment) -> None:
        self.made += 1
        self.stage.changed = True
        event = {"id": f"evt_{self.made}", "kind": kind, "ref": ref, "payment": payment.ref}
        self.mail.append(json.dumps(event).encode())

    # ------------------------------------------------------------ the truth

    def made_for_us(self) -> list[tuple[Payment, GatewayRefund]]:
        """Every refund that was made for an attempt of ours, with its payment."""
        return [(one, each) for one in self.payments.values() for each in one.refunds if each.attempt_id is not None]

    def refund_of(self, attempt_id: str) -> list[GatewayRefund]:
        """Every refund that an attempt has made: one at most, if all is well."""
        return [each for _, each in self.made_for_us() if each.attempt_id == attempt_id]

    def may_still_run(self, attempt_id: str) -> bool:
        """Whether a request of it is inside, or on its way."""
        return attempt_id in self.inside or any(each.order.attempt_id == attempt_id for each in self.late)

    # ------------------------------------------------------------ the gateway

    def capabilities(self, method: str) -> Capabilities:
        return CAPABILITIES

    def get_payment(self, ref: str) -> PaymentFacts:
        self._road("a look at a payment")
        payment = self._payment(ref)
        actor = self.stage.on_stage
        if actor:
            actor.seen[ref] = (payment.outside, payment.dispute)
        facts = PaymentFacts(
            ref,
            payment.amount,
            captured=True,
            refunded=Money(payment.refunded, payment.amount.currency),
            dispute=payment.dispute,
            fee=payment.fee if payment.fee_known else None,
            refs=(ref,),
            method="card",
        )
        self.stage.pause("the payment's facts")
        return facts

    def create_refund(self, order: RefundOrder) -> Outcome:
        stage, faults = self.stage, self.faults
        stage.counts["sends"] += 1
        stage.tell(f"sends {order.attempt_id[-4:]} {order.amount} key {order.key[-4:]}")
        stage.pause("a send")
        if stage.chances(faults.lost_before):
            raise ConnectionError("simulated: the line broke")
        if stage.chances(faults.busy):
            return NotExecuted(timedelta(minutes=1), "simulated: too many requests")
        if stage.chances(faults.wrong_key):
            return Misconfigured("simulated: the key was revoked")
        if stage.chances(faults.late_arrival):
            self.late.append(Late(order, stage.at + timedelta(seconds=stage.chance.randrange(5, 900))))
            raise TimeoutError("simulated: no answer in time")
        if order.key in self.inside:
            return NotExecuted(timedelta(minutes=1), "simulated: conflict, the same key is being worked on")
        self.inside.add(order.key)
        try:
            # Whoever sent it may die now, or wait long; it runs all the same.
            stage.pause("a refund inside the gateway")
        finally:
            self.inside.discard(order.key)
            answer = self._execute(order)
        stage.pause("a gateway's answer")
        if stage.chances(faults.lost_after):
            raise TimeoutError("simulated: the answer was cut")
        if stage.chances(faults.nonsense) and isinstance(answer, GatewayRefund):
            return replace(answer, amount=Money(answer.amount.units + 10**6, answer.amount.currency))
        return answer

    def get_refund(self, ref: str) -> GatewayRefund:
        self._road("a look at a refund")
        for payment in self.payments.values():
            for refund in payment.refunds:
                if refund.ref == ref:
                    self.stage.pause("the refund's state")
                    return refund
        raise LookupError(f"no refund {ref}")

    def find_refunds(self, payment: str) -> RefundsFound:
        self._road("a look-up")
        found = list(self._payment(payment).refunds)
        complete = True
        if self.stage.chances(self.faults.lags):
            found = [each for each in found if each.made_at is None or each.made_at < self.stage.at - LAG]
        if self.stage.chances(self.faults.incomplete):
            found, complete = [each for each in found if self.stage.chances(0.5)], False
        as_of = self.stage.at
        self.stage.pause("a look-up's answer")
        return RefundsFound(tuple(found), complete, as_of)

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        told = json.loads(raw)
        return [GatewayEvent(told["id"], told["kind"], told["ref"], (told["payment"],))]

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]:
        return (), None

    def available_float(self, currency: str) -> Money | None:
        return None if self.floats is None else Money(self.floats, currency)

    def get_dispute(self, ref: str) -> DisputeFacts:
        self._road("a look at a dispute")
        payment = self._payment(ref.removeprefix("dp_"))
        facts = DisputeFacts(ref, (payment.ref,), payment.dispute, payment.contested or payment.amount)
        self.stage.pause("the dispute's facts")
        return facts

    def find_warnings(self, payment: str) -> Sequence[FraudWarning]:
        return ()

    # ------------------------------------------------------------ inside

    def _road(self, what: str) -> None:
        self.stage.pause(what)
        if self.stage.chances(self.faults.reads_fail):
            raise ConnectionError("simulated: no answer")

    def _payment(self, ref: str) -> Payment:
        if ref not in self.payments:
            raise LookupError(f"no payment {ref}")
        return self.payments[ref]

    def _execute(self, order: RefundOrder) -> Outcome:
        """What the gateway does with a request that has reached it; the answer is kept under its key for a day."""
        kept = self.keys.get(order.key)
        if kept is not None and self.stage.at - kept.at < KEY_LIVES:
            if kept.order != order:
                return OutcomeUnknown("simulated: that key belongs to another request")
            if kept.refund is not None and isinstance(kept.answer, GatewayRefund):
                # Stripe says again what it said first, though the refund may have moved on since.
                return kept.answer
            return kept.answer or OutcomeUnknown("simulated: error 500")
        kept = self.keys[order.key] = _Key(order, self.stage.at)
        if self.stage.chance.random() < self.faults.broken_before:
            kept.answer = OutcomeUnknown("simulated: error 500, nothing was done")
            return kept.answer
        payment = self._payment(order.payment)
        kept.answer = self._refusal(payment, order) or self._refund(payment, order)
        if isinstance(kept.answer, GatewayRefund):
            kept.refund = kept.answer.ref
            if self.stage.chance.random() < self.faults.broken_after:
                kept.answer = OutcomeUnknown("simulated: error 500, though it was done")
        return kept.answer

    def _refund(self, payment: Payment, order: RefundOrder) -> GatewayRefund:
        self.made += 1
        fate = self.stage.chance.random()
        status = RefundStatus.SUCCEEDED
        if fate < self.faults.pending:
            status = RefundStatus.PENDING
        elif fate > 1 - self.faults.fails:
            status = RefundStatus.FAILED
        refund = GatewayRefund(
            f"re_{self.made}", status, order.amount, order.attempt_id, f"ARN{self.made}", payments=(payment.ref,)
        )
        refund = replace(refund, made_at=self.stage.at)
        payment.refunds.append(refund)
        self.stage.tell(f"the gateway makes {refund.ref} ({status.value}) of {refund.amount}")
        self._happened("refund", refund.ref, payment)
        return refund

    def _refusal(self, payment: Payment, order: RefundOrder) -> Rejected | None:
        left = payment.amount.units - payment.refunded - payment.lost
        wanted = order.amount.units
        short = self.floats is not None and self.floats < wanted
        checks = (
            (payment.dispute in ("open", "lost"), Rejection.DISPUTED),
            (left <= 0, Rejection.ALREADY_REFUNDED),
            (wanted > left, Rejection.OVER_REFUND),
            (short, Rejection.INSUFFICIENT_BALANCE),
        )
        return next((Rejected(code, "simulated") for wrong, code in checks if wrong), None)
