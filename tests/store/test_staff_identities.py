"""One word is one person's, one account is one person's, and the first account of a service stays."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from panel_refunds.store import Staff, StaffIdentity, TryAgain


@pytest.fixture
def ana(till, clock) -> StaffIdentity:
    with till.begin() as books:
        for number, login in enumerate(("ana", "bo")):
            books.add_staff(Staff(f"stf_{number}", login, login.title(), "finance", "active", clock(), clock()))
        identity = StaffIdentity("ana@shop.example", "stf_0", clock())
        books.add_staff_identity(identity)
    return identity


def test_the_first_account_stays_until_it_is_forgotten_or_the_service_is_another(till, clock, ana):
    with till.begin() as books:
        assert books.bind_staff_identity(ana.member, "one", "7", clock())
        assert not books.bind_staff_identity(ana.member, "one", "8", clock())
        assert not books.bind_staff_identity(ana.member, "one", "7", clock())
        bound = replace(ana, issuer="one", subject="7", bound_at=clock())
        assert books.find_staff_account("one", "7") == books.find_staff_identity(ana.member) == bound
        assert books.bind_staff_identity(ana.member, "two", "8", clock())
        assert books.free_staff_identity("stf_0")
        assert books.staff_identities() == [ana]
        assert [books.drop_staff_identity("stf_0") for _ in range(2)] == [True, False]


def test_neither_word_nor_account_is_two_peoples(till, clock, ana):
    with pytest.raises(TryAgain), till.begin() as books:
        books.add_staff_identity(replace(ana, staff_id="stf_1"))
    with pytest.raises(TryAgain), till.begin() as books:
        books.add_staff_identity(replace(ana, member="another@shop.example"))
    with till.begin() as books:
        books.add_staff_identity(StaffIdentity("bo@shop.example", "stf_1", clock()))
        books.bind_staff_identity(ana.member, "one", "7", clock())
    with pytest.raises(TryAgain), till.begin() as books:
        books.bind_staff_identity("bo@shop.example", "one", "7", clock())


def test_another_tenant_knows_nobody(till, clock, ana):
    with till.begin() as books:
        books.bind_staff_identity(ana.member, "one", "7", clock())
    with till.store.begin(uuid4(), new_id=str) as books:
        assert books.find_staff_account("one", "7") is books.find_staff_identity(ana.member) is None
        assert books.staff_identities() == []
        assert not books.drop_staff_identity("stf_0")


def test_a_repr_tells_nobodys_address(ana):
    assert "ana@" not in repr(ana)
