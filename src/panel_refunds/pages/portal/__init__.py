"""The customer's pages, phone first: what can be taken back, asking for it, and where the money is."""

from __future__ import annotations

from panel_refunds.pages.address import Address
from panel_refunds.pages.portal import (
    ask,
    ask_check,
    attachment,
    balance,
    conversation,
    enter,
    order,
    orders,
    policy,
    receipt,
    request,
    requests,
)

ADDRESSES: tuple[Address, ...] = (
    Address("balance", "/", "customer", show=balance.show),
    Address("ask", "/ask", "customer", show=ask.show, send=ask.send, keeps="ask"),
    Address("ask_quote", "/ask/quote", "customer", show=ask_check.again, send=ask.quote),
    Address("ask_check", "/ask/check", "customer", show=ask_check.again, send=ask_check.check, keeps="ask"),
    Address(
        "ask_send",
        "/ask/send",
        "customer",
        show=ask_check.again,
        send=ask_check.send,
        takes_files=True,
        keeps="ask",
    ),
    Address("requests", "/requests", "customer", show=requests.show),
    Address("request", "/requests/{request}", "customer", show=request.show),
    Address(
        "reply",
        "/requests/{request}/reply",
        "customer",
        show=conversation.back,
        send=conversation.reply,
        takes_files=True,
        keeps="request",
    ),
    Address("accept", "/requests/{request}/accept", "customer", show=conversation.back, send=conversation.accept),
    Address(
        "withdraw",
        "/requests/{request}/withdraw",
        "customer",
        show=conversation.ask_withdraw,
        send=conversation.withdraw,
    ),
    Address("receipt", "/requests/{request}/receipt", "customer", show=receipt.show),
    Address("receipt_pdf", "/requests/{request}/receipt.pdf", "customer", show=receipt.show_pdf),
    Address("attachment", "/requests/{request}/files/{file}", "customer", show=attachment.show),
    Address("orders", "/orders", "customer", show=orders.show),
    Address("order", "/orders/{order}", "customer", show=order.show),
    Address("cancel", "/orders/{order}/cancel", "customer", show=order.ask_cancel, send=order.cancel),
    Address("policy", "/policy", "anyone", show=policy.show),
    Address("policy_version", "/policy/{label}", "anyone", show=policy.show),
    Address("enter", "/enter/{token}", "newcomer", show=enter.show, send=enter.send),
    Address("sign_out", "/sign-out", "customer", show=enter.home, send=enter.leave),
)
