"""Ids say what they name, sort by time, and are one to one with their 128 bits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uuid_utils import uuid7

from panel_refunds.ids import PREFIXES, encode, is_id, tenant_uuid

NUMBERS = st.integers(0, 2**128 - 1)


def read_back(text: str) -> int:
    """The 128 bits of an id, worked out another way than they were written."""
    number = 0
    for letter in text.partition("_")[2]:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(letter)
    return number


@given(NUMBERS)
def test_an_id_carries_all_its_bits(number):
    assert read_back(encode("dep", number)) == number


@given(NUMBERS, NUMBERS)
def test_ids_sort_as_their_uuids_do(one, other):
    first, second = encode("je", one), encode("je", other)

    assert (first < second) == (one < other)
    assert (first == second) == (one == other)


def test_ids_made_one_after_the_other_sort_by_time():
    made = [encode("ord", uuid7().int) for _ in range(500)]

    assert sorted(made) == made
    assert len(set(made)) == 500


@given(NUMBERS, st.sampled_from(sorted(PREFIXES)))
def test_an_id_is_recognised_by_its_noun_and_no_other(number, noun):
    text = encode(PREFIXES[noun], number)

    assert [each for each in PREFIXES if is_id(text, each)] == [noun]


def test_every_noun_has_a_prefix_of_its_own():
    assert len(set(PREFIXES.values())) == len(PREFIXES)


GOOD = encode("dep", 2**128 - 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dep_",
        GOOD[:-1],
        f"{GOOD}0",
        f"{GOOD}\n",
        f" {GOOD}",
        GOOD.upper(),
        GOOD.replace("dep_", "dep-"),
        GOOD.replace("dep_", ""),
        GOOD[:-1] + "i",
        GOOD[:-1] + "l",
        GOOD[:-1] + "o",
        GOOD[:-1] + "u",
        "dep_8" + GOOD[5:],
        "dep_" + "٠" * 26,
        "'; drop table lot; --",
    ],
)
def test_what_only_looks_like_an_id_is_none(text):
    assert is_id(GOOD, "deposit")
    assert not is_id(text, "deposit")


def test_a_tenant_s_id_comes_from_its_slug_alone():
    assert tenant_uuid("smmpanelus") == tenant_uuid("smmpanelus")
    assert tenant_uuid("smmpanelus") != tenant_uuid("smmpanelus-blog")
    # It stands in every row of every table: it may never change.
    assert str(tenant_uuid("smmpanelus")) == "2aa8896c-ee00-52ec-9cb3-d07be6295c1d"
