"""Refund requests and the decisions about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from sqlalchemy import or_, select

from panel_refunds.errors import Refused
from panel_refunds.policy.decision import Decision
from panel_refunds.refunds.request import RefundRequest, RequestState
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import StoredDecision
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among, number_param, such_as, text_param, the_tenant
from panel_refunds.store.tables import DecisionRow, RequestRow
from panel_refunds.store.tables.requests import OPEN_REQUEST

REQUESTS = Shape(RefundRequest, RequestRow)
DECISIONS = Shape(StoredDecision, DecisionRow)

_REQUEST, _DECISION = REQUESTS.table.c, DECISIONS.table.c
_BY_ID = Statement(REQUESTS.select(_REQUEST.request_id == text_param("id")))
_OPEN = Statement(
    REQUESTS.select(_REQUEST.wallet_id == text_param("wallet"), such_as(OPEN_REQUEST)).order_by(_REQUEST.request_id)
)
_OPEN_AMONG = Statement(
    select(_REQUEST.wallet_id)
    .where(_REQUEST.tenant_id == the_tenant(), among(_REQUEST.wallet_id, "ids"), such_as(OPEN_REQUEST))
    .distinct()
)
_OF_CUSTOMER = Statement(REQUESTS.select(_REQUEST.customer_id == text_param("customer")).order_by(_REQUEST.request_id))
_PAGE = Statement(
    REQUESTS.select(
        among(_REQUEST.state, "states"),
        or_(text_param("customer") == "", _REQUEST.customer_id == text_param("customer")),
        _REQUEST.request_id > text_param("after"),
    )
    .order_by(_REQUEST.request_id)
    .limit(number_param("many"))
)
_NEWEST = Statement(REQUESTS.select().order_by(_REQUEST.request_id.desc()).limit(number_param("many")))
_NEWEST_OF_CUSTOMER = Statement(
    REQUESTS.select(
        _REQUEST.customer_id == text_param("customer"),
        or_(text_param("before") == "", _REQUEST.request_id < text_param("before")),
    )
    .order_by(_REQUEST.request_id.desc())
    .limit(number_param("many"))
)
_DECISION_BY_ID = Statement(DECISIONS.select(_DECISION.decision_id == text_param("id")))
_DECISIONS_OF = Statement(
    DECISIONS.select(_DECISION.request_id == text_param("request")).order_by(_DECISION.decision_id)
)


class RequestChapter(Chapter):
    """Requests of one transaction."""

    def add_request(self, request: RefundRequest) -> None:
        """Write a new request."""
        self._add(REQUESTS, request)

    def save_request(self, request: RefundRequest) -> None:
        """Write a changed request."""
        self._save(REQUESTS, request)

    def get_request(self, request_id: str) -> RefundRequest:
        """The request; Refused ``not_found``."""
        return self._get(REQUESTS, _BY_ID, "request", request_id)

    def open_requests(self, wallet_id: str) -> list[RefundRequest]:
        """The requests that block others on their deposits, oldest first."""
        return self._records(REQUESTS, _OPEN, wallet=wallet_id)

    def wallets_with_open_requests(self, wallet_ids: Iterable[str]) -> set[str]:
        """Those of the wallets that have a request which is not closed."""
        ids = sorted(set(wallet_ids))
        return {row[0] for row in self._rows(_OPEN_AMONG, ids=ids)} if ids else set()

    def requests_of(self, customer_id: str) -> list[RefundRequest]:
        """All requests of a customer, oldest first."""
        return self._records(REQUESTS, _OF_CUSTOMER, customer=customer_id)

    def list_requests(
        self,
        *,
        states: Iterable[RequestState] | None = None,
        customer: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> list[RefundRequest]:
        """A page of requests by id, oldest first; ``after`` is the last id of the page before."""
        wanted = sorted(states if states is not None else get_args(RequestState))
        return self._records(REQUESTS, _PAGE, states=wanted, customer=customer or "", after=after or "", many=limit)

    def newest_requests(self, limit: int) -> list[RefundRequest]:
        """The last requests that were opened, newest first."""
        return self._records(REQUESTS, _NEWEST, many=limit)

    def newest_requests_of(
        self, customer_id: str, *, before: str | None = None, limit: int = 50
    ) -> list[RefundRequest]:
        """A page of a customer's requests, newest first; ``before`` is the last id of the page before."""
        return self._records(REQUESTS, _NEWEST_OF_CUSTOMER, customer=customer_id, before=before or "", many=limit)

    def add_decision(self, request_id: str, decision: Decision) -> None:
        """Write a decision about a request; it is never changed."""
        self._add(DECISIONS, StoredDecision(decision.decision_id, request_id, decision.at, decision))

    def get_decision(self, decision_id: str) -> Decision:
        """The decision; Refused ``not_found``."""
        found = self._find(DECISIONS, _DECISION_BY_ID, id=decision_id)
        if found is None:
            raise Refused("not_found", f"There is no decision {decision_id[:60]}.")
        return found.content

    def decisions_of(self, request_id: str) -> list[Decision]:
        """All decisions about a request, in the order they were made."""
        return [stored.content for stored in self._records(DECISIONS, _DECISIONS_OF, request=request_id)]
