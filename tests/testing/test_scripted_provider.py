"""The scripted provider: orders stand where they were put, wishes are noted, words are read by the given reader."""

import pytest

from panel_refunds.plugins.kinds import missing_methods
from panel_refunds.ports import OrderState, ProviderCapabilities, ProviderError
from panel_refunds.testing.scripted_provider import ScriptedProvider

WORDS = {"Partial": "partial", "Canceled": "canceled", "Pending": "pending"}


@pytest.fixture
def provider() -> ScriptedProvider:
    return ScriptedProvider(lambda word: WORDS.get(word, "unknown"))


def test_it_keeps_the_promise_of_an_order_provider(provider):
    assert missing_methods("order_providers", provider) == ()
    assert provider.capabilities() == ProviderCapabilities()


def test_orders_stand_where_they_were_put_and_others_are_missing(provider):
    provider.set_order("1", "Partial", remains=157)
    provider.set_order("2", "Quux")
    provider.break_order("3", ProviderError("order_not_found"))

    reply = provider.get_orders(["4", "3", "2", "1"])

    assert reply.orders == {
        "1": OrderState("partial", "Partial", 157),
        "2": OrderState("unknown", "Quux"),
        "3": ProviderError("order_not_found"),
    }
    assert (reply.missing, reply.reply_error) == (("4",), None)


def test_orders_that_nobody_asked_for_are_not_told(provider):
    provider.set_order("1", "Pending")
    provider.set_order("2", "Pending")

    assert set(provider.get_orders(["2"]).orders) == {"2"}


def test_an_error_of_the_whole_reply_touches_no_order(provider):
    provider.set_order("1", "Canceled")
    provider.break_replies(ProviderError("rate_limited"))

    reply = provider.get_orders(["1"])
    assert (reply.orders, reply.missing, reply.reply_error.code) == ({}, ("1",), "rate_limited")

    provider.break_replies(None)
    assert set(provider.get_orders(["1"]).orders) == {"1"}


def test_a_question_larger_than_its_batch_is_refused():
    provider = ScriptedProvider(str, capabilities=ProviderCapabilities(batch=2))

    with pytest.raises(ValueError, match="at most 2 orders"):
        provider.get_orders(["1", "2", "3"])


def test_wishes_are_noted_and_accepted_and_change_no_order(provider):
    provider.set_order("1", "Pending")

    cancel, refill = provider.request_cancel("1"), provider.request_refill("2")

    assert (cancel.outcome, refill.outcome) == ("accepted", "accepted")
    assert (provider.cancels, provider.refills) == (("1",), ("2",))
    assert provider.get_orders(["1"]).orders["1"].status == "pending"


def test_an_accepted_refill_has_an_id_and_a_status(provider):
    refill = provider.request_refill("1").ref

    assert provider.refill_status(refill).status == "pending"
    provider.set_refill(refill, "Canceled")
    assert provider.refill_status(refill).status == "canceled"
    assert provider.refill_status("9").code == "refill_not_found"


@pytest.mark.parametrize("answer", ["refused", "unknown"])
def test_wishes_are_answered_as_scripted_in_order(provider, answer):
    provider.script(answer, "not now")

    asked = provider.request_cancel("1")

    assert (asked.outcome, asked.error.text, asked.ref) == (answer, "not now", None)
    assert provider.request_cancel("1").outcome == "accepted"


def test_words_are_read_by_the_given_reader(provider):
    assert (provider.read_status("Partial"), provider.read_status("Quux")) == ("partial", "unknown")


def test_it_has_neither_wire_format_nor_balance(provider):
    assert provider.read_placement(b"{}", 200).outcome == "unknown"
    assert provider.read_reply(b"{}", action="add", asked=[], http_status=200)["reply_error"]["code"] == "unreadable"
    assert isinstance(provider.balance(), ProviderError)
