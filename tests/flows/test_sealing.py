"""What is sealed can be read with the key and by nobody without it; keys can be changed."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from tests.flows.staffed import refused

from panel_refunds.flows.sealing import NO_KEY, Sealing

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


def test_a_new_key_goes_first_and_the_old_one_still_opens():
    sealed = Sealing(lambda: (OLD,)).seal("secret")

    both = Sealing(lambda: (NEW, OLD))
    assert "secret" not in sealed
    assert both.open(sealed) == "secret"
    assert Sealing(lambda: (NEW,)).open(both.seal("other")) == "other"
    with refused("code_not_possible"):
        Sealing(lambda: (NEW,)).open(sealed)


def test_without_a_key_nothing_is_sealed_and_it_says_what_to_do():
    with refused("code_not_possible") as told:
        NO_KEY.seal("secret")

    assert "secrets_key" in told.value.text


def test_what_is_no_key_is_told_without_showing_it():
    with pytest.raises(ValueError, match="no Fernet key") as told:
        Sealing(lambda: ("not-a-key",)).check()

    assert "not-a-key" not in str(told.value)
