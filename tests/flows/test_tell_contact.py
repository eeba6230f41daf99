"""What the panel tells of a customer's addresses replaces what it told before, and nothing means forgotten."""

from __future__ import annotations

from tests.flows.shop import Shop

from panel_refunds.flows.tell_contact import tell_contact


def test_told_again_it_replaces_and_told_nothing_it_forgets(shop: Shop) -> None:
    tell_contact(shop.desk, "c1", {"email": "ada@example.com"})
    shop.passes(hours=1)
    later = tell_contact(shop.desk, "c1", {"telegram": "77"})
    with shop.desk.read() as books:
        assert books.find_contact("c1") == later

    tell_contact(shop.desk, "c1", {})
    with shop.desk.read() as books:
        assert books.find_contact("c1") is None
