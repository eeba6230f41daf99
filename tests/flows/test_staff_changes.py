"""Who is who: by login name, and by the name under which flows know them."""

from __future__ import annotations

import pytest
from tests.flows.staffed import Staffed, refused

from panel_refunds.flows.staff_changes import change, find_person, get_person, get_staff, spell_login
from panel_refunds.flows.staff_members import add_staff, disable_staff
from panel_refunds.store import TryAgain


@pytest.mark.parametrize(
    ("typed", "meant"), [(" Ana ", "ana"), ("ana2", "ana2"), ("2ana", None), ("an-a", None), ("", None)]
)
def test_a_login_name_is_small_letters_and_digits(typed, meant):
    assert spell_login(typed) == meant


def test_a_person_is_found_by_the_role_they_have_and_while_they_are_active(shop):
    staffed = Staffed(shop)
    add_staff(staffed.desk, "ana", name="Ana", role="finance", by="operator-bo")
    with staffed.desk.read() as books:
        assert get_person(books, "finance-ana") == get_staff(books, "ana")
        assert find_person(books, "operator-ana") is None
        with refused("not_found"):
            get_staff(books, "bo")
    disable_staff(staffed.desk, "ana", by="operator-bo")
    with staffed.desk.read() as books, refused("not_signed_in"):
        get_person(books, "finance-ana")


def test_a_change_over_an_old_version_begins_again(shop):
    staffed = Staffed(shop)
    seen = add_staff(staffed.desk, "ana", name="Ana", role="finance", by="operator-bo").staff
    disable_staff(staffed.desk, "ana", by="operator-bo")
    with pytest.raises(TryAgain), staffed.desk.begin() as books:
        change(staffed.desk, books, seen, name="Anna")
