"""Two people have two names, however they are spelled."""

from __future__ import annotations

import pytest

from panel_refunds.errors import Refused
from panel_refunds.flows.people import check_acts, check_named, check_role, different_people, is_same_person, role_of


@pytest.mark.parametrize(
    ("person", "role"),
    [("finance-1", "finance"), ("Finance-Ana", "finance"), ("night-shift-bo", "night-shift"), (" boss-1 ", "boss")],
)
def test_the_role_stands_before_the_last_dash(person: str, role: str) -> None:
    assert role_of(person) == role


@pytest.mark.parametrize("nobody", ["finance-", "finance", "", "-", "finance- "])
def test_who_has_no_name_has_no_role(nobody: str) -> None:
    assert role_of(nobody) == ""


def test_another_spelling_is_the_same_person() -> None:
    assert is_same_person("finance-ana", "Finance-ANA ")
    assert not is_same_person("finance-ana", "finance-anna")
    assert not is_same_person(None, "finance-ana")
    assert different_people(["finance-ana", "boss-1", "finance-ANA"]) == ["finance-ana", "boss-1"]


def test_who_has_another_role_or_none_is_refused() -> None:
    check_role("finance-ana", ["boss", "finance"], "approve")
    check_named("operator-ana")
    for refuse in (lambda: check_role("support-ana", ["finance"], "approve"), lambda: check_named("ana")):
        with pytest.raises(Refused) as refused:
            refuse()
        assert refused.value.code == "role_needed"


def test_an_auditor_looks_and_changes_nothing() -> None:
    for check in (check_acts, check_named):
        with pytest.raises(Refused, match="role_needed"):
            check("Auditor-zoe")
        check("operator-kim")
