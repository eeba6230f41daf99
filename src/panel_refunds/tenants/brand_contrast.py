"""Whether a brand's pages can be read: each text, button, mark and ring against what it stands on, by day and by night.

Too little contrast is a mistake in the file like any other: it names the line and the key, the ratio that there is, the
one that WCAG 2.2 AA needs, and the nearest colour that has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from panel_refunds.tenants.brand import Brand, Shades
from panel_refunds.tenants.contrast import READABLE, VISIBLE, contrast, nearest
from panel_refunds.tenants.faults import Fault
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.palette import DARK, LIGHT, Grounds, Palette, palettes_of


@dataclass(frozen=True, slots=True)
class _Pair:
    """A colour and what it has to stand out from; ``keys`` are the two keys, the one to mend first."""

    what: str
    colour: str
    other: str
    keys: tuple[str, str]
    needed: float

    @property
    def ratio(self) -> float:
        return contrast(self.colour, self.other)


def contrast_faults(brand: Brand, written: Written) -> list[Fault]:
    """What cannot be read, at the keys of ``written``: the brand's table in the file.

    What the table says nothing of is another table's fault, and told there. Colours of dark pages that are made from
    the light ones are made until they can be read.
    """
    by_day, by_night = palettes_of(brand)
    dark = written.child("dark") if "dark" in written.value else None
    return [
        *_faults(by_day, LIGHT, brand.light, written, "light"),
        *_faults(by_night, DARK, brand.dark, dark, "dark"),
    ]


def _faults(palette: Palette, ours: Grounds, shades: Shades, table: Written | None, kind: str) -> Iterator[Fault]:
    """One fault for each key, about the worst of its pairs."""
    if table is None:
        return
    worst: dict[str, _Pair] = {}
    pairs = list(_pairs(palette, ours, shades))
    for pair in pairs:
        key = next((key for key in pair.keys if key in table.value and getattr(shades, key)), None)
        if pair.ratio < pair.needed and key and (key not in worst or pair.ratio < worst[key].ratio):
            worst[key] = pair
    for key, pair in worst.items():
        at = table.child(key)
        yield Fault(at.place, at.key, _said(pair, kind), _advice(key, getattr(shades, key), pairs))


def _said(pair: _Pair, kind: str) -> str:
    # Cut and not rounded: 4.499 is not 4.5.
    ratio = int(pair.ratio * 100) / 100
    return (
        f"on {kind} pages {pair.what} {pair.colour} against {pair.other} has a contrast of {ratio:.2f}:1"
        f" and needs {pair.needed:g}:1."
    )


def _advice(key: str, colour: str, pairs: list[_Pair]) -> str:
    """The nearest colour that stands out from everything that the key's own has to stand out from."""
    others: dict[float, set[str]] = {}
    for pair in pairs:
        if key in pair.keys:
            others.setdefault(pair.needed, set()).add(pair.other if pair.keys[0] == key else pair.colour)
    found: str | None = colour
    for needed, against in others.items():
        found = found and nearest(found, tuple(sorted(against)), needed)
    if found and all(contrast(found, other) >= needed for needed, against in others.items() for other in against):
        return f'The nearest colour that passes is "{found}".'
    return "No colour passes beside the others: change one of them first."


def _pairs(palette: Palette, ours: Grounds, shades: Shades) -> Iterator[_Pair]:
    """What has to stand out from what. What is made from other colours is made to: only what is named can fail."""
    marks = {"focus": "the ring of the focus in", "accent": "a mark in"}
    for ground in ("ground", "surface"):
        on = getattr(palette, ground)
        yield _Pair("text in", palette.text, on, ("text", ground), READABLE)
        if shades.colour or ours is LIGHT:
            yield _Pair("a link in", palette.colour, on, ("colour", ground), READABLE)
        for key, what in marks.items():
            if getattr(shades, key):
                yield _Pair(what, getattr(palette, key), on, (key, ground), VISIBLE)
        for sign in ours.signs:
            yield _Pair("a word of warning in", sign, on, ("", ground), READABLE)
    if shades.button_text:
        yield _Pair("the text of a button in", palette.button_text, palette.colour, ("button_text", "colour"), READABLE)
