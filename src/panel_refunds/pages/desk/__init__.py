"""The finance desk: a queue with a clock, all facts of a request on one page, and what only people can move on."""

from __future__ import annotations

from panel_refunds.pages.address import Address
from panel_refunds.pages.desk import (
    approve,
    ask,
    attachment,
    bulk,
    customer,
    decline,
    dispute,
    gateway,
    keyboard,
    letter,
    order,
    payment,
    queue,
    receipt,
    refund,
    request,
    tasks,
    word,
)

_REQUEST, _REFUND = "/desk/requests/{request}", "/desk/refunds/{refund}"

ADDRESSES: tuple[Address, ...] = (
    Address("desk", "/desk", "staff", show=queue.show),
    Address("desk_search", "/desk/search", "staff", send=queue.search),
    Address("desk_bulk", "/desk/approvals/check", "staff", send=bulk.check),
    Address("desk_bulk_send", "/desk/approvals", "staff", send=bulk.send),
    Address("desk_request", _REQUEST, "staff", show=request.show),
    Address(
        "desk_approve", f"{_REQUEST}/approve", "staff", show=approve.show, send=approve.check, keeps="desk_approve"
    ),
    Address("desk_approve_send", f"{_REQUEST}/approve/send", "staff", send=approve.send, keeps="desk_approve"),
    Address(
        "desk_decline",
        f"{_REQUEST}/decline",
        "staff",
        show=decline.show,
        send=decline.send,
        takes_files=True,
        keeps="desk_decline",
    ),
    Address("desk_ask", f"{_REQUEST}/ask", "staff", show=ask.show, send=ask.send, takes_files=True, keeps="desk_ask"),
    Address("desk_attachment", f"{_REQUEST}/files/{{file}}", "staff", show=attachment.show),
    Address("desk_receipt_pdf", f"{_REQUEST}/receipt.pdf", "staff", show=receipt.show),
    Address("desk_payment", "/desk/deposits/{deposit}/payment", "staff", show=payment.show),
    Address(
        "desk_dispute",
        "/desk/deposits/{deposit}/dispute",
        "staff",
        show=dispute.show,
        send=dispute.send,
        keeps="desk_dispute",
    ),
    Address("desk_customer", "/desk/customers/{customer}", "staff", show=customer.show),
    Address("desk_tasks", "/desk/tasks", "staff", show=tasks.show),
    Address("desk_refund", _REFUND, "staff", show=refund.show),
    Address("desk_payout", f"{_REFUND}/payout", "staff", send=refund.pay_out, keeps="desk_refund"),
    Address("desk_seen", f"{_REFUND}/seen", "staff", send=refund.tell_seen, keeps="desk_refund"),
    Address("desk_try", f"{_REFUND}/try", "staff", send=refund.try_now),
    Address(
        "desk_gateway", "/desk/gateways/{gateway}", "staff", show=gateway.show, send=gateway.send, keeps="desk_gateway"
    ),
    Address(
        "desk_letter", "/desk/letters/{delivery}", "staff", show=letter.show, send=letter.send, keeps="desk_letter"
    ),
    Address("desk_word", "/desk/words/{word}", "staff", show=word.show, send=word.send, keeps="desk_word"),
    Address("desk_order", "/desk/orders/{order}", "staff", show=order.show, send=order.send, keeps="desk_order"),
    Address("desk_keyboard", "/desk/keyboard", "staff", show=keyboard.show),
)
