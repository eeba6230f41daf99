"""An operator wants an approved refund tried now, not at its next time: the gateway's account was filled up, say."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import check_acts
from panel_refunds.refunds.refund import Refund


def send_again(desk: Desk, refund_id: str, *, by: str) -> Refund:
    """Have the worker try it at once; refused unless it is approved and not sent."""
    check_acts(by)
    with desk.read() as books:
        wallet_id = books.get_refund(refund_id).wallet_id
    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        refund = books.get_refund(refund_id)
        if refund.state != "approved":
            code = "request_not_in_review" if refund.state == "held" else "too_late"
            raise Refused(code, "Only a refund that is approved and not sent can be tried.", state=refund.state)
        books.schedule("pay", refund_id, desk.now())
        books.add_action(by, "send_again", refund_id, desk.now(), "", {})
        desk.remember(books, refund_id)
    return refund
