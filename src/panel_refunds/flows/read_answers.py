"""What a provider answers about an order, in the customer's figures.

The adapter reads the provider's words and figures and knows nothing of our orders; the books know what the customer
ordered. Here the two meet, before anything is applied.
"""

from __future__ import annotations

from panel_refunds.flows.apply_statuses import StatusTold
from panel_refunds.orders.order import Order
from panel_refunds.orders.undelivered import UNTOLD, Counted, lacking
from panel_refunds.ports import OrderState, ProviderCapabilities


def word_about(order: Order, state: OrderState, can: ProviderCapabilities) -> StatusTold:
    """The word about ``order`` that follows from the provider's ``state`` of it."""
    counted = Counted(state.remains, state.ordered, state.runs, state.runs_left)
    left = (
        UNTOLD
        if state.unclear
        else lacking(
            counted,
            quantity=order.quantity,
            runs=order.runs,
            over_percent=can.over_order_percent,
            drip_feed=can.drip_feed,
        )
    )
    return StatusTold(order.order_id, state.status, state.raw_status, left.remains, doubt=left.doubt)
