"""Refunds: one movement back to one payment each."""

from __future__ import annotations

from collections.abc import Iterable

from panel_refunds.refunds.refund import Refund
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among, text_param
from panel_refunds.store.tables import RefundRow

REFUNDS = Shape(Refund, RefundRow)

_REFUND = REFUNDS.table.c
_BY_ID = Statement(REFUNDS.select(_REFUND.refund_id == text_param("id")))
_BY_IDS = Statement(REFUNDS.select(among(_REFUND.refund_id, "ids")).order_by(_REFUND.refund_id))
_OF_REQUEST = Statement(REFUNDS.select(_REFUND.request_id == text_param("request")).order_by(_REFUND.refund_id))
_OF_WALLET = Statement(
    REFUNDS.select(_REFUND.wallet_id == text_param("wallet"), among(_REFUND.deposit_id, "ids")).order_by(
        _REFUND.refund_id
    )
)
_ALL_OF_WALLET = Statement(REFUNDS.select(_REFUND.wallet_id == text_param("wallet")).order_by(_REFUND.refund_id))


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
