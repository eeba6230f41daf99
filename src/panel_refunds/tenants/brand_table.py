"""``[brand]`` of a tenant, and ``[sites.brand]`` of one of its sites: the keys, and how the two become one.

What a site says goes before what its tenant says, key by key. What belongs together is taken together: a site with
fonts, foot or sender of its own has none of the tenant's, one with a logo of its own not the tenant's logo for dark
pages, and one that names a colour not the tenant's dark one, which was made for another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_refunds.tenants.brand import (
    MAIN_COLOUR,
    Brand,
    Font,
    FontFile,
    FooterLink,
    Sender,
    Shades,
)
from panel_refunds.tenants.brand_files import FONT, LOGO, STYLE, Home
from panel_refunds.tenants.brand_kinds import FONT_FILES, FOOTER_LINKS, Mailbox
from panel_refunds.tenants.faults import Faults
from panel_refunds.tenants.kinds import OneOf, Text, Whole, words_of
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.table import FieldPath, Key, Table
from panel_refunds.tenants.web_addresses import WebAddress

Said = Mapping[FieldPath, Any]
"""What tables of a brand say, by the path of the key; files are found already."""

_LINE = Text(pattern=r"[^\x00-\x1f{}]{1,400}")
_COLOUR = Text('a colour like "#0b5fff"', r"#[0-9a-fA-F]{6}")
_SHADES = {
    "colour": Key(_COLOUR, "the main colour: links, buttons"),
    "ground": Key(_COLOUR, "what pages are written on"),
    "surface": Key(_COLOUR, "what cards and fields are written on; the ground when left out"),
    "text": Key(_COLOUR, "what is read"),
    "accent": Key(_COLOUR, "marks: the page one is on, the way of a request, edges; the main colour when left out"),
    "button_text": Key(_COLOUR, "what is read on buttons; black or white when left out"),
    "focus": Key(_COLOUR, "the ring around what has the focus; the main colour when left out"),
}
_FONT = Table(
    {
        "family": Key(Text("a name", r"[A-Za-z0-9][A-Za-z0-9 -]{0,59}"), "the family's name", required=True),
        "fallback": Key(
            OneOf(words_of(Font, "fallback")), "what stands in until it is there", default=Font("").fallback
        ),
        "files": Key(FONT_FILES, "its files; without them it is shown where the reader's machine has it", default=()),
    }
)

BRAND = Table(
    {
        "name": Key(Text(), "what customers call it, when that is not the tenant's name"),
        **_SHADES,
        "colour": Key(_COLOUR, "the main colour: links, buttons", default=MAIN_COLOUR),
        "dark": Key(Table(_SHADES)),
        "radius": Key(Whole(0, 32), "how round corners are, in pixels"),
        "font": Key(_FONT),
        "heading_font": Key(_FONT),
        "logo": Key(Text("a svg, png, webp or jpg file in the tenant's folder"), "the logo"),
        "logo_dark": Key(Text("a file, as for logo"), "the logo on dark pages"),
        "support_url": Key(WebAddress(), "where customers find support"),
        "notice": Key(_LINE, 'a line above every page, as `"A trial: nothing here is real."`'),
        "footer": Key(
            Table(
                {
                    "text": Key(_LINE, "a line at the foot of every page"),
                    "links": Key(FOOTER_LINKS, "links at the foot of every page", default=()),
                }
            )
        ),
        "sender": Key(
            Table(
                {
                    "address": Key(Mailbox(), "whom mails come from", required=True),
                    "reply_to": Key(Mailbox(), "where answers to them go, when not there"),
                }
            )
        ),
        "style": Key(Text("a css file in the tenant's folder"), "a style sheet that comes after ours"),
        "templates": Key(
            Text("a folder in the tenant's folder", r"[A-Za-z0-9][A-Za-z0-9/_.-]{0,99}"),
            "templates that go before ours of the same name; a site's go before its tenant's",
            default="templates",
        ),
    }
)


def read_brand(written: Written, home: Home) -> Said:
    """What a table says; TenantFileError with every fault, of its files too."""
    said = dict(BRAND.changes(written))
    faults = Faults()
    for key, kind in (("logo", LOGO), ("logo_dark", LOGO), ("style", STYLE)):
        if (key,) in said:
            with faults.kept():
                said[(key,)] = home.find_file(written.child(key), kind)
    if ("templates",) in said:
        with faults.kept():
            said[("templates",)] = home.find_folder(written.child("templates"))
    for key in ("font", "heading_font"):
        if (key, "files") in said:
            with faults.kept():
                said[(key, "files")] = _font_files(said[(key, "files")], home)
    if ("footer", "links") in said:
        said[("footer", "links")] = tuple(FooterLink(**values) for values, _written in said[("footer", "links")])
    faults.raise_any()
    return said


def merged(tenant: Said, site: Said) -> Said:
    """What a site's brand says, its tenant's behind it."""
    heads = {path[0] for path in site}
    gone: set[FieldPath] = {("dark", path[0]) for path in site if len(path) == 1}
    if "logo" in heads:
        gone.add(("logo_dark",))
    whole = heads & {"font", "heading_font", "footer", "sender"}
    kept = {path: value for path, value in tenant.items() if path not in gone and path[0] not in whole}
    return {**kept, **site}


def make_brand(tenant_name: str, home: Home, tenant: Said, site: Said | None = None) -> Brand:
    """The brand of a tenant, or of one of its sites."""
    said = tenant if site is None else merged(tenant, site)
    part = {
        head: {path[1]: value for path, value in said.items() if path[0] == head and len(path) > 1} for head in _PARTS
    }
    own = [each[("templates",)] for each in (site, tenant) if each and ("templates",) in each]
    return Brand(
        name=said.get(("name",), tenant_name),
        light=Shades(**{key: said[(key,)] for key in _SHADES if (key,) in said}),
        dark=Shades(**part["dark"]),
        radius=said.get(("radius",)),
        font=Font(**part["font"]) if part["font"] else None,
        heading_font=Font(**part["heading_font"]) if part["heading_font"] else None,
        logo=said.get(("logo",)),
        logo_dark=said.get(("logo_dark",)),
        support_url=said.get(("support_url",)),
        notice=said.get(("notice",)),
        footer_text=part["footer"].get("text"),
        footer_links=part["footer"].get("links", ()),
        sender=Sender(**part["sender"]) if part["sender"] else None,
        style=said.get(("style",)),
        templates=tuple(dict.fromkeys([*own, *home.templates])),
    )


_PARTS = ("dark", "font", "heading_font", "footer", "sender")


def _font_files(given: tuple[tuple[Mapping[str, Any], Written], ...], home: Home) -> tuple[FontFile, ...]:
    faults, found = Faults(), list[FontFile]()
    for values, written in given:
        with faults.kept():
            file = home.find_file(written.child("file"), FONT)
            found.append(FontFile(file, values["weight"], values["slant"], values["characters"]))
    faults.raise_any()
    return tuple(found)
