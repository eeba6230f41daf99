"""What waits for people: requests in the order in which they are due, and what only an operator can move on.

Few things wait at any time, however long a tenant's history is: each list begins at an index of what is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from sqlalchemy import func, or_, select

from panel_refunds.refunds.dispute import Dispute
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RefundRequest, RequestState
from panel_refunds.store.attempts import DISPUTES
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.refunds import REFUNDS
from panel_refunds.store.requests import REQUESTS
from panel_refunds.store.statement import Statement, among, number_param, such_as, text_param, the_tenant
from panel_refunds.store.tables import DepositRow

_REQUEST, _REFUND, _DISPUTE, _DEPOSIT = REQUESTS.table.c, REFUNDS.table.c, DISPUTES.table.c, DepositRow.__table__.c
_BY_DUE = Statement(
    REQUESTS.select(among(_REQUEST.state, "states"))
    .order_by(_REQUEST.due_at.is_(None), _REQUEST.due_at, _REQUEST.request_id)
    .limit(number_param("many"))
    .offset(number_param("skip"))
)
_BY_AGE = Statement(
    REQUESTS.select(among(_REQUEST.state, "states"))
    .order_by(_REQUEST.request_id.desc())
    .limit(number_param("many"))
    .offset(number_param("skip"))
)
_COUNTS = Statement(
    select(_REQUEST.state, func.count())
    .where(_REQUEST.tenant_id == the_tenant(), among(_REQUEST.state, "states"))
    .group_by(_REQUEST.state)
)
_SEARCH = Statement(
    REQUESTS.select(
        or_(
            _REQUEST.customer_id == text_param("customer"),
            _REQUEST.wallet_id.in_(
                select(_DEPOSIT.wallet_id).where(
                    _DEPOSIT.tenant_id == the_tenant(), _DEPOSIT.display.like(text_param("ending"))
                )
            ),
        )
    )
    .order_by(_REQUEST.request_id.desc())
    .limit(number_param("many"))
)
_UNDER_WAY = such_as("state IN ('approved', 'sending', 'sent')")
_TO_DO = Statement(
    REFUNDS.select(
        _UNDER_WAY,
        _REFUND.request_id.in_(
            select(_REQUEST.request_id).where(
                _REQUEST.tenant_id == the_tenant(),
                such_as("refund_request.state IN ('approved', 'sending', 'sent')"),
            )
        ),
        _REFUND.refund_id > text_param("after"),
    )
    .order_by(_REFUND.refund_id)
    .limit(number_param("many"))
)
_OPEN_DISPUTES = Statement(
    DISPUTES.select(such_as("state IN ('inquiry', 'open')"), _DISPUTE.dispute_id > text_param("after"))
    .order_by(_DISPUTE.dispute_id)
    .limit(number_param("many"))
)
_NO_CARD = ""
"""A pattern that no card's display fits."""


class WaitingChapter(Chapter):
    """Queues of one tenant."""

    def requests_by_due(self, states: Iterable[RequestState], *, limit: int, skip: int = 0) -> list[RefundRequest]:
        """Requests in these states, the soonest due first, those without a due time last."""
        return self._records(REQUESTS, _BY_DUE, states=sorted(states), many=limit, skip=skip)

    def requests_by_age(self, states: Iterable[RequestState], *, limit: int, skip: int = 0) -> list[RefundRequest]:
        """Requests in these states, the newest first."""
        return self._records(REQUESTS, _BY_AGE, states=sorted(states), many=limit, skip=skip)

    def count_requests(self, states: Iterable[RequestState] | None = None) -> dict[str, int]:
        """How many requests are in each of these states, or in each there is."""
        wanted = sorted(states if states is not None else get_args(RequestState))
        return {str(state): int(many) for state, many in self._rows(_COUNTS, states=wanted)}

    def search_requests(self, text: str, limit: int = 50) -> list[RefundRequest]:
        """Requests of the customer ``text``, or of whoever paid with a card that ends in these four digits."""
        is_ending = len(text) == 4 and text.isascii() and text.isdecimal()  # noqa: PLR2004 - as cards are shown
        ending = f"%{text}" if is_ending else _NO_CARD
        return self._records(REQUESTS, _SEARCH, customer=text, ending=ending, many=limit)

    def refunds_under_way(self, *, after: str | None = None, limit: int = 500) -> list[Refund]:
        """A page of approved refunds that are not paid yet, oldest first; ``after`` is the last id before it."""
        return self._records(REFUNDS, _TO_DO, after=after or "", many=limit)

    def open_disputes(self, *, after: str | None = None, limit: int = 500) -> list[Dispute]:
        """A page of disputes and inquiries that are not decided, oldest first; ``after`` is the last id before it."""
        return self._records(DISPUTES, _OPEN_DISPUTES, after=after or "", many=limit)
