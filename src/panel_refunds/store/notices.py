"""What gateways and order providers told us by themselves: each event once, and whether somebody looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import Notice
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, text_param, the_tenant, time_param
from panel_refunds.store.tables import NoticeRow

NOTICES = Shape(Notice, NoticeRow)

_NOTICE = NOTICES.table.c
_BY_ID = Statement(NOTICES.select(_NOTICE.gateway == text_param("gateway"), _NOTICE.event_id == text_param("event")))
_OF_KIND = Statement(
    NOTICES.select(_NOTICE.kind == text_param("kind"), _NOTICE.received_at >= time_param("since")).order_by(
        _NOTICE.received_at
    )
)
_HOW_MANY = Statement(
    select(func.count(_NOTICE.event_id)).where(
        _NOTICE.tenant_id == the_tenant(), _NOTICE.kind == text_param("kind"), _NOTICE.gateway == text_param("gateway")
    )
)


class NoticeChapter(Chapter):
    """Notices of one transaction."""

    def add_notice(self, notice: Notice) -> bool:
        """Write down what was told; False when the same event was told before."""
        if self.find_notice(notice.gateway, notice.event_id) is not None:
            return False
        self._add_if_absent(NOTICES, notice)
        return True

    def find_notice(self, gateway: str, event_id: str) -> Notice | None:
        """The event as it was told first, None when it was not."""
        return self._find(NOTICES, _BY_ID, gateway=gateway, event=event_id)

    def save_notice(self, notice: Notice) -> None:
        """Write how far somebody came with it."""
        self._save(NOTICES, notice)

    def count_notices(self, gateway: str, kind: str) -> int:
        """How many events of this kind were told by ``gateway``."""
        ((many,),) = self._rows(_HOW_MANY, gateway=gateway, kind=kind)
        return int(many)

    def note_applied(self, notice: Notice, at: datetime) -> None:
        """Somebody looked at what the event is about."""
        self._save(NOTICES, replace(notice, applied_at=at))

    def warnings_about(self, payments: Iterable[str], since: datetime) -> list[Notice]:
        """Early fraud warnings about any of these payments, told since then."""
        wanted = set(payments)
        told = self._records(NOTICES, _OF_KIND, kind="warning", since=since)
        return [notice for notice in told if wanted & {notice.ref, *notice.payments}]
