"""A request is where its refunds are: its state follows theirs, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from panel_refunds.refunds.refund import Refund, request_state
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Books


def save_request_state(books: Books, refund: Refund) -> RefundRequest:
    """Derive the request's state from its refunds, the given one as it is now, and store it."""
    request = books.get_request(refund.request_id)
    siblings: Sequence[Refund] = [
        refund if each.refund_id == refund.refund_id else each
        for each in books.refunds_of(refund.request_id)
        if each.why != "replaced"
    ]
    state = request_state(siblings, request.state)
    sent_at = max((each.sent_at for each in siblings if each.sent_at), default=None)
    request = replace(request, state=state, last_sent_at=sent_at)
    books.save_request(request)
    return request
