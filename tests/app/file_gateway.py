"""A gateway that outlives the processes which use it: its books are one file, locked for every look.

The same key is the same refund, and nothing beyond a payment is ever paid. It can be told to lose answers: the refund
runs, and the caller hears nothing.
"""

from __future__ import annotations

import fcntl
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from panel_refunds.money import Money, parse_units
from panel_refunds.ports import (
    Capabilities,
    GatewayEvent,
    GatewayRefund,
    Outcome,
    PaymentFacts,
    RefundOrder,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
)


class FileGateway:
    """``folder`` holds ``payments.json`` (payment → amount) and ``refunds.jsonl``.

    Every ``lose_every``-th refund runs and its answer is lost. While a file ``hold`` is there, sending waits for a file
    ``go``, after it has made a file ``entered``.
    """

    def __init__(self, folder: Path, lose_every: int = 0) -> None:
        self.folder = folder
        self.lose_every = lose_every

    def take_payment(self, payment: str, amount: str) -> None:
        """A customer paid."""
        with self._books() as books:
            payments = self._payments()
            payments[payment] = amount
            (self.folder / "payments.json").write_text(json.dumps(payments))
            del books

    def refunds(self) -> list[dict[str, Any]]:
        """Everything that really ran."""
        file = self.folder / "refunds.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def capabilities(self, method: str) -> Capabilities:
        return Capabilities()

    def get_payment(self, ref: str) -> PaymentFacts:
        amount = Money(parse_units(self._payments()[ref]), "USD")
        back = sum(refund["units"] for refund in self.refunds() if refund["payment"] == ref)
        return PaymentFacts(ref, amount, True, Money(back, "USD"))

    def create_refund(self, order: RefundOrder) -> Outcome:
        self._wait()
        with self._books() as books:
            made = self.refunds()
            earlier = next((refund for refund in made if refund["key"] == order.key), None)
            if earlier is None:
                back = sum(refund["units"] for refund in made if refund["payment"] == order.payment)
                if back + order.amount.units > parse_units(self._payments()[order.payment]):
                    return Rejected(Rejection.OVER_REFUND)
                earlier = {
                    "key": order.key,
                    "payment": order.payment,
                    "units": order.amount.units,
                    "attempt": order.attempt_id,
                }
                books.write(json.dumps(earlier) + "\n")
                books.flush()
                if self.lose_every and len(made) % self.lose_every == 0:
                    raise ConnectionError("the answer is lost")
        return self._refund(earlier)

    def get_refund(self, ref: str) -> GatewayRefund:
        return next(self._refund(refund) for refund in self.refunds() if f"ref_{refund['key']}" == ref)

    def find_refunds(self, payment: str) -> RefundsFound:
        found = tuple(self._refund(refund) for refund in self.refunds() if refund["payment"] == payment)
        return RefundsFound(found, complete=True, as_of=datetime.max.replace(tzinfo=UTC))

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        return ()

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]:
        return (), None

    def available_float(self, currency: str) -> Money | None:
        return None

    def _payments(self) -> dict[str, str]:
        file = self.folder / "payments.json"
        payments: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        return payments

    @staticmethod
    def _refund(made: dict[str, Any]) -> GatewayRefund:
        amount = Money(made["units"], "USD")
        return GatewayRefund(f"ref_{made['key']}", RefundStatus.SUCCEEDED, amount, made["attempt"], made["key"])

    @contextmanager
    def _books(self) -> Iterator[Any]:
        with (self.folder / "refunds.jsonl").open("a") as books:
            fcntl.flock(books, fcntl.LOCK_EX)
            yield books

    def _wait(self) -> None:
        if not (self.folder / "hold").exists():
            return
        (self.folder / "entered").touch()
        waiting = threading.Event()
        while not (self.folder / "go").exists():
            waiting.wait(0.02)
