"""A dead letter as operators see it: which message, which notifier, how often it was tried and what went wrong."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.store import Delivery, OutboxMessage
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class DeliveryView(Shown):
    """One message through one notifier; ``state`` is ``waiting``, ``delivered``, ``dead`` or ``aside``.

    ``error`` is what went wrong last, without addresses and secrets; the message's text is not shown here.
    """

    id: str
    notifier: str
    state: str
    kind: str
    customer: str | None
    request: str | None
    written_at: datetime
    tries: int
    first_tried_at: datetime | None
    next_at: datetime | None
    ended_at: datetime | None
    error: str | None


def show_delivery(call: Viewer, delivery: Delivery) -> DeliveryView:
    """The delivery as it is, with its message read."""
    with call.desk.read() as books:
        return view_of(delivery, books.get_outbox(delivery.message_id))


def view_of(delivery: Delivery, message: OutboxMessage) -> DeliveryView:
    """The delivery and its message in one."""
    return DeliveryView(
        id=delivery.key,
        notifier=delivery.notifier,
        state=delivery.state,
        kind=message.kind,
        customer=message.customer_id,
        request=message.request_id,
        written_at=message.at,
        tries=delivery.tries,
        first_tried_at=delivery.first_tried_at,
        next_at=delivery.next_at,
        ended_at=delivery.ended_at,
        error=delivery.error,
    )
