"""What customers see of a tenant, or of one of its sites: values, checked when they were read.

A brand names as little as it likes. What it leaves out is ours, or is made from what it names: ``palette`` says how.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

MAIN_COLOUR = "#0b5fff"
"""The main colour of who names none."""
Fallback = Literal["sans-serif", "serif", "monospace"]
Slant = Literal["normal", "italic"]


@dataclass(frozen=True, slots=True)
class BrandFile:
    """A file of the brand: ``name`` as ``tenant.toml`` has it, ``digest`` the SHA-256 of what was in it when read."""

    name: str
    digest: str
    path: Path = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours on one ground, as ``"#0b5fff"``: ``colour`` of links and buttons, ``accent`` of marks and bars."""

    colour: str | None = None
    ground: str | None = None
    surface: str | None = None
    text: str | None = None
    accent: str | None = None
    button_text: str | None = None
    focus: str | None = None


@dataclass(frozen=True, slots=True)
class FontFile:
    """One woff2 file: its weight (``"400 700"``) and which characters it has (``"U+0600-06FF"``); None: all."""

    file: BrandFile
    weight: str = "400"
    slant: Slant = "normal"
    characters: str | None = None


@dataclass(frozen=True, slots=True)
class Font:
    """A family; without files one that the reader's machine may have. ``fallback`` stands in until it is there."""

    family: str
    fallback: Fallback = "sans-serif"
    files: tuple[FontFile, ...] = ()


@dataclass(frozen=True, slots=True)
class FooterLink:
    """A link at the foot of every page."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom mails come from, ``Shop <refunds@shop.example>`` or the address alone, and where answers go."""

    address: str
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """What customers see. ``light`` and ``dark`` are the colours of the two kinds of page.

    ``name`` is what customers call it, "" in a brand that nobody named. ``notice`` stands above every page, the staff's
    too. ``radius`` is that of corners, in pixels.
    ``style`` is a style sheet that comes after ours; ``templates`` are folders of templates, the dearest first.
    """

    name: str = ""
    light: Shades = Shades()
    dark: Shades = Shades()
    radius: int | None = None
    font: Font | None = None
    heading_font: Font | None = None
    logo: BrandFile | None = None
    logo_dark: BrandFile | None = None
    support_url: str | None = None
    notice: str | None = None
    footer_text: str | None = None
    footer_links: tuple[FooterLink, ...] = ()
    sender: Sender | None = None
    style: BrandFile | None = None
    templates: tuple[Path, ...] = field(default=(), repr=False)

    @property
    def font_files(self) -> tuple[BrandFile, ...]:
        """Every file that a browser may fetch for its fonts."""
        fonts = (font for font in (self.font, self.heading_font) if font)
        return tuple(each.file for font in fonts for each in font.files)

    @property
    def files(self) -> tuple[BrandFile, ...]:
        """Every file it is made of."""
        named = (self.logo, self.logo_dark, self.style)
        return (*(file for file in named if file), *self.font_files)
