"""Contrast by WCAG, and the nearest colour that has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.tenants.contrast import READABLE, contrast, mixed, nearest, text_on

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54), ("#123456", "#123456", 1)],
)
def test_the_ratios_are_those_of_the_standard(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_the_nearest_colour_has_the_contrast_and_is_none_only_where_none_is(colour, ground):
    found = nearest(colour, (ground,), READABLE)

    assert found is not None, "black or white can be read on anything"
    assert contrast(found, ground) >= READABLE


def test_a_colour_that_has_it_is_left_alone_and_another_keeps_its_hue():
    assert nearest("#0b5fff", ("#ffffff",), READABLE) == "#0b5fff"
    red = nearest("#ff8080", ("#ffffff",), READABLE)
    assert contrast(red, "#ffffff") < 4.8, "it is no darker than it has to be"
    assert int(red[1:3], 16) > 2 * int(red[3:5], 16)


def test_between_black_and_white_there_is_none():
    assert nearest("#808080", ("#000000", "#ffffff"), 7) is None


@given(COLOURS)
def test_black_or_white_can_be_read_on_every_colour(colour):
    assert contrast(colour, text_on(colour)) >= READABLE


def test_a_mixture_lies_between():
    assert mixed("#000000", "#ffffff", 0) == "#000000"
    assert mixed("#000000", "#ffffff", 1) == "#ffffff"
    assert 1 < contrast(mixed("#000000", "#ffffff", 0.5), "#ffffff") < 21
