"""A brand as a style sheet: its colours by day and by night, its corners, its fonts, and what it adds itself.

The names that begin with ``--pico`` are those of the sheet that ours stands on; the others are ours (``pages.css``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from panel_refunds.pages.assets import Asset, make_asset
from panel_refunds.tenants.brand import Brand, Font
from panel_refunds.tenants.contrast import mixed, text_on
from panel_refunds.tenants.palette import Palette, palettes_of

_FALLBACKS = {
    "sans-serif": "var(--pico-font-family-sans-serif)",
    "serif": "Georgia, 'Times New Roman', serif, var(--pico-font-family-emoji)",
    "monospace": "var(--pico-font-family-monospace)",
}


@lru_cache(maxsize=1024)
def sheet_of(brand: Brand) -> Asset:
    """The style sheet of a brand."""
    by_day, by_night = palettes_of(brand)
    # As precise as Pico's own rules for its colours, and after them: so these hold.
    where = ":root:not([data-theme])"
    parts = [*_faces(brand), _rule(where, {**_colours(by_day), **_shape(brand)})]
    parts.append(f"@media (prefers-color-scheme: dark){{{_rule(where, _colours(by_night))}}}")
    parts.append(brand.style.path.read_text(encoding="utf-8") if brand.style else "")
    return make_asset("\n".join(part for part in parts if part).encode(), ".css")


def _rule(where: str, values: dict[str, str]) -> str:
    return f"{where}{{{''.join(f'{name}:{value};' for name, value in values.items())}}}"


def _colours(palette: Palette) -> dict[str, str]:
    main = palette.colour
    hover = mixed(main, text_on(palette.ground), 0.15)
    found = dict.fromkeys(("", "-background", "-border", "-underline", "-focus"), main)
    found |= dict.fromkeys(("-hover", "-hover-background", "-hover-border", "-hover-underline"), hover)
    values = {f"--pico-primary{name}": value for name, value in found.items()}
    values |= {"--pico-primary-inverse": palette.button_text, "--accent": palette.accent, "--focus": palette.focus}
    values["--pico-form-element-border-color"] = palette.field
    return values | (_ground(palette) if palette.own else {})


def _ground(palette: Palette) -> dict[str, str]:
    """What else has to follow where the ground or the text is not ours."""
    text, muted, line = palette.text, palette.muted, palette.line
    values = {
        "--pico-background-color": palette.ground,
        "--pico-color": text,
        "--pico-muted-color": muted,
        "--pico-muted-border-color": line,
        "--pico-card-background-color": palette.surface,
        "--pico-card-border-color": line,
        "--pico-card-sectioning-background-color": palette.surface,
        "--pico-form-element-background-color": palette.surface,
        "--pico-form-element-active-background-color": palette.surface,
        "--pico-form-element-color": text,
        "--pico-form-element-placeholder-color": muted,
        "--pico-code-color": text,
        "--pico-dropdown-background-color": palette.surface,
        "--pico-secondary": text,
        "--pico-secondary-background": text,
        "--pico-secondary-border": palette.field,
        "--pico-secondary-underline": palette.field,
        "--pico-secondary-hover": muted,
        "--pico-secondary-hover-background": muted,
        "--pico-secondary-hover-border": text,
        "--pico-secondary-inverse": palette.ground,
        "--pico-contrast": text,
    }
    return values | {f"--pico-h{level}-color": text for level in range(1, 7)}


def _shape(brand: Brand) -> dict[str, str]:
    values: dict[str, str] = {}
    if brand.radius is not None:
        values |= {"--pico-border-radius": f"{brand.radius}px", "--round": f"{brand.radius}px"}
    if brand.font:
        values["--pico-font-family"] = _family(brand.font)
    if brand.heading_font:
        values["--heading-font"] = _family(brand.heading_font)
    return values


def _family(font: Font) -> str:
    return f'"{font.family}", {_FALLBACKS[font.fallback]}'


def _faces(brand: Brand) -> Iterator[str]:
    """Each file once, though headings and text may share it. Text is shown before its font is there."""
    seen = set[str]()
    for font in (brand.font, brand.heading_font):
        for each in font.files if font else ():
            face = {
                "font-family": f'"{font.family}"' if font else "",
                "src": f'url("../fonts/{each.file.digest}.woff2") format("woff2")',
                "font-weight": each.weight,
                "font-style": each.slant,
                "font-display": "swap",
                **({"unicode-range": each.characters} if each.characters else {}),
            }
            rule = _rule("@font-face", face)
            if rule not in seen:
                seen.add(rule)
                yield rule
