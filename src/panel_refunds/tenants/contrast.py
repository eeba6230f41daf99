"""How well one colour can be read on another, by WCAG 2.2, and the nearest colour that can.

Colours are texts like ``"#0b5fff"``. The science is coloraide's: lightness is changed in OKLCH, where a step looks
alike everywhere and the hue stays. coloraide is imported inside the functions, because it takes longer than reading a
tenant's files, and most tenants name few colours.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

READABLE = 4.5
"""The least contrast of text with what it stands on."""
VISIBLE = 3.0
"""The least contrast of what is no text and has to be seen: a ring around what has the focus, a mark, a field."""
_STEP = 0.005


@lru_cache(maxsize=4096)
def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black and white)."""
    return float(_colour(one).contrast(_colour(other)))


def text_on(colour: str) -> str:
    """White or black, whichever can be read better on it; one of them always can."""
    return max(("#ffffff", "#000000"), key=lambda text: contrast(colour, text))


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with ``share`` (0 to 1) of ``other`` in it."""
    return str(_colour(one).mix(_colour(other), share, space="oklab").convert("srgb").clip().to_string(hex=True))


@lru_cache(maxsize=4096)
def nearest(colour: str, against: Collection[str], needed: float) -> str | None:
    """The colour, or the nearest lighter or darker one with that contrast against each; None when there is none."""
    wanted = _colour(colour).convert("oklch")
    start = float(wanted["lightness"])
    for count in range(int(1 / _STEP) + 1):
        for lightness in dict.fromkeys((start + count * _STEP, start - count * _STEP)):
            # As a browser will have it: inside of sRGB, in whole steps of 255.
            found = _at(wanted, lightness) if count else colour
            if all(contrast(found, other) >= needed for other in against):
                return found
    return None


def _at(wanted: Any, lightness: float) -> str:
    if not 0 < lightness < 1:
        # The ends have no hue left, whatever it was.
        return "#000000" if lightness <= 0 else "#ffffff"
    moved = wanted.clone()
    moved["lightness"] = lightness
    return str(moved.convert("srgb").clip().to_string(hex=True))


def _colour(text: str) -> Any:
    from coloraide import Color

    return Color(text)
