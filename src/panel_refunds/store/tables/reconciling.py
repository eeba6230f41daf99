"""How far reconciling came with each gateway, and which differences people were told of."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.store.tables.row import Row, by, holds_that, key, moment, plain, units


class ReconciliationRow(Row, table=True):
    """The newest run with a gateway: begun, gone through page by page, finished."""

    __tablename__ = "reconciliation"
    __table_args__ = (holds_that("reconciliation", "counts", "compared >= 0 AND not_compared >= 0 AND stops >= 0"),)

    gateway: str = key()
    since: datetime = moment()
    begun_at: datetime = moment()
    cursor: str = plain()
    feed_read: bool
    after: str = plain()
    compared: int = units()
    not_compared: int = units()
    stops: int = units()
    finished_at: datetime | None = moment()


class DifferenceRow(Row, table=True):
    """A difference that a person was told of, once for its figures, until it is gone."""

    __tablename__ = "difference"
    __table_args__ = (by("difference", "gateway", "deposit_id", name="standing", where="gone_at IS NULL"),)

    key: str = key()
    code: str = plain()
    gateway: str = plain()
    deposit_id: str = plain()
    about: str = plain()
    ours: str = plain()
    theirs: str = plain()
    told_at: datetime = moment()
    gone_at: datetime | None = moment()
