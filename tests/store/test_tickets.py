"""Conversations, approvals that wait for others, and the record of what people did."""

from __future__ import annotations

from panel_refunds.tickets.message import TicketMessage


def test_a_conversation_keeps_its_order(till, clock):
    request, _ = till.request(till.deposit())
    said = [
        TicketMessage(till.new_id("message"), request.request_id, request.wallet_id, author, kind, text, clock())
        for author, kind, text in (("customer", "customer", "Please."), ("finance-1", "note", "Odd: «€»"))
    ]
    with till.begin(request.wallet_id) as books:
        for message in said:
            books.add_message(message)

    with till.read() as books:
        assert books.messages_of(request.request_id) == said


def test_a_person_approves_once_and_what_was_said_last_counts(till, clock):
    request, _ = till.request(till.deposit())
    with till.begin(request.wallet_id) as books:
        books.add_approval(request.request_id, "anna", "finance", clock())
        books.add_approval(request.request_id, "ben", "owner", clock.forward(hours=1), "fine")
        books.add_approval(request.request_id, "anna", "finance", clock.forward(hours=1), "again")
        assert [each.person for each in books.approvals_of(request.request_id)] == ["ben", "anna"]

    with till.read() as books:
        said = [(each.person, each.text) for each in books.approvals_of(request.request_id)]
    assert said == [("ben", "fine"), ("anna", "again")]
