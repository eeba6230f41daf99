"""What the customer does in a story, on the story's host: ask, confirm, withdraw, reply, cancel an order."""

from __future__ import annotations

from panel_refunds.flows.answer_request import Reply, confirm_offer, reply_to_request, withdraw_request
from panel_refunds.flows.cancel_order import cancel_order
from panel_refunds.flows.request_refund import RefundAsked as Asked
from panel_refunds.flows.request_refund import request_refund
from panel_refunds.refunds.request import Target
from panel_refunds.testing.stories.stage import Stage
from panel_refunds.testing.stories.story import (
    ORDER_REFUNDS,
    CancelAsked,
    CustomerReplied,
    OfferConfirmed,
    RefundAsked,
    RequestWithdrawn,
)


def ask(event: RefundAsked, stage: Stage) -> str:
    """Open a request."""
    site = stage.site()
    target, about = _target(stage, event.of)
    asked = Asked(
        customer_id=event.who,
        site=stage.host,
        policy=site.policy,
        amount=event.amount,
        target=target,
        about=about,
        subject=event.subject,
        channel=event.channel,
        currency=stage.currency_of(event.who),
    )
    request = request_refund(stage.desk, asked)
    name = event.id or f"request {len(stage.requests) + 1}"
    stage.requests[name] = request.request_id
    return f"{name}: {event.who} asks for {event.amount}" + (f" of {event.of}" if event.of else "")


def confirm(event: OfferConfirmed, stage: Stage) -> str:
    """Accept an offer."""
    stage.site()
    confirm_offer(stage.desk, stage.find(stage.requests, event.request), customer_id=event.customer)
    return f"{event.request}: the customer accepts the offer"


def withdraw(event: RequestWithdrawn, stage: Stage) -> str:
    """Take a request back."""
    stage.site()
    withdraw_request(stage.desk, stage.find(stage.requests, event.request), customer_id=event.customer)
    return f"{event.request}: the customer takes the request back"


def reply(event: CustomerReplied, stage: Stage) -> str:
    """Answer in the ticket; a new ``of`` says what the request is about."""
    stage.site()
    target, about = _target(stage, event.of) if event.of else (None, None)
    answer = Reply(text=event.text, subject=event.subject, amount=event.amount, target=target, about=about)
    reply_to_request(stage.desk, stage.find(stage.requests, event.request), answer, customer_id=event.customer)
    return f"{event.request}: the customer replies" + (f" “{event.text}”" if event.text else "")


def cancel(event: CancelAsked, stage: Stage) -> str:
    """Ask to have an order cancelled: the provider is asked."""
    stage.site()
    cancel_order(stage.desk, stage.find(stage.orders, event.order), customer_id=event.customer)
    return f"{event.order}: the customer asks to cancel it, the provider is asked"


def _target(stage: Stage, of: str | None) -> tuple[Target, str | None]:
    if of is None:
        return "everything", None
    if of == ORDER_REFUNDS:
        return "order_refunds", None
    if of in stage.orders:
        return "order", stage.orders[of]
    return "deposit", stage.find(stage.deposits, of)
