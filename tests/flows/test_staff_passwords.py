"""Long passwords are taken as they are; those that everybody tries first are not."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from tests.flows.staffed import refused

from panel_refunds.flows.staff_passwords import check_password, hash_password, is_outdated, password_fits

NAMES = ("ana", "Smmpanelus", "smmpanelus.com")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short words", "short"),
        ("x1 " * 86, "long"),
        ("password1234", "known"),
        ("12345678901234", "known"),
        ("qwertyuiopasdf", "known"),
        ("aaaaaaaaaaaaaaaa", "known"),
        ("Letmein-letmein!", "known"),
        ("Dragon 20202020", "known"),
        ("!!!!!!!!!!!!", "known"),
        ("SMM-panelus 2026", "names"),
        ("ana.smmpanelus.ana", "names"),
        ("smmpanelus password", "names"),
    ],
)
def test_what_cannot_be_one_is_refused_with_why(password, why):
    with refused("password_unfit") as told:
        check_password(password, NAMES)

    assert told.value.facts["why"] == why


@pytest.mark.parametrize(
    "password",
    [
        "four plain words today",
        "żółw je kapustę",
        "k7#Qz!0p~Vw2",
        "我喜欢在下雨天喝很多热茶",
        " ".join(map(str, range(80))),
    ],
)
def test_anything_else_is_taken(password):
    assert check_password(password, NAMES)


def test_a_password_fits_however_its_letters_were_typed_and_no_other_does():
    kept = hash_password("café au lait et croissant")

    assert "lait" not in kept
    assert password_fits(kept, "cafe\u0301 au lait et croissant")
    assert not password_fits(kept, "cafe au lait et croissant")
    assert not password_fits(None, "nobody's")
    assert not is_outdated(kept)
    assert is_outdated(PasswordHasher(time_cost=1, memory_cost=1024).hash("x"))


def test_whoever_stole_the_hashes_needs_memory_and_time_for_each_guess(quick_passwords):
    real = quick_passwords

    assert (real.type.name, real.memory_cost, real.time_cost) == ("ID", 64 * 1024, 3)
