"""How a tenant is: counts of what is open, and since when; each tenant's own."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from panel_refunds.refunds.attempt import Attempt
from panel_refunds.store import Delivery, Notice, OutboxMessage


def attempt(till, state: str) -> None:
    deposit = till.deposit()
    _, refund = till.request(deposit)
    made = Attempt(
        till.new_id("attempt"),
        refund.refund_id,
        deposit.wallet_id,
        deposit.deposit_id,
        "stripe",
        deposit.payment,
        f"key-{deposit.deposit_id}",
        5,
        "USD",
        "hash",
        state,
        till.now(),
    )
    with till.begin(deposit.wallet_id) as books:
        books.add_attempt(made)


def test_unknown_attempts_are_counted_from_the_oldest(till, clock):
    with till.read() as books:
        assert books.unknown_attempts() == (0, None)
    first = clock()
    for state in ("unknown", "pending", "succeeded"):
        attempt(till, state)
    clock.forward(hours=1)
    attempt(till, "unknown")

    with till.read() as books:
        assert books.unknown_attempts() == (2, first)
    with till.store.read(uuid4()) as books:
        assert books.unknown_attempts() == (0, None)


def test_late_work_is_what_is_due_and_nobody_has(till, clock):
    now = clock()
    with till.begin() as books:
        books.schedule("pay", "rf_1", now - timedelta(minutes=5))
        books.schedule("poll", "main", now + timedelta(minutes=5))
    with till.read() as books:
        assert books.late_work(now) == (1, now - timedelta(minutes=5))
    with till.begin() as books:
        books.claim_work(now, timedelta(minutes=1), 10)
    with till.read() as books:
        assert books.late_work(now) == (0, None)


def test_letters_that_did_not_arrive_are_counted(till, clock):
    message = OutboxMessage(till.new_id("outbox"), "refund_sent", "c1", "rr_1", "Sent.", {}, clock())
    with till.begin() as books:
        books.add_outbox(message)
    with till.begin() as books:
        books.save_delivery(Delivery(message.message_id, "mail", "dead", ended_at=clock()))
        books.save_delivery(Delivery(message.message_id, "chat", "aside", ended_at=clock()))

    with till.read() as books:
        assert books.letters_not_arrived() == (1, clock())


def test_a_gateway_was_heard_when_it_told_something_last(till, clock):
    with till.begin() as books:
        for number in (1, 2):
            books.add_notice(Notice("stripe", f"e{number}", "refund", "re", (), "", clock.forward(hours=1)))
        books.add_notice(Notice("other", "e9", "refund", "re", (), "", clock() + timedelta(days=1)))

    with till.read() as books:
        assert books.last_heard_at("stripe") == clock()
        assert books.last_heard_at("paypal") is None
