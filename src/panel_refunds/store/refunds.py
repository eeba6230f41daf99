"""Refunds: one movement back to one payment each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, func, select

from panel_refunds.refunds.refund import Refund
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import RefundSums
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among, such_as, text_param, the_tenant
from panel_refunds.store.tables import RefundRow

REFUNDS = Shape(Refund, RefundRow)

_REFUND = REFUNDS.table.c
_FEE = func.coalesce(_REFUND.processor_fee, 0)
_BY_ID = Statement(REFUNDS.select(_REFUND.refund_id == text_param("id")))
_BY_IDS = Statement(REFUNDS.select(among(_REFUND.refund_id, "ids")).order_by(_REFUND.refund_id))
_OF_REQUEST = Statement(REFUNDS.select(_REFUND.request_id == text_param("request")).order_by(_REFUND.refund_id))
_OF_WALLET = Statement(
    REFUNDS.select(_REFUND.wallet_id == text_param("wallet"), among(_REFUND.deposit_id, "ids")).order_by(
        _REFUND.refund_id
    )
)
_ALL_OF_WALLET = Statement(REFUNDS.select(_REFUND.wallet_id == text_param("wallet")).order_by(_REFUND.refund_id))


def _sum(figure: ColumnElement[Any]) -> ColumnElement[Any]:
    # PostgreSQL adds big integers up as a decimal; units are whole numbers.
    return cast(func.sum(figure), BigInteger)


_SUMS = Statement(
    select(
        _REFUND.deposit_id,
        _sum(_FEE),
        _sum(_REFUND.gross),
        _sum(_REFUND.gross - _FEE - _REFUND.own_fee - _REFUND.bonus_deducted),
    )
    .where(
        _REFUND.tenant_id == the_tenant(),
        _REFUND.wallet_id == text_param("wallet"),
        among(_REFUND.deposit_id, "ids"),
        such_as("state NOT IN ('failed', 'stopped')"),
    )
    .group_by(_REFUND.deposit_id)
)


class RefundChapter(Chapter):
    """Refunds of one transaction."""

    def add_refunds(self, refunds: Iterable[Refund]) -> None:
        """Write new refunds."""
        for refund in refunds:
            self._add(REFUNDS, refund)

    def save_refund(self, refund: Refund) -> None:
        """Write a changed refund."""
        self._save(REFUNDS, refund)

    def get_refund(self, refund_id: str) -> Refund:
        """The refund; Refused ``not_found``."""
        return self._get(REFUNDS, _BY_ID, "refund", refund_id)

    def refunds_by_id(self, refund_ids: Iterable[str]) -> list[Refund]:
        """Those of these ids that are refunds."""
        ids = sorted(set(refund_ids))
        return self._records(REFUNDS, _BY_IDS, ids=ids) if ids else []

    def refunds_of(self, request_id: str) -> list[Refund]:
        """The refunds of a request, in the order they were planned."""
        return self._records(REFUNDS, _OF_REQUEST, request=request_id)

    def refunds_of_wallet(self, wallet_id: str, deposit_ids: Iterable[str] | None = None) -> list[Refund]:
        """The refunds of a wallet, or only of these deposits; oldest first."""
        if deposit_ids is None:
            return self._records(REFUNDS, _ALL_OF_WALLET, wallet=wallet_id)
        ids = sorted(set(deposit_ids))
        return self._records(REFUNDS, _OF_WALLET, wallet=wallet_id, ids=ids) if ids else []

    def refund_sums(self, wallet_id: str, deposit_ids: Iterable[str]) -> dict[str, RefundSums]:
        """Per deposit what went back or is on its way; all zero for a deposit without such refunds."""
        ids = sorted(set(deposit_ids))
        rows = self._rows(_SUMS, wallet=wallet_id, ids=ids) if ids else []
        return dict.fromkeys(ids, RefundSums()) | {row[0]: RefundSums(*row[1:]) for row in rows}
