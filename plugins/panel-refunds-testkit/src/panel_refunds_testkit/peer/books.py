"""A vendor's own books: payments, refunds, idempotency keys, and what changed. They hold whatever the adapter says.

The rules are those that all vendors share: no refund of an unknown or disputed payment, of nothing, in another
currency, after the window, or of more than is left. What a vendor does about a repeated key is told when it is asked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from threading import RLock
from typing import Literal, get_args

from panel_refunds.money import Money
from panel_refunds.ports import DisputeState, Rejection
from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.gateway_peer import Account, PeerRefund, Word


@dataclass(frozen=True, slots=True)
class PeerPayment:
    """A payment as the vendor has it."""

    ref: str
    account: Account
    amount: Money
    fee: Money | None
    taken_at: datetime
    dispute: DisputeState = "none"
    payer: str = "payer_1"


@dataclass(frozen=True, slots=True)
class PeerChange:
    """Something happened to a refund, a payment or a dispute: what a webhook or a feed would tell."""

    event_id: str
    kind: Literal["refund", "payment", "dispute"]
    ref: str
    payment: str
    at: datetime
    account: Account


class PeerRefusedError(Exception):
    """The vendor refuses; ``code`` says why in our words, and the peer says it in the vendor's."""

    def __init__(self, code: Rejection) -> None:
        super().__init__(code.value)
        self.code = code


class KeyUsedError(Exception):
    """The idempotency key, or the merchant's own name for a refund, came before with another request.

    The vendor says so in its own way: the peer catches this, and answers with the vendor's word for it.
    """


