"""Ids say what they name and sort by the time they were made."""

from __future__ import annotations

import pytest

from panel_refunds.app.new_ids import new_id
from panel_refunds.ids import PREFIXES, is_id


@pytest.mark.parametrize("noun", sorted(PREFIXES))
def test_an_id_of_every_noun_has_its_shape(noun: str) -> None:
    assert is_id(new_id(noun), noun)


def test_later_ids_sort_behind_earlier_ones_and_none_comes_twice() -> None:
    made = [new_id("order") for _ in range(1000)]

    assert made == sorted(made)
    assert len(set(made)) == 1000


def test_a_noun_nobody_knows_has_no_ids() -> None:
    with pytest.raises(KeyError):
        new_id("orders")
