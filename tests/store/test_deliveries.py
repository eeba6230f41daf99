"""Each message has one delivery per notifier; dead ones are listed in pages, waiting ones by notifier."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from panel_refunds.errors import Refused
from panel_refunds.store import Delivery, OutboxMessage


def posted(till, clock, *notifiers: str, **state) -> str:
    message = OutboxMessage(till.new_id("outbox"), "refund_sent", "c1", "rr_1", "Sent.", {}, clock())
    with till.begin() as books:
        books.add_outbox(message)
    with till.begin() as books:
        for name in notifiers:
            books.save_delivery(Delivery(message.message_id, name, **state))
    return message.message_id


def test_a_delivery_is_kept_with_its_tries_and_its_last_error(till, clock):
    message = posted(till, clock, "mail", "chat")
    later = Delivery(message, "mail", "waiting", 2, clock(), clock.forward(minutes=5), None, "451 greylisted")
    with till.begin() as books:
        books.save_delivery(later)

    with till.read() as books:
        assert books.deliveries_of(message) == [Delivery(message, "chat"), later]
        assert books.get_delivery(f"{message}:mail") == later
        assert later.key == f"{message}:mail"
        assert books.find_delivery(message, "log") is None
        with pytest.raises(Refused, match="not_found"):
            books.get_delivery("out_nothing")


def test_dead_letters_come_in_pages_with_their_messages(till, clock):
    dead = {"state": "dead", "ended_at": clock()}
    messages = [posted(till, clock, "chat", "mail", **dead) for _ in range(2)]
    posted(till, clock, "mail")

    with till.read() as books:
        first = books.dead_letters(limit=3)
        rest = books.dead_letters(after=first[-1][0].key)
    keys = [delivery.key for delivery, _ in [*first, *rest]]
    assert keys == [f"{message}:{name}" for message in messages for name in ("chat", "mail")]
    assert [message.message_id for _, message in first] == [messages[0], messages[0], messages[1]]
    with till.store.read(uuid4()) as books:
        assert books.dead_letters() == []


def test_the_newest_death_of_a_notifier_is_known(till, clock):
    posted(till, clock, "mail", state="dead", ended_at=clock())
    newest = clock.forward(hours=1)
    posted(till, clock, "mail", state="dead", ended_at=newest)
    posted(till, clock, "mail", state="aside", ended_at=clock.forward(hours=1))

    with till.read() as books:
        assert books.last_death_at("mail") == newest
        assert books.last_death_at("chat") is None


def test_what_waits_is_counted_and_listed_by_notifier(till, clock):
    first, second = posted(till, clock, "mail", "chat"), posted(till, clock, "mail")
    with till.begin() as books:
        chat = books.get_delivery(f"{first}:chat")
        books.save_delivery(replace(chat, state="delivered", ended_at=clock()))

    with till.read() as books:
        assert books.notifiers_waited_for() == {"mail": 2}
        assert [delivery.message_id for delivery in books.waiting_for("mail", 5)] == [first, second]
        assert len(books.waiting_for("mail", 1)) == 1
