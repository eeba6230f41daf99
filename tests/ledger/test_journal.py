"""Entries balance, and their chain shows whatever was altered, dropped or slipped in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.purse import START

from panel_refunds.errors import BooksDamagedError
from panel_refunds.ledger.journal import FIRST_HASH, Entry, Posting, entry_hash, make_entry

LEGS = (Posting("gateway:stripe", -50), Posting("cash", 50, "lot_1"))


def entry(postings=LEGS, **changes) -> Entry:
    known = {
        "entry_id": "je_1",
        "wallet_id": "wal_1",
        "number": 1,
        "kind": "deposit_credited",
        "about": "d1",
        "at": START,
        "previous_hash": FIRST_HASH,
    }
    return make_entry(**{**known, **changes}, postings=postings)


def test_an_entry_that_does_not_balance_is_not_made():
    with pytest.raises(BooksDamagedError, match="deposit_credited of d1"):
        entry([Posting("gateway:stripe", -50), Posting("cash", 49, "lot_1")])


@given(st.lists(st.integers(-(10**18), 10**18), min_size=1, max_size=6))
def test_any_legs_that_sum_to_zero_make_an_entry_and_no_others_do(amounts):
    balanced = [*(Posting("cash", amount, "lot_1") for amount in amounts), Posting("sales", -sum(amounts))]

    assert sum(leg.amount for leg in entry(balanced).postings) == 0
    with pytest.raises(BooksDamagedError):
        entry([*balanced, Posting("sales", 1)])


def test_legs_of_nothing_are_left_out():
    assert entry([*LEGS, Posting("processor_fees", 0)]) == entry()


ALTERED = {
    "entry_id": "je_2",
    "wallet_id": "wal_2",
    "number": 2,
    "kind": "order_refunded",
    "about": "d2",
    "at": START + timedelta(microseconds=1),
    "previous_hash": "1" * 64,
}


@pytest.mark.parametrize("field", ALTERED)
def test_the_hash_covers_every_field(field):
    assert entry(**{field: ALTERED[field]}).hash != entry().hash


@pytest.mark.parametrize(
    "postings",
    [
        (Posting("gateway:stripe", -51), Posting("cash", 51, "lot_1")),
        (Posting("gateway:paypal", -50), Posting("cash", 50, "lot_1")),
        (Posting("gateway:stripe", -50), Posting("cash", 50, "lot_2")),
        (Posting("gateway:stripe", -50), Posting("cash", 25, "lot_1"), Posting("cash", 25, "lot_1")),
        tuple(reversed(LEGS)),
    ],
)
def test_the_hash_covers_every_leg_and_their_order(postings):
    assert entry(postings).hash != entry().hash


def test_the_hash_does_not_depend_on_the_zone_a_time_is_shown_in():
    elsewhere = START.astimezone(timezone(timedelta(hours=5)))

    assert entry(at=elsewhere).hash == entry().hash


def test_an_altered_entry_no_longer_has_its_hash():
    original = entry()
    altered = replace(original, about="d9")

    def recomputed(one: Entry) -> str:
        return entry_hash(
            one.entry_id, one.wallet_id, one.number, one.kind, one.about, one.at, one.postings, one.previous_hash
        )

    assert recomputed(original) == original.hash
    assert recomputed(altered) != altered.hash