class PeerBooks:
    """The books of both accounts of one vendor; any number of threads may use them at once."""

    def __init__(
        self,
        clock: PeerClock,
        *,
        prefix: str = "",
        partial: bool = True,
        window: timedelta | None = None,
        max_refunds: int | None = None,
    ) -> None:
        self.clock = clock
        self.lock = RLock()
        self.script: deque[Word] = deque()
        self.changes: list[PeerChange] = []
        self._prefix = prefix
        self._partial = partial
        self._window = window
        self._max_refunds = max_refunds
        self._payments: dict[str, PeerPayment] = {}
        self._refunds: dict[str, PeerRefund] = {}
        self._keys: dict[tuple[Account, str], tuple[str, object, datetime]] = {}
        self._numbers = count(1)
        self._payer = 1

    # ------------------------------------------------------------ what happens there

    def take_payment(self, amount: Money, *, fee: Money | None, account: Account = "first") -> PeerPayment:
        """A customer paid."""
        with self.lock:
            payment = PeerPayment(self.new_ref("pay"), account, amount, fee, self.clock(), payer=f"payer_{self._payer}")
            self._payments[payment.ref] = payment
            self._changed("payment", payment.ref, payment)
            return payment

    def change_payer(self) -> None:
        """Somebody else pays from now on."""
        with self.lock:
            self._payer += 1

    def change_payment(self, ref: str, **changes: object) -> PeerPayment:
        """Change ``fee`` or ``dispute`` of a payment."""
        with self.lock:
            payment = replace(self._payments[ref], **changes)  # type: ignore[arg-type]  # handed on as they came
            self._payments[ref] = payment
            self._changed("dispute" if "dispute" in changes else "payment", ref, payment)
            return payment

    def refund(
        self,
        account: Account,
        payment: str,
        amount: Money,
        *,
        key: str | None = None,
        attempt_id: str | None = None,
        ref: str | None = None,
    ) -> PeerRefund:
        """Make a refund, in the status that was scripted; ``PeerRefusedError`` when the rules say no.

        A repeated key is not looked at here: ask ``find_answer`` first, as the vendor does. ``ref`` is the refund's id
        where the merchant chooses it; ``KeyUsedError`` when a refund that counts has it already. ``unheard_of`` stays
        as the status for the peer to word; its money counts.
        """
        with self.lock:
            taken = self.get_payment(account, payment)
            if ref is not None and ref in self._refunds and self._refunds[ref].counts:
                raise KeyUsedError
            self._check(taken, amount)
            word: Word = self.script.popleft() if self.script else "succeeded"
            if word == "insufficient_balance":
                raise PeerRefusedError(Rejection.INSUFFICIENT_BALANCE)
            return self._made(taken, amount, word, key, attempt_id, ref)

    def refund_outside(self, payment: str, amount: Money) -> PeerRefund:
        """Somebody refunds in the vendor's own pages."""
        with self.lock:
            taken = self._payments[payment]
            self._check(taken, amount)
            return self._made(taken, amount, "succeeded", None, None, None)

    def become(self, ref: str, status: str) -> PeerRefund:
        """A refund has another status from now on."""
        with self.lock:
            refund = replace(self._refunds[ref], status=status)
            self._refunds[ref] = refund
            self._changed("refund", ref, self._payments[refund.payment])
            return refund

    # ------------------------------------------------------------ what is asked there

    def get_payment(self, account: Account, ref: str) -> PeerPayment:
        """The payment, as this account sees it; ``PeerRefusedError`` when it has none of that name."""
        with self.lock:
            payment = self._payments.get(ref)
            if payment is None or payment.account != account:
                raise PeerRefusedError(Rejection.PAYMENT_NOT_FOUND)
            return payment

    def find_refund(self, account: Account, ref: str) -> PeerRefund | None:
        """The refund, as this account sees it, or None."""
        with self.lock:
            refund = self._refunds.get(ref)
            return refund if refund and self._payments[refund.payment].account == account else None

    def refunds_of(self, payment: str) -> Sequence[PeerRefund]:
        """All refunds of a payment, oldest first."""
        with self.lock:
            return tuple(each for each in self._refunds.values() if each.payment == payment)

    def refunded(self, payment: str) -> Money:
        """What the customer has, or will have, back."""
        with self.lock:
            total = Money(0, self._payments[payment].amount.currency)
            for each in self.refunds_of(payment):
                if each.counts:
                    total += each.amount
            return total

    def payment_of(self, refund: PeerRefund) -> PeerPayment:
        """The payment that a refund gives back."""
        with self.lock:
            return self._payments[refund.payment]

    # ------------------------------------------------------------ idempotency keys

    def find_answer(self, account: Account, key: str, request: str, lifetime: timedelta) -> object | None:
        """What was answered to this key within its lifetime, else None; ``KeyUsedError`` if to another request.

        Call it, ``refund`` and ``keep_answer`` under ``lock``, so that two requests at once are one after the other.
        """
        with self.lock:
            kept = self._keys.get((account, key))
            if kept is None or self.clock() - kept[2] > lifetime:
                return None
            if kept[0] != request:
                raise KeyUsedError
            return kept[1]

    def keep_answer(self, account: Account, key: str, request: str, answer: object) -> None:
        """Remember what was answered to a key; an expired one begins anew."""
        with self.lock:
            self._keys[account, key] = (request, answer, self.clock())

    def new_ref(self, noun: str) -> str:
        """An id that nothing else here has."""
        return f"{self._prefix}{noun}_{next(self._numbers):06}"

    # ------------------------------------------------------------ inside, under the lock

    def _check(self, payment: PeerPayment, amount: Money) -> None:
        made = [each for each in self.refunds_of(payment.ref) if each.counts]
        if payment.dispute == "open":
            raise PeerRefusedError(Rejection.DISPUTED)
        if amount.currency != payment.amount.currency:
            raise PeerRefusedError(Rejection.CURRENCY_MISMATCH)
        if amount.units <= 0:
            raise PeerRefusedError(Rejection.INVALID_REQUEST)
        if self._window is not None and self.clock() - payment.taken_at > self._window:
            raise PeerRefusedError(Rejection.WINDOW_EXPIRED)
        left = payment.amount - self.refunded(payment.ref)
        if left.units == 0:
            raise PeerRefusedError(Rejection.ALREADY_REFUNDED)
        if amount > left:
            raise PeerRefusedError(Rejection.OVER_REFUND)
        if not self._partial and amount != payment.amount:
            raise PeerRefusedError(Rejection.PARTIAL_NOT_SUPPORTED)
        if self._max_refunds is not None and len(made) >= self._max_refunds:
            raise PeerRefusedError(Rejection.NOT_REFUNDABLE)

    def _made(
        self,
        payment: PeerPayment,
        amount: Money,
        status: str,
        key: str | None,
        attempt_id: str | None,
        ref: str | None,
    ) -> PeerRefund:
        made = PeerRefund(ref or self.new_ref("ref"), payment.ref, amount, status, key, attempt_id, self.clock())
        self._refunds[made.ref] = made
        self._changed("refund", made.ref, payment)
        return made

    def _changed(self, kind: Literal["refund", "payment", "dispute"], ref: str, payment: PeerPayment) -> None:
        self.changes.append(PeerChange(self.new_ref("evt"), kind, ref, payment.ref, self.clock(), payment.account))


WORDS: tuple[str, ...] = get_args(Word)
