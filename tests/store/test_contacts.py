"""What the panel told of a customer's addresses is kept, replaced and forgotten, and never shown by accident."""

from __future__ import annotations

from uuid import uuid4

from panel_refunds.store import Contact


def test_a_contact_is_replaced_and_forgotten(till, clock):
    told = Contact("c1", {"email": "ada@example.com"}, clock())
    with till.begin() as books:
        books.save_contact(told)
        books.save_contact(later := Contact("c1", {"telegram": "77"}, clock.forward(hours=1)))
    with till.read() as books:
        assert books.find_contact("c1") == later
        assert books.find_contact("c2") is None
    with till.store.read(uuid4()) as books:
        assert books.find_contact("c1") is None

    with till.begin() as books:
        assert books.forget_contact("c1")
        assert not books.forget_contact("c1")
        assert books.find_contact("c1") is None


def test_an_address_does_not_stand_in_a_repr(clock):
    assert "ada" not in repr(Contact("c1", {"email": "ada@example.com"}, clock()))
