"""Which deposits to compare with their gateways, page by page, and what is remembered of comparing.

Four ways lead to a deposit: it was credited lately, something was tried lately or is not decided, a dispute moved
lately, or people were told of a difference that may still be there. Each is walked in the order of deposits, so that a
place in one is a place in all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import BigInteger, and_, cast, func, or_, select

from panel_refunds.ledger.account import clearing
from panel_refunds.store.attempts import ATTEMPTS, DISPUTES
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.deposits import DEPOSITS
from panel_refunds.store.records import Reconciliation, ToldDifference
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among, number_param, such_as, text_param, the_tenant, time_param
from panel_refunds.store.tables import DifferenceRow, ReconciliationRow
from panel_refunds.store.tables.deposits import OPEN_ATTEMPT
from panel_refunds.store.wallets import ENTRIES, POSTINGS

RECONCILIATIONS = Shape(Reconciliation, ReconciliationRow)
DIFFERENCES = Shape(ToldDifference, DifferenceRow)

_DEPOSIT, _ATTEMPT, _DISPUTE = DEPOSITS.table.c, ATTEMPTS.table.c, DISPUTES.table.c
_ENTRY, _POSTING = ENTRIES.table.c, POSTINGS.table.c
_RUN, _DIFFERENCE = RECONCILIATIONS.table.c, DIFFERENCES.table.c

_LATELY = and_(_DEPOSIT.gateway == text_param("gateway"), _DEPOSIT.credited_at >= time_param("since"))
_CREDITED = Statement(
    select(_DEPOSIT.deposit_id)
    .where(_DEPOSIT.tenant_id == the_tenant(), _DEPOSIT.deposit_id > text_param("after"), _LATELY)
    .order_by(_DEPOSIT.deposit_id)
    .limit(number_param("many"))
)
_HOW_MANY = Statement(select(func.count()).where(_DEPOSIT.tenant_id == the_tenant(), _LATELY))
_TRIED = Statement(
    select(_ATTEMPT.deposit_id)
    .where(
        _ATTEMPT.tenant_id == the_tenant(),
        _ATTEMPT.deposit_id > text_param("after"),
        _ATTEMPT.gateway == text_param("gateway"),
        or_(_ATTEMPT.created_at >= time_param("since"), such_as(OPEN_ATTEMPT)),
    )
    .group_by(_ATTEMPT.deposit_id)
    .order_by(_ATTEMPT.deposit_id)
    .limit(number_param("many"))
)
_DISPUTED = Statement(
    select(_DISPUTE.deposit_id)
    .join(DEPOSITS.table, and_(_DEPOSIT.tenant_id == _DISPUTE.tenant_id, _DEPOSIT.deposit_id == _DISPUTE.deposit_id))
    .where(
        _DISPUTE.tenant_id == the_tenant(),
        _DEPOSIT.tenant_id == the_tenant(),
        _DISPUTE.deposit_id > text_param("after"),
        _DEPOSIT.gateway == text_param("gateway"),
        or_(
            _DISPUTE.opened_at >= time_param("since"),
            _DISPUTE.closed_at >= time_param("since"),
            such_as("dispute.state IN ('inquiry', 'open')"),
        ),
    )
    .group_by(_DISPUTE.deposit_id)
    .order_by(_DISPUTE.deposit_id)
    .limit(number_param("many"))
)
_DIFFERING = Statement(
    select(_DIFFERENCE.deposit_id)
    .where(
        _DIFFERENCE.tenant_id == the_tenant(),
        _DIFFERENCE.gateway == text_param("gateway"),
        _DIFFERENCE.deposit_id > text_param("after"),
        such_as("gone_at IS NULL"),
    )
    .group_by(_DIFFERENCE.deposit_id)
    .order_by(_DIFFERENCE.deposit_id)
    .limit(number_param("many"))
)
# PostgreSQL adds big integers up as a decimal; units are whole numbers.
_BOOKED = Statement(
    select(_ENTRY.about, cast(func.sum(_POSTING.amount), BigInteger))
    .join(
        POSTINGS.table,
        and_(
            _POSTING.tenant_id == _ENTRY.tenant_id,
            _POSTING.wallet_id == _ENTRY.wallet_id,
            _POSTING.number == _ENTRY.number,
        ),
    )
    .where(
        _ENTRY.tenant_id == the_tenant(),
        _POSTING.tenant_id == the_tenant(),
        _ENTRY.wallet_id == text_param("wallet"),
        among(_ENTRY.about, "ids"),
        _POSTING.account == text_param("account"),
    )
    .group_by(_ENTRY.about)
)
_NEXT_GATEWAY = Statement(
    select(_DEPOSIT.gateway)
    .where(_DEPOSIT.tenant_id == the_tenant(), _DEPOSIT.gateway > text_param("after"))
    .order_by(_DEPOSIT.gateway)
    .limit(1)
)
_RUN_WITH = Statement(RECONCILIATIONS.select(_RUN.gateway == text_param("gateway")))
_BY_KEY = Statement(DIFFERENCES.select(_DIFFERENCE.key == text_param("id")))
_STANDING = Statement(
    DIFFERENCES.select(
        _DIFFERENCE.gateway == text_param("gateway"),
        _DIFFERENCE.deposit_id == text_param("deposit"),
        such_as("gone_at IS NULL"),
    ).order_by(_DIFFERENCE.key)
)


class ReconcilingChapter(Chapter):
    """Deposits of one transaction, as somebody who compares them with a gateway asks for them."""

    def deposits_to_compare(self, gateway: str, since: datetime, after: str, limit: int) -> list[str]:
        """The next ids of deposits of the gateway that something happened to since then, or is still open."""
        found: set[str] = set()
        for way in (_CREDITED, _TRIED, _DISPUTED):
            found |= {row[0] for row in self._rows(way, gateway=gateway, since=since, after=after, many=limit)}
        found |= {row[0] for row in self._rows(_DIFFERING, gateway=gateway, after=after, many=limit)}
        return sorted(found)[:limit]

    def count_credited_since(self, gateway: str, since: datetime) -> int:
        """How many deposits of the gateway were credited since then."""
        return int(self._rows(_HOW_MANY, gateway=gateway, since=since)[0][0])

    def gateways_of_deposits(self) -> list[str]:
        """Every gateway that a deposit came from, in alphabetical order."""
        found: list[str] = []
        while rows := self._rows(_NEXT_GATEWAY, after=found[-1] if found else ""):
            found.append(rows[0][0])
        return found

    def booked_to_gateway(self, wallet_id: str, gateway: str, refund_ids: Collection[str]) -> dict[str, int]:
        """By refund what its entries moved to the account of the gateway, in units; reversals count against it."""
        ids = sorted(refund_ids)
        if not ids:
            return {}
        return {row[0]: row[1] for row in self._rows(_BOOKED, wallet=wallet_id, account=clearing(gateway), ids=ids)}

    # ------------------------------------------------------------ how far it came

    def find_reconciliation(self, gateway: str) -> Reconciliation | None:
        """The newest run with the gateway, None when there was none."""
        return self._find(RECONCILIATIONS, _RUN_WITH, gateway=gateway)

    def save_reconciliation(self, run: Reconciliation) -> None:
        """Write how far a run came."""
        self._save(RECONCILIATIONS, run)

    # ------------------------------------------------------------ what people were told

    def note_told(self, told: ToldDifference) -> bool:
        """Remember that people are told of a difference; False when they were and it has been there since."""
        known = self._find(DIFFERENCES, _BY_KEY, id=told.key)
        if known is not None and known.gone_at is None:
            return False
        self._save(DIFFERENCES, told)
        return True

    def told_of(self, gateway: str, deposit_id: str) -> list[ToldDifference]:
        """The differences of a deposit (empty: of the gateway itself) that people know of and that are not over."""
        return self._records(DIFFERENCES, _STANDING, gateway=gateway, deposit=deposit_id)

    def note_gone(self, over: Iterable[ToldDifference], at: datetime) -> None:
        """These differences are over: should one come back, people are told again."""
        for told in over:
            self._save(DIFFERENCES, replace(told, gone_at=at))
