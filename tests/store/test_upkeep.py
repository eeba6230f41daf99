"""Messages to people, answers already given, policy versions used."""

from __future__ import annotations

import pytest

from panel_refunds.errors import Refused
from panel_refunds.store import OutboxMessage


def test_a_message_is_found_by_its_id_and_by_its_request(till, clock):
    message = OutboxMessage(till.new_id("outbox"), "refund_paid", "c1", "rr_1", "Paid.", {"net": "38.25"}, clock())
    with till.begin() as books:
        books.add_outbox(message)

    with till.read() as books:
        assert books.get_outbox(message.message_id) == message
        assert books.outbox_of("rr_1") == [message]
        with pytest.raises(Refused, match="not_found"):
            books.get_outbox("out_unknown")


def test_an_answer_is_given_again_word_for_word(till, clock):
    with till.begin() as books:
        books.add_reply("orders", "key-1", "hash", "ord_1", clock(), status=201, body='{"paid": "€"}'.encode())

    with till.read() as books:
        reply = books.find_reply("orders", "key-1")
        assert (reply.request_hash, reply.subject, reply.status) == ("hash", "ord_1", 201)
        assert reply.body.decode() == '{"paid": "€"}'
        assert books.find_reply("refunds", "key-1") is None
        assert books.find_reply("orders", "key-2") is None


def test_an_answer_can_follow_the_write(till, clock):
    with till.begin() as books:
        books.add_reply("orders", "key-1", "hash", "ord_1", clock())
    with till.begin() as books:
        assert books.find_reply("orders", "key-1").status is None
        books.finish_reply("orders", "key-1", 409, b"{}")
        books.finish_reply("orders", "key-unknown", 200, b"{}")

    with till.read() as books:
        assert (books.find_reply("orders", "key-1").status, books.find_reply("orders", "key-1").body) == (409, b"{}")
        assert books.find_reply("orders", "key-unknown") is None


def test_old_answers_are_deleted_oldest_first_and_not_more_than_asked_for(till, clock):
    for key in ("a", "b", "c", "d"):
        with till.begin() as books:
            books.add_reply("orders", key, "hash", "ord_1", clock(), status=201, body=b"{}")
        clock.forward(hours=1)
    before = clock.forward(hours=-1)
    with till.begin() as books:
        assert [books.delete_replies(before, 2), books.delete_replies(before, 2)] == [2, 1]
        assert books.delete_replies(before, 2) == 0

    with till.read() as books:
        assert [key for key in "abcd" if books.find_reply("orders", key)] == ["d"]
        with pytest.raises(RuntimeError, match="reading only"):
            books.delete_replies(before, 2)


def test_an_answer_is_looked_up_with_the_locks(till, clock):
    wallet_id = till.wallet()
    key = ("orders", "key-1")
    with till.store.begin(till.tenant, wallets=[wallet_id], reply=key, new_id=till.new_id) as books:
        assert books.find_reply(*key) is None
        books.add_reply(*key, "hash", "ord_1", clock())
        assert books.find_reply(*key).subject == "ord_1"
    with till.store.begin(till.tenant, wallets=[wallet_id], reply=key, new_id=till.new_id) as books:
        assert books.find_reply(*key).subject == "ord_1"


def test_a_policy_version_keeps_the_digest_it_was_used_with_first(till, clock):
    with till.begin() as books:
        assert books.remember_policy("default@2026-01-01", "aaa", clock()) == "aaa"
    with till.begin() as books:
        assert books.remember_policy("default@2026-01-01", "bbb", clock()) == "aaa"
