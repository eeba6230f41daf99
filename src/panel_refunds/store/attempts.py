"""Attempts at a gateway, and disputes about payments."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, update

from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.dispute import Dispute
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, number_param, such_as, text_param, the_tenant
from panel_refunds.store.tables import AttemptRow, DisputeRow
from panel_refunds.store.tables.deposits import OPEN_ATTEMPT

ATTEMPTS = Shape(Attempt, AttemptRow)
DISPUTES = Shape(Dispute, DisputeRow)

_ATTEMPT, _DISPUTE = ATTEMPTS.table.c, DISPUTES.table.c
_BY_ID = Statement(ATTEMPTS.select(_ATTEMPT.attempt_id == text_param("id")))
_OF_REFUND = Statement(ATTEMPTS.select(_ATTEMPT.refund_id == text_param("refund")).order_by(_ATTEMPT.attempt_id))
_OPEN = Statement(ATTEMPTS.select(_ATTEMPT.deposit_id == text_param("deposit"), such_as(OPEN_ATTEMPT)))
_CHANGING = tuple(name for name in ATTEMPTS.names if name != "attempt_id")
_SAVE: Statement = Statement(
    update(ATTEMPTS.table)
    .where(
        _ATTEMPT.tenant_id == the_tenant(),
        _ATTEMPT.attempt_id == text_param("id"),
        _ATTEMPT.fence == number_param("held"),
    )
    .values({_ATTEMPT[name]: bindparam(f"new_{name}", type_=_ATTEMPT[name].type) for name in _CHANGING})
)
_OPEN_DISPUTE = Statement(
    DISPUTES.select(_DISPUTE.deposit_id == text_param("deposit"), such_as("state IN ('inquiry', 'open')"))
)
_DISPUTES_OF = Statement(DISPUTES.select(_DISPUTE.wallet_id == text_param("wallet")).order_by(_DISPUTE.dispute_id))


class AttemptChapter(Chapter):
    """Attempts and disputes of one transaction."""

    def add_attempt(self, attempt: Attempt) -> None:
        """Write a new attempt; the database refuses a second open one of the deposit, and a key used before."""
        self._add(ATTEMPTS, attempt)

    def save_attempt(self, attempt: Attempt, *, fence: int) -> bool:
        """Write a changed attempt if its fence is still ``fence``; False when somebody else took over."""
        given: dict[str, Any] = {f"new_{name}": getattr(attempt, name) for name in _CHANGING}
        return self._change(_SAVE, id=attempt.attempt_id, held=fence, **given) == 1

    def get_attempt(self, attempt_id: str) -> Attempt:
        """The attempt; Refused ``not_found``."""
        return self._get(ATTEMPTS, _BY_ID, "attempt", attempt_id)

    def find_attempt(self, attempt_id: str) -> Attempt | None:
        """The attempt, None when this tenant has none of that id."""
        return self._find(ATTEMPTS, _BY_ID, id=attempt_id)

    def attempts_of(self, refund_id: str) -> list[Attempt]:
        """The attempts of a refund, oldest first."""
        return self._records(ATTEMPTS, _OF_REFUND, refund=refund_id)

    def find_open_attempt(self, deposit_id: str) -> Attempt | None:
        """The attempt of the deposit whose outcome is not final, None when there is none."""
        return self._find(ATTEMPTS, _OPEN, deposit=deposit_id)

    def add_dispute(self, dispute: Dispute) -> None:
        """Write a new dispute."""
        self._add(DISPUTES, dispute)

    def save_dispute(self, dispute: Dispute) -> None:
        """Write a changed dispute."""
        self._save(DISPUTES, dispute)

    def find_open_dispute(self, deposit_id: str) -> Dispute | None:
        """The undecided dispute or inquiry of a deposit, None when there is none."""
        return self._find(DISPUTES, _OPEN_DISPUTE, deposit=deposit_id)

    def disputes_of(self, wallet_id: str) -> list[Dispute]:
        """All disputes of a wallet's deposits, oldest first."""
        return self._records(DISPUTES, _DISPUTES_OF, wallet=wallet_id)
