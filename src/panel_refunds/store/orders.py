"""Orders and the slices of their charge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import or_

from panel_refunds.errors import Refused
from panel_refunds.ledger.lot import Slice
from panel_refunds.orders.order import Order
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among, any_or, number_param, such_as, text_param, time_param
from panel_refunds.store.tables import OrderRow, SliceRow

ORDERS = Shape(Order, OrderRow)
SLICES = Shape(Slice, SliceRow)

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(9000, 1, 1, tzinfo=UTC)

_ORDER, _SLICE = ORDERS.table.c, SLICES.table.c
_BY_ID = Statement(ORDERS.select(_ORDER.order_id == text_param("id")))
_BY_IDS = Statement(ORDERS.select(among(_ORDER.order_id, "ids")).order_by(_ORDER.order_id))
_BY_REF = Statement(ORDERS.select(_ORDER.provider == text_param("provider"), among(_ORDER.provider_ref, "refs")))
_SLICES_OF = Statement(SLICES.select(among(_SLICE.order_id, "ids")).order_by(_SLICE.order_id, _SLICE.seq))
_TO_POLL = Statement(
    ORDERS.select(
        _ORDER.provider == text_param("provider"),
        such_as("poll_at IS NOT NULL"),
        _ORDER.poll_at <= time_param("now"),
        _ORDER.poll_at >= time_param("since"),
        or_(_ORDER.poll_at > time_param("since"), _ORDER.order_id > text_param("after")),
    )
    .order_by(_ORDER.poll_at, _ORDER.order_id)
    .limit(number_param("many"))
)
_WITH_REVIEW = Statement(
    ORDERS.select(
        such_as("review IS NOT NULL"),
        _ORDER.review == text_param("review"),
        or_(text_param("provider") == "*", _ORDER.provider == text_param("provider")),
    ).order_by(_ORDER.order_id)
)
_PAGE = Statement(
    ORDERS.select(_ORDER.order_id > text_param("after"), any_or("status", _ORDER.status))
    .order_by(_ORDER.order_id)
    .limit(number_param("many"))
)
_PAGE_IN_REVIEW = Statement(
    ORDERS.select(
        such_as("review IS NOT NULL"),
        _ORDER.order_id > text_param("after"),
        any_or("status", _ORDER.status),
        any_or("customer", _ORDER.customer_id),
    )
    .order_by(_ORDER.order_id)
    .limit(number_param("many"))
)
_PAGE_OF_CUSTOMER = Statement(
    # In the order of the index by customer; the last order of the page before says where to go on.
    ORDERS.select(
        _ORDER.customer_id == text_param("customer"),
        _ORDER.placed_at >= time_param("since"),
        or_(_ORDER.placed_at > time_param("since"), _ORDER.order_id > text_param("after")),
        any_or("status", _ORDER.status),
    )
    .order_by(_ORDER.placed_at, _ORDER.order_id)
    .limit(number_param("many"))
)
_NEWEST_OF_CUSTOMER = Statement(
    ORDERS.select(
        _ORDER.customer_id == text_param("customer"),
        _ORDER.placed_at <= time_param("until"),
        or_(_ORDER.placed_at < time_param("until"), _ORDER.order_id < text_param("before")),
    )
    .order_by(_ORDER.placed_at.desc(), _ORDER.order_id.desc())
    .limit(number_param("many"))
)


class OrderChapter(Chapter):
    """Orders of one transaction."""

    def add_order(self, order: Order, slices: Iterable[Slice]) -> None:
        """Write a new order and which lots paid for it."""
        self._add(ORDERS, order)
        self._writes.add(SLICES, [SLICES.row(piece) for piece in slices])

    def save_order(self, order: Order) -> None:
        """Write a changed order."""
        self._save(ORDERS, order)

    def save_orders(self, orders: Iterable[Order]) -> None:
        """Write changed orders."""
        for order in orders:
            self._save(ORDERS, order)

    def save_slices(self, slices: Iterable[Slice]) -> None:
        """Write slices of which more came back."""
        for piece in slices:
            self._save(SLICES, piece)

    def get_order(self, order_id: str) -> Order:
        """The order; Refused ``not_found``."""
        return self._get(ORDERS, _BY_ID, "order", order_id)

    def get_orders(self, order_ids: Iterable[str]) -> dict[str, Order]:
        """All of the orders, by id; Refused ``not_found`` when one does not exist."""
        wanted = list(order_ids)
        found = self.orders_by_id(wanted)
        for order_id in wanted:
            if order_id not in found:
                raise Refused("not_found", f"There is no order {order_id[:60]}.", field="order_id")
        return found

    def orders_by_id(self, order_ids: Iterable[str]) -> dict[str, Order]:
        """Those of the orders that exist, by id."""
        ids = sorted(set(order_ids))
        found = self._records(ORDERS, _BY_IDS, ids=ids) if ids else []
        return {order.order_id: order for order in found}

    def find_orders_by_ref(self, provider: str, refs: Iterable[str]) -> dict[str, Order]:
        """Orders by the ids that ``provider`` gave them; ids nobody knows are left out."""
        wanted = sorted(set(refs))
        found = self._records(ORDERS, _BY_REF, provider=provider, refs=wanted) if wanted else []
        return {order.provider_ref: order for order in found if order.provider_ref is not None}

    def slices_of(self, order_ids: Iterable[str]) -> dict[str, list[Slice]]:
        """The slices of each order, in the order in which the lots were spent."""
        ids = sorted(set(order_ids))
        found: dict[str, list[Slice]] = defaultdict(list)
        for piece in self._records(SLICES, _SLICES_OF, ids=ids) if ids else []:
            found[piece.order_id].append(piece)
        return dict(found)

    def orders_to_poll(self, provider: str, now: datetime, limit: int, *, after: Order | None = None) -> list[Order]:
        """Orders whose provider shall be asked by ``now``, the longest due first; ``after`` ended the page before."""
        since = after.poll_at if after and after.poll_at else LONG_AGO
        page = after.order_id if after else ""
        return self._records(ORDERS, _TO_POLL, provider=provider, now=now, many=limit, since=since, after=page)

    def orders_with_review(self, review: str, *, provider: str | None = None) -> list[Order]:
        """Orders that wait for a person for this reason, of one provider or all."""
        return self._records(ORDERS, _WITH_REVIEW, review=review, provider=provider or "*")

    def list_orders(
        self,
        *,
        customer_id: str | None = None,
        status: str | None = None,
        in_review: bool = False,
        after: str | None = None,
        limit: int = 50,
    ) -> list[Order]:
        """A page of orders, oldest first; ``after`` is the last id of the page before (Refused ``not_found``).

        ``in_review``: only those that wait for a person.
        """
        if in_review:
            return self._records(
                ORDERS, _PAGE_IN_REVIEW, customer=customer_id or "", status=status or "", after=after or "", many=limit
            )
        if customer_id is None:
            return self._records(ORDERS, _PAGE, status=status or "", after=after or "", many=limit)
        since = self.get_order(after).placed_at if after else LONG_AGO
        return self._records(
            ORDERS,
            _PAGE_OF_CUSTOMER,
            customer=customer_id,
            status=status or "",
            since=since,
            after=after or "",
            many=limit,
        )

    def newest_orders_of(self, customer_id: str, *, before: str | None = None, limit: int = 50) -> list[Order]:
        """A page of a customer's orders, newest first; ``before`` is the last id of the page before."""
        until = self.get_order(before).placed_at if before else FAR_AHEAD
        return self._records(
            ORDERS, _NEWEST_OF_CUSTOMER, customer=customer_id, until=until, before=before or "", many=limit
        )
