"""Which files belong to which message, on each database; another tenant has none of them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from panel_refunds.errors import Refused
from panel_refunds.tickets.attachment import Attachment
from panel_refunds.tickets.message import TicketMessage


def test_they_are_listed_by_message_in_the_order_they_came(till, clock, new_id):
    request, _refund = till.request(till.deposit(amount=50), 20)
    messages = [new_id("message"), new_id("message")]
    files = [
        Attachment(
            new_id("file"), request.request_id, message, f"{name}.png", "image/png", 7, "d" * 64, "customer", clock()
        )
        for message, name in ((messages[0], "a"), (messages[1], "b"), (messages[0], "c"))
    ]
    with till.begin() as books:
        for message in messages:
            books.add_message(
                TicketMessage(message, request.request_id, request.wallet_id, "customer", "customer", "x", clock())
            )
        for file in files:
            books.add_attachment(file)
    with till.read() as books:
        assert books.attachments_of(request.request_id) == {messages[0]: [files[0], files[2]], messages[1]: [files[1]]}
        assert books.get_attachment(files[1].attachment_id) == files[1]
        ids = [each.attachment_id for each in files]
        assert books.known_attachments([*ids, new_id("file")]) == set(ids)
        assert books.known_attachments([]) == set()
    with till.store.read(uuid4()) as books:
        assert books.attachments_of(request.request_id) == {}
        assert books.known_attachments(ids) == set()
        with pytest.raises(Refused, match="There is no file"):
            books.get_attachment(files[0].attachment_id)
