"""What a customer did so far, for windows that count from the last use, limits over days, and fraud checks.

Bounded: the newest rows of each kind say enough, and a long history costs no more than a short one. Only the journal of
a wallet is told from its first entry on, page by page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, cast, func, select

from panel_refunds.errors import Refused
from panel_refunds.ledger.journal import Entry, Posting
from panel_refunds.money import Money
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.statement import (
    Statement,
    among,
    number_param,
    such_as,
    text_param,
    the_tenant,
    time_param,
)
from panel_refunds.store.tables import CustomerRow, DepositRow, OrderRow, RefundRow, RequestRow, WalletRow
from panel_refunds.store.wallets import ENTRIES, POSTINGS

NEWEST = 500

_CUSTOMER, _WALLET, _DEPOSIT = CustomerRow.__table__.c, WalletRow.__table__.c, DepositRow.__table__.c
_ORDER, _REQUEST, _REFUND = OrderRow.__table__.c, RequestRow.__table__.c, RefundRow.__table__.c
_SENT = such_as("refund.state IN ('approved', 'sending', 'sent', 'paid')")


def _newest(moment: Any, *rest: Any, table: Any) -> Statement:
    return Statement(
        select(moment, *rest)
        .where(table.tenant_id == the_tenant(), table.customer_id == text_param("customer"))
        .order_by(moment.desc())
        .limit(number_param("many"))
    )


_CURRENCY = Statement(
    select(_WALLET.currency).where(_WALLET.tenant_id == the_tenant(), _WALLET.wallet_id == text_param("wallet"))
)
_LAST_DEPOSIT = Statement(
    select(_DEPOSIT.credited_at)
    .where(_DEPOSIT.tenant_id == the_tenant(), _DEPOSIT.wallet_id == text_param("wallet"))
    .order_by(_DEPOSIT.credited_at.desc())
    .limit(1)
)
_LAST_ORDER = Statement(
    select(_ORDER.placed_at)
    .where(
        _ORDER.tenant_id == the_tenant(),
        _ORDER.customer_id == text_param("customer"),
        _ORDER.wallet_id == text_param("wallet"),
    )
    .order_by(_ORDER.placed_at.desc())
    .limit(1)
)
_OWNER = Statement(
    select(_WALLET.customer_id).where(_WALLET.tenant_id == the_tenant(), _WALLET.wallet_id == text_param("wallet"))
)
_FORFEITED = Statement(
    select(_CUSTOMER.customer_id).where(
        _CUSTOMER.tenant_id == the_tenant(), among(_CUSTOMER.customer_id, "ids"), such_as("state = 'forfeited'")
    )
)
_DEPOSITS = _newest(_DEPOSIT.credited_at, _DEPOSIT.amount, _DEPOSIT.currency, table=_DEPOSIT)
_ORDERS = _newest(_ORDER.placed_at, _ORDER.charge, _ORDER.currency, table=_ORDER)
_REQUESTS = _newest(_REQUEST.opened_at, table=_REQUEST)
_REFUNDS = Statement(
    select(_REFUND.paid_at, _REFUND.gross, _REQUEST.currency)
    .join(
        RequestRow.__table__,
        (_REQUEST.tenant_id == _REFUND.tenant_id) & (_REQUEST.request_id == _REFUND.request_id),
    )
    .where(
        _REFUND.tenant_id == the_tenant(),
        _REQUEST.tenant_id == the_tenant(),
        _REQUEST.customer_id == text_param("customer"),
        such_as("refund.state = 'paid'"),
    )
    .order_by(_REFUND.paid_at.desc())
    .limit(number_param("many"))
)
_APPROVED = Statement(
    select(cast(func.coalesce(func.sum(_REFUND.gross), 0), BigInteger))
    .join(
        RequestRow.__table__,
        (_REQUEST.tenant_id == _REFUND.tenant_id) & (_REQUEST.request_id == _REFUND.request_id),
    )
    .where(
        _REFUND.tenant_id == the_tenant(),
        _REQUEST.tenant_id == the_tenant(),
        _REQUEST.customer_id == text_param("customer"),
        _REQUEST.currency == text_param("currency"),
        _REQUEST.decided_at >= time_param("since"),
        _SENT,
    )
)
_ENTRY, _POSTING = ENTRIES.table.c, POSTINGS.table.c
_JOURNAL = Statement(
    ENTRIES.select(_ENTRY.wallet_id == text_param("wallet"), _ENTRY.number > number_param("after"))
    .order_by(_ENTRY.number)
    .limit(number_param("many"))
)
_LEGS = Statement(
    POSTINGS.select(
        _POSTING.wallet_id == text_param("wallet"),
        _POSTING.number > number_param("after"),
        _POSTING.number <= number_param("upto"),
    ).order_by(_POSTING.number, _POSTING.seq)
)


class History(NamedTuple):
    """The newest deposits, orders and paid refunds with their moments and amounts, and the moments of requests."""

    deposits: tuple[tuple[datetime, Money], ...]
    orders: tuple[tuple[datetime, Money], ...]
    requests: tuple[datetime, ...]
    refunds: tuple[tuple[datetime, Money], ...]


class HistoryChapter(Chapter):
    """Looks back over one customer."""

    def currency_of(self, wallet_id: str) -> str:
        """The wallet's currency; Refused ``not_found``."""
        rows = self._rows(_CURRENCY, wallet=wallet_id)
        if not rows:
            raise Refused("not_found", f"There is no wallet {wallet_id[:60]}.")
        return str(rows[0][0])

    def last_use_at(self, wallet_id: str) -> datetime | None:
        """When the wallet was used last: its latest deposit or order."""
        owner = self._rows(_OWNER, wallet=wallet_id)
        if not owner:
            return None
        found = [
            *self._rows(_LAST_DEPOSIT, wallet=wallet_id),
            *self._rows(_LAST_ORDER, wallet=wallet_id, customer=owner[0][0]),
        ]
        return max((self._moment(row[0]) for row in found), default=None)

    def forfeited_among(self, customer_ids: Collection[str]) -> set[str]:
        """Those of these customers whose balance was forfeited."""
        ids = sorted(customer_ids)
        return {row[0] for row in self._rows(_FORFEITED, ids=ids)} if ids else set()

    def history_of(self, customer_id: str) -> History:
        """What the customer did, newest first and bounded."""
        requests = self._rows(_REQUESTS, customer=customer_id, many=NEWEST)
        return History(
            self._amounts(_DEPOSITS, customer_id),
            self._amounts(_ORDERS, customer_id),
            tuple(self._moment(row[0]) for row in requests),
            self._amounts(_REFUNDS, customer_id),
        )

    def approved_gross_since(self, customer_id: str, currency: str, since: datetime) -> int:
        """Gross units that were approved for the customer since then and not stopped or failed."""
        return int(self._rows(_APPROVED, customer=customer_id, currency=currency, since=since)[0][0])

    def journal_of(self, wallet_id: str, *, after: int = 0, limit: int = NEWEST) -> list[Entry]:
        """A page of a wallet's journal with its postings, oldest first; ``after`` is the last number before it."""
        lines = self._records(ENTRIES, _JOURNAL, wallet=wallet_id, after=after, many=limit)
        if not lines:
            return []
        legs: defaultdict[int, list[Posting]] = defaultdict(list)
        for leg in self._records(POSTINGS, _LEGS, wallet=wallet_id, after=after, upto=lines[-1].number):
            legs[leg.number].append(Posting(leg.account, leg.amount, leg.lot_id))
        return [
            Entry(
                entry_id=line.entry_id,
                wallet_id=line.wallet_id,
                number=line.number,
                kind=line.kind,
                about=line.about,
                at=line.at,
                postings=tuple(legs[line.number]),
                previous_hash=line.previous_hash,
                hash=line.hash,
            )
            for line in lines
        ]

    def _amounts(self, statement: Statement, customer_id: str) -> tuple[tuple[datetime, Money], ...]:
        rows = self._rows(statement, customer=customer_id, many=NEWEST)
        return tuple((self._moment(moment), Money(units, currency)) for moment, units, currency in rows)
