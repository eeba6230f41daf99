"""Orders that wait for a person, and words that nobody knew."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop

from panel_refunds.errors import Refused
from panel_refunds.flows.decide_order import decide_order, resolve_word


def test_a_person_gives_back_the_share_that_was_not_delivered(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.status(shop.order("10.00"), "Completed", 300)
    assert order.review == "completed_with_remains"
    order = decide_order(shop.desk, order.order_id, pays="undelivered", by="finance-1", text="checked the profile")

    assert (order.review, shop.figures()[0]) == (None, "43.00 USD")


def test_the_same_word_again_does_not_call_the_person_back(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.status(shop.order("10.00"), "Completed", 300)
    decide_order(shop.desk, order.order_id, pays="nothing", by="finance-1", text="it is all there")

    assert shop.status(order, "Completed", 300).review is None


@pytest.mark.parametrize(("text", "remains", "code"), [(" ", 300, "reason_needed"), ("yes", None, "field_invalid")])
def test_a_decision_needs_a_reason_and_what_it_counts_with(
    shop: Shop, text: str, remains: int | None, code: str
) -> None:
    shop.deposit("50.00")
    word = "Completed" if remains else "Partial"
    order = shop.status(shop.order("10.00"), word, remains)
    with pytest.raises(Refused) as refused:
        decide_order(shop.desk, order.order_id, pays="undelivered", by="finance-1", text=text)
    assert refused.value.code == code


def test_a_mapped_word_is_replayed_for_all_orders_that_had_it(shop: Shop) -> None:
    """F18: a word nobody recognised, and the refund was lost for ever."""
    shop.deposit("50.00")
    orders = [shop.status(shop.order("10.00"), "Storniert!", 1000) for _ in range(2)]
    assert shop.figures()[0] == "30.00 USD"
    with shop.desk.read() as books:
        (word,) = books.unknown_words()
    after = resolve_word(shop.desk, word.word_id, status="canceled", by="finance-1")

    assert {order.order_id for order in after} == {order.order_id for order in orders}
    assert shop.figures()[0] == "50.00 USD"
    assert shop.status(shop.order("5.00"), "storniert").refunded > 0


def test_a_word_is_mapped_only_to_one_of_ours(shop: Shop) -> None:
    shop.deposit("50.00")
    shop.status(shop.order("10.00"), "Storniert", 1000)
    with shop.desk.read() as books:
        (word,) = books.unknown_words()
    with pytest.raises(Refused) as refused:
        resolve_word(shop.desk, word.word_id, status="cancelled", by="finance-1")
    assert refused.value.code == "field_invalid"
