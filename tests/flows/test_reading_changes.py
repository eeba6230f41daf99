"""A page of changes says where to look, and which payments nobody credited."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.flows.card_shop import CardShop

from panel_refunds.flows.reading_changes import read_changes


def test_deposits_that_something_happened_to_are_named_once_with_their_disputes(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(fee_late=True)
    quiet, _ = card_shop.credited(fee=0)
    card_shop.stripe.post_fee(paid.charge, 175)
    card_shop.stripe.refund_in_dashboard(paid.charge, 100)
    dispute = card_shop.stripe.open_dispute(paid.charge)
    card_shop.stripe.set_dispute_status(dispute, "won")

    page = read_changes(card_shop.desk, "card", card_shop.at - timedelta(days=1), None)

    touched = {each.deposit_id: [event.word for event in events] for each, events in page.touched}
    assert touched.keys() == {deposit.deposit_id, quiet.deposit_id}
    assert touched[quiet.deposit_id] == []
    assert touched[deposit.deposit_id][0] == "charge.dispute.created"
    assert "charge.dispute.closed" in touched[deposit.deposit_id][1:]
    assert (page.strangers, page.cursor) == ((), None)


def test_payments_that_were_taken_and_not_credited_are_strangers(card_shop: CardShop) -> None:
    taken, given_back = card_shop.paid(700), card_shop.paid(800)
    card_shop.paid(900, captured=False)
    card_shop.stripe.refund_in_dashboard(given_back.charge)

    page = read_changes(card_shop.desk, "card", card_shop.at - timedelta(days=1), None)

    assert page.touched == ()
    assert [(each.code, each.about, each.theirs) for each in page.strangers] == [
        ("payment_not_credited", taken.charge, "7.00 USD")
    ]


def test_a_list_of_several_pages_is_read_by_its_cursor(card_shop: CardShop) -> None:
    for _ in range(60):
        card_shop.paid(100)
    since = card_shop.at - timedelta(days=1)
    found: set[str] = set()
    cursor: str | None = None
    pages = 0
    while pages == 0 or cursor:
        page = read_changes(card_shop.desk, "card", since, cursor)
        found |= {each.about for each in page.strangers}
        cursor, pages = page.cursor, pages + 1

    assert (len(found), pages) == (60, 2)
    with pytest.raises(LookupError):
        read_changes(card_shop.desk, "card", since, "no-such-place")
