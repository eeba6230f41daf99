"""Dead letters: what did not arrive, and sending it again or putting it aside."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from panel_refunds.flows.handle_dead_letter import put_letter_aside, send_letter_again
from panel_refunds.store import Delivery
from panel_refunds.web.answers.deliveries import DeliveryView, show_delivery, view_of
from panel_refunds.web.answers.page import Limit, Page
from panel_refunds.web.fields import DeliveryId, Given, Person, Text
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "deliveries"


class LetterQuery(Given):
    """Which page: what comes after the dead letter with this id."""

    after: DeliveryId | None = None
    limit: Limit = 50


class AgainGiven(Given):
    """Who has it sent again, and what was mended."""

    by: Person
    text: Text = ""


class AsideGiven(Given):
    """Who puts it aside, and why it need not arrive."""

    by: Person
    text: Annotated[Text, Field(min_length=1)]


def show_many(call: Call, asked: LetterQuery) -> Page[DeliveryView]:
    """Dead letters, oldest first: what will not arrive unless somebody does something."""
    with call.desk.read() as books:
        found = books.dead_letters(after=asked.after, limit=asked.limit + 1)
    items = [view_of(delivery, message) for delivery, message in found[: asked.limit]]
    return Page[DeliveryView](items=items, next=items[-1].id if len(found) > asked.limit else None)


def send_again(call: Call, body: AgainGiven) -> Delivery:
    """Try a dead letter anew, under the same idempotency key."""
    return send_letter_again(call.desk, call.path["delivery"], by=body.by, text=body.text)


def put_aside(call: Call, body: AsideGiven) -> Delivery:
    """Put a dead letter aside: it need not arrive any more."""
    return put_letter_aside(call.desk, call.path["delivery"], by=body.by, text=body.text)


def _again(call: Call, _body: Given, subject: str) -> Delivery:
    with call.desk.read() as books:
        return books.get_delivery(subject)


OPERATIONS = (
    Read("/dead-letters", "list_dead_letters", "read", show_many, Page[DeliveryView], LetterQuery, tag=TAG),
    Write(
        "/dead-letters/{delivery}/again",
        "send_letter_again",
        "admin",
        send_again,
        show_delivery,
        DeliveryView,
        AgainGiven,
        again=_again,
        wakes=True,
        codes=("not_a_dead_letter", "role_needed"),
        tag=TAG,
    ),
    Write(
        "/dead-letters/{delivery}/aside",
        "put_letter_aside",
        "admin",
        put_aside,
        show_delivery,
        DeliveryView,
        AsideGiven,
        again=_again,
        codes=("not_a_dead_letter", "reason_needed", "role_needed"),
        tag=TAG,
    ),
)
