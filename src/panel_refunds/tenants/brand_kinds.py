"""Kinds of values that only a brand has: a mailbox, the files of a font, links at the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from panel_refunds.tenants.faults import Faults
from panel_refunds.tenants.kinds import OneOf, Text
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.table import Key, Table
from panel_refunds.tenants.web_addresses import WebAddress

_ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[^\s@<>,;:\"()\[\]\\]+"
_MAILBOX = re.compile(rf"(?:{_ADDRESS}|[^<>@,;:\"\x00-\x1f]{{1,100}} <{_ADDRESS}>)")
_RANGE = r"U\+[0-9A-Fa-f?]{1,6}(-[0-9A-Fa-f]{1,6})?"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One mailbox, with or without a name before it."""

    def read(self, written: Written) -> str:
        text = written.text()
        if not text.isprintable() or not _MAILBOX.fullmatch(text):
            advice = 'Write "refunds@shop.example" or "Shop <refunds@shop.example>".'
            raise written.wrong(f'"{text[:80]}" is not one mailbox.', advice)
        return text

    def says(self) -> str:
        return 'mailbox like `"Shop <refunds@shop.example>"`'

    def shows(self, value: str) -> str:
        return f'"{value}"'


@dataclass(frozen=True, slots=True)
class ListOfTables:
    """A list of tables that all have the same keys; read as the values of each, with where it stands."""

    table: Table
    example: str
    shape: str
    most: int = 20

    def read(self, written: Written) -> tuple[tuple[Mapping[str, Any], Written], ...]:
        faults, found = Faults(), list[tuple[Mapping[str, Any], Written]]()
        for item in written.items(self.example):
            with faults.kept():
                item.table()
                found.append((self.table.values(item), item))
        faults.raise_any()
        if len(found) > self.most:
            raise written.wrong("is too long.", f"Keep {self.most} at most.")
        return tuple(found)

    def says(self) -> str:
        return f"list of {self.shape}"

    def shows(self, value: Sequence[object]) -> str:
        return str(list(value))


FONT_FILES = ListOfTables(
    Table(
        {
            "file": Key(Text("a woff2 file in the tenant's folder or in `fonts/`"), required=True),
            "weight": Key(Text('a weight like "400" or "400 700"', r"[1-9]\d{0,2}( [1-9]\d{0,2})?"), default="400"),
            "slant": Key(OneOf(("normal", "italic")), default="normal"),
            "characters": Key(
                Text('ranges like "U+0600-06FF, U+200C"', rf"{_RANGE}(, ?{_RANGE}){{0,60}}"),
                default=None,
            ),
        }
    ),
    '[{ file = "fonts/shop.woff2", weight = "400 700" }]',
    '`{ file, weight = "400", slant = "normal", characters = "U+0600-06FF" }`',
)
FOOTER_LINKS = ListOfTables(
    Table({"text": Key(Text(), required=True), "url": Key(WebAddress(), required=True)}),
    '[{ text = "Imprint", url = "https://shop.example/imprint" }]',
    "`{ text, url }`",
)
