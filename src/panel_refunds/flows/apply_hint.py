"""What an order provider hinted at is asked of the provider, and applied as if it had been its turn in a poll.

Only the orders that the event names are asked about. An id that is nobody's may be that of an order whose placement
the panel has not told yet, so it is looked for again for as long as a panel may take to tell; after that it is not
ours, it is ignored, and it is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from panel_refunds.flows.desk import Desk
from panel_refunds.flows.hear_provider import KIND, speaker
from panel_refunds.flows.place_order import UNPLACED_AFTER
from panel_refunds.flows.poll_provider import ask_about, batch_size
from panel_refunds.store import Notice

NOT_OURS = "order_hint_not_ours"
"""What an event is called from then on in which there were ids that are nobody's."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How far it came with one event: orders asked and answered, and what stands in the way of being done, if anything.

    ``waits``: ids are left that may become known. ``error``: the provider did not answer, and has to be asked again.
    """

    asked: int = 0
    answered: int = 0
    refunded: int = 0
    waits: bool = False
    error: str | None = None
    retry_after: timedelta | None = None


def apply_hint(desk: Desk, provider: str, event_id: str) -> Heard:
    """Ask about the orders of one event that are ours and were not asked about yet."""
    with desk.read() as books:
        notice = books.find_notice(speaker(provider), event_id)
        if notice is None or notice.applied_at is not None:
            return Heard()
        orders = list(books.find_orders_by_ref(provider, notice.payments).values())
    heard = Heard()
    can = desk.provider(provider).capabilities()
    size = batch_size(can)
    left = set(notice.payments)
    for start in range(0, len(orders), size):
        batch = orders[start : start + size]
        polled = ask_about(desk, provider, can, batch)
        heard = replace(
            heard,
            asked=heard.asked + polled.asked,
            answered=heard.answered + polled.answered,
            refunded=heard.refunded + polled.refunded,
        )
        if polled.error:
            heard = replace(heard, error=polled.error, retry_after=polled.retry_after)
            break
        left -= {order.provider_ref for order in batch}
    return _write_down(desk, provider, notice, left, heard)


def hints_not_ours(desk: Desk, provider: str) -> int:
    """In how many events of a provider there were ids that turned out to be nobody's."""
    with desk.read() as books:
        return books.count_notices(speaker(provider), NOT_OURS)


def _write_down(desk: Desk, provider: str, notice: Notice, left: set[str], heard: Heard) -> Heard:
    """Keep what is still to be asked about; an event that is over, or in which nobody knows an id any more, ends."""
    now = desk.now()
    notice = replace(notice, payments=tuple(ref for ref in notice.payments if ref in left))
    if heard.error is None:
        heard = replace(heard, waits=bool(left) and now < notice.received_at + UNPLACED_AFTER)
        if not heard.waits:
            notice = replace(notice, applied_at=now, kind=NOT_OURS if left else KIND)
    if left and notice.applied_at:
        desk.log.warning("provider_hinted_at_unknown_orders", provider=provider, count=len(left))
    with desk.begin() as books:
        books.save_notice(notice)
    return heard
