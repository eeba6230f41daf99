"""A picture of the books at one moment: all that the laws of the simulator speak of, in one look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from panel_refunds.ledger.customer import Customer
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import HOLDING, Refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Store
from panel_refunds.store.attempts import ATTEMPTS
from panel_refunds.store.customers import CUSTOMERS
from panel_refunds.store.deposits import DEPOSITS
from panel_refunds.store.notices import NOTICES
from panel_refunds.store.refunds import REFUNDS
from panel_refunds.store.requests import REQUESTS
from panel_refunds.store.statement import Statement, such_as

_ALL = tuple((shape, Statement(shape.select())) for shape in (CUSTOMERS, DEPOSITS, REQUESTS, REFUNDS, ATTEMPTS))

_UNREAD = Statement(NOTICES.select(such_as("applied_at IS NULL")))


@dataclass(frozen=True)
class Picture:
    """Everything by its id."""

    customers: Mapping[str, Customer]
    deposits: Mapping[str, Deposit]
    requests: Mapping[str, RefundRequest]
    refunds: Mapping[str, Refund]
    attempts: Mapping[str, Attempt]

    def attempts_of(self, refund: Refund) -> list[Attempt]:
        """Its attempts, oldest first."""
        return sorted(
            (each for each in self.attempts.values() if each.refund_id == refund.refund_id),
            key=lambda each: each.attempt_id,
        )

    def refunds_by_deposit(self) -> Mapping[str, list[Refund]]:
        """All refunds of every deposit."""
        found: defaultdict[str, list[Refund]] = defaultdict(list)
        for refund in self.refunds.values():
            found[refund.deposit_id].append(refund)
        return found

    def asked_for(self, deposit: Deposit) -> bool:
        """Whether something of it is wanted back at the moment."""
        return any(each.deposit_id == deposit.deposit_id and each.state in HOLDING for each in self.refunds.values())

    def stopped(self, deposit: Deposit) -> bool:
        """Whether nothing of it may be sent: the payment is contested, or the account is closed."""
        account = self.customers[deposit.customer_id].state
        return deposit.dispute in ("open", "lost") or account in ("terminated", "forfeited", "suspended")


def hints_unread(store: Store, tenant: UUID) -> bool:
    """Whether a hint of the gateway still waits for somebody to look."""
    with store.read(tenant) as books:
        return bool(books._records(NOTICES, _UNREAD))


@lru_cache(5000)
def _record(shape: Any, row: tuple[Any, ...], dialect: str) -> Any:
    """From one picture to the next most rows are as they were."""
    return shape.read(row, dialect)


def take_picture(store: Store, tenant: UUID) -> Picture:
    """The books of ``tenant`` as they are now."""
    with store.read(tenant) as books:
        customers, deposits, requests, refunds, attempts = (
            [_record(shape, row, store.dialect) for row in books._rows(statement)] for shape, statement in _ALL
        )
    return Picture(
        {each.customer_id: each for each in customers},
        {each.deposit_id: each for each in deposits},
        {each.request_id: each for each in requests},
        {each.refund_id: each for each in refunds},
        {each.attempt_id: each for each in attempts},
    )
