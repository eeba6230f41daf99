"""Kinds of values that name a place on the web: an address, or the origin that browsers compare."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from panel_refunds.tenants.faults import Faults
from panel_refunds.tenants.page import Written


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https address."""

    def read(self, written: Written) -> str:
        text = written.text()
        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname or not text.isprintable() or " " in text:
            raise written.wrong(f'"{text[:80]}" is no web address.', "Write it with https://.")
        return text

    def says(self) -> str:
        return "web address"

    def shows(self, value: str) -> str:
        return f'"{value}"'


@dataclass(frozen=True, slots=True)
class Origin(WebAddress):
    """The beginning of a web address: scheme, host and port, as browsers compare them."""

    def read(self, written: Written) -> str:
        text = WebAddress().read(written)
        parts = urlsplit(text)
        if parts.path or parts.query or parts.fragment or parts.username or text != text.lower():
            raise written.wrong(f'"{text[:80]}" is more than an origin.', 'Write it like "https://panel.example".')
        return text

    def says(self) -> str:
        return 'origin like `"https://panel.example"`'


@dataclass(frozen=True, slots=True)
class Origins:
    """A list of origins."""

    def read(self, written: Written) -> tuple[str, ...]:
        faults, found = Faults(), list[str]()
        for item in written.items('["https://panel.example"]'):
            with faults.kept():
                found.append(Origin().read(item))
        faults.raise_any()
        return tuple(found)

    def says(self) -> str:
        return "list of origins"

    def shows(self, value: object) -> str:
        return str(list(value)) if isinstance(value, tuple) else str(value)
