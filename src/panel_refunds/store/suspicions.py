"""What only fraud checks ask of the books: bonuses, returns, disputes, and who shares a payment account.

Bounded like the rest of a customer's history: the newest rows of each kind, the first of the other customers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, cast, func, select

from panel_refunds.ledger.deposit import DisputeState
from panel_refunds.money import Money
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.history import NEWEST
from panel_refunds.store.link import Rows
from panel_refunds.store.statement import Statement, among, number_param, such_as, text_param, the_tenant
from panel_refunds.store.tables import DepositRow, DisputeRow, LotRow, WalletRow

_LOT, _WALLET, _DISPUTE = LotRow.__table__.c, WalletRow.__table__.c, DisputeRow.__table__.c
_DEPOSIT = DepositRow.__table__
_MINE, _OTHERS = _DEPOSIT.alias("mine"), _DEPOSIT.alias("others")
_OF_WALLET = (_WALLET.tenant_id == _LOT.tenant_id) & (_WALLET.wallet_id == _LOT.wallet_id)


def _lots(moment: Any, kind: str) -> Statement:
    return Statement(
        select(moment, _LOT.amount, _WALLET.currency)
        .select_from(WalletRow.__table__)
        .join(LotRow.__table__, _OF_WALLET)
        .where(
            _LOT.tenant_id == the_tenant(),
            _WALLET.tenant_id == the_tenant(),
            _WALLET.customer_id == text_param("customer"),
            such_as(f"lot.kind = '{kind}'"),
            moment.is_not(None),
        )
        .order_by(moment.desc())
        .limit(number_param("many"))
    )


def _sums(amount: Any, *of: Any) -> Any:
    return select(*of, func.count(), cast(func.sum(amount), BigInteger))


_BONUSES = _lots(_LOT.credited_at, "bonus")
_RETURNED = _lots(_LOT.returned_at, "order_refund")
_DISPUTES = Statement(
    select(_DISPUTE.deposit_id, _DISPUTE.opened_at, _DISPUTE.amount, _WALLET.currency, _DISPUTE.state)
    .select_from(WalletRow.__table__)
    .join(DisputeRow.__table__, (_WALLET.tenant_id == _DISPUTE.tenant_id) & (_WALLET.wallet_id == _DISPUTE.wallet_id))
    .where(
        _DISPUTE.tenant_id == the_tenant(),
        _WALLET.tenant_id == the_tenant(),
        _WALLET.customer_id == text_param("customer"),
    )
    .order_by(_DISPUTE.opened_at.desc())
    .limit(number_param("many"))
)
_SHARED_DEPOSITS = Statement(
    _sums(_OTHERS.c.amount, _OTHERS.c.customer_id, _OTHERS.c.currency)
    .where(
        _OTHERS.c.tenant_id == the_tenant(),
        among(_OTHERS.c.customer_id, "ids"),
        _OTHERS.c.fingerprint.in_(
            select(_MINE.c.fingerprint).where(
                _MINE.c.tenant_id == the_tenant(),
                _MINE.c.customer_id == text_param("customer"),
                _MINE.c.fingerprint.is_not(None),
            )
        ),
    )
    .group_by(_OTHERS.c.customer_id, _OTHERS.c.currency)
    .order_by(_OTHERS.c.customer_id, _OTHERS.c.currency)
)
_THEIR_BONUSES = Statement(
    _sums(_LOT.amount, _WALLET.customer_id, _WALLET.currency)
    .select_from(WalletRow.__table__)
    .join(LotRow.__table__, _OF_WALLET)
    .where(
        _LOT.tenant_id == the_tenant(),
        _WALLET.tenant_id == the_tenant(),
        among(_WALLET.customer_id, "ids"),
        such_as("lot.kind = 'bonus'"),
    )
    .group_by(_WALLET.customer_id, _WALLET.currency)
    .order_by(_WALLET.customer_id, _WALLET.currency)
)


class PastDispute(NamedTuple):
    """A dispute about a payment of the customer."""

    deposit_id: str
    opened_at: datetime
    amount: Money
    state: DisputeState


class Sharing(NamedTuple):
    """What another customer paid from a shared account, and the bonuses of that customer: how many, and the sums."""

    deposits: int
    deposited: tuple[Money, ...]
    bonuses: int
    granted: tuple[Money, ...]


class SuspicionChapter(Chapter):
    """Looks at a customer as a fraud check does."""

    def bonuses_of_customer(self, customer_id: str) -> tuple[tuple[datetime, Money], ...]:
        """The bonuses that the customer was granted, newest first."""
        return self._dated(_BONUSES, customer_id)

    def returns_of_customer(self, customer_id: str) -> tuple[tuple[datetime, Money], ...]:
        """Own money that orders gave back to the customer's balance, newest first."""
        return self._dated(_RETURNED, customer_id)

    def disputes_of_customer(self, customer_id: str) -> list[PastDispute]:
        """The disputes about payments of the customer, newest first."""
        rows = self._rows(_DISPUTES, customer=customer_id, many=NEWEST)
        return [
            PastDispute(deposit, self._moment(at), Money(amount, currency), state)
            for deposit, at, amount, currency, state in rows
        ]

    def sharing_of(self, customer_id: str, others: Sequence[str]) -> dict[str, Sharing]:
        """What each of ``others`` paid from the payment accounts of this customer, and took in bonuses."""
        if not others:
            return {}
        deposits = _by_customer(self._rows(_SHARED_DEPOSITS, customer=customer_id, ids=list(others)))
        bonuses = _by_customer(self._rows(_THEIR_BONUSES, ids=list(others)))
        return {other: Sharing(*deposits[other], *bonuses[other]) for other in others}

    def _dated(self, statement: Statement, customer_id: str) -> tuple[tuple[datetime, Money], ...]:
        rows = self._rows(statement, customer=customer_id, many=NEWEST)
        return tuple((self._moment(at), Money(units, currency)) for at, units, currency in rows)


def _by_customer(rows: Rows) -> defaultdict[str, tuple[int, tuple[Money, ...]]]:
    found: defaultdict[str, tuple[int, tuple[Money, ...]]] = defaultdict(lambda: (0, ()))
    for customer, currency, many, units in rows:
        count, sums = found[customer]
        found[customer] = (count + int(many), (*sums, Money(int(units), currency)))
    return found
