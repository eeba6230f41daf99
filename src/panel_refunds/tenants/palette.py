"""All colours of a brand's light and of its dark pages, made from the few that it names.

What a brand leaves out of its light pages is ours. On dark pages links, marks and the ring around what has the focus
are the light ones, made lighter until they can be read: whoever names one colour has two kinds of page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from panel_refunds.tenants.brand import MAIN_COLOUR, Brand, Shades
from panel_refunds.tenants.contrast import READABLE, VISIBLE, mixed, nearest, text_on


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of one kind of page, as ``"#0b5fff"``. ``own`` says whether the brand names the ground or the text.

    ``muted`` is text of lesser weight, ``line`` parts what lies beside each other, ``field`` is the edge of a field.
    """

    colour: str
    ground: str
    surface: str
    text: str
    muted: str
    line: str
    field: str
    accent: str
    button_text: str
    focus: str
    own: bool


@dataclass(frozen=True, slots=True)
class Grounds:
    """What pages are written on and with where a brand says nothing: the colours of our style sheets."""

    ground: str
    surface: str
    text: str
    signs: tuple[str, ...]
    """Words that mean an error, a warning or that all is well; these colours are nobody's brand."""


LIGHT = Grounds("#ffffff", "#ffffff", "#373c44", ("#8a1c1c", "#a1161a", "#883935", "#17613a", "#7a4a00"))
DARK = Grounds("#13171f", "#181c25", "#c2c7d0", ("#fccfcf", "#ffb0b0", "#ce7e7b", "#8ee0ad", "#ffd08a"))


def palettes_of(brand: Brand) -> tuple[Palette, Palette]:
    """The colours of its light and of its dark pages; some may be hard to read until they were checked."""
    return _palettes(brand.light, brand.dark)


@lru_cache(maxsize=1024)
def _palettes(light: Shades, dark: Shades) -> tuple[Palette, Palette]:
    by_day = _palette(light, LIGHT, light.colour or MAIN_COLOUR, light.accent, light.focus)
    grounds = _grounds(dark, DARK)
    # Where no lighter one can be read either, the check says so of the ground.
    main = dark.colour or _lighter(by_day.colour, grounds, READABLE)
    accent = dark.accent or (light.accent and _lighter(light.accent, grounds, VISIBLE))
    focus = dark.focus or (light.focus and _lighter(light.focus, grounds, VISIBLE))
    return by_day, _palette(dark, DARK, main, accent, focus)


def _grounds(shades: Shades, ours: Grounds) -> tuple[str, str]:
    ground = shades.ground or ours.ground
    return ground, shades.surface or (ground if shades.ground else ours.surface)


def _lighter(colour: str, grounds: tuple[str, str], needed: float) -> str:
    return nearest(colour, grounds, needed) or colour


def _palette(shades: Shades, ours: Grounds, main: str, accent: str | None, focus: str | None) -> Palette:
    ground, surface = _grounds(shades, ours)
    text = shades.text or ours.text
    faint = mixed(text, ground, 0.3)
    return Palette(
        colour=main,
        ground=ground,
        surface=surface,
        text=text,
        muted=nearest(faint, (ground, surface), READABLE) or text,
        line=mixed(text, ground, 0.8),
        field=nearest(mixed(text, surface, 0.5), (ground, surface), VISIBLE) or text,
        accent=accent or main,
        button_text=shades.button_text or text_on(main),
        focus=focus or main,
        own=bool(shades.ground or shades.surface or shades.text),
    )
