"""PayPal's links: where an object says what it belongs to. They are read for the names in them and never followed."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from panel_refunds.ports.said import Said, UnreadableError


def find_above(said: Said, path: str) -> str | None:
    """The name of the object above this one, when its link leads to ``path/NAME``; None when none does."""
    for href in _hrefs(said, "up"):
        before, _, name = urlsplit(href).path.rpartition("/")
        if before == path and name:
            return unquote(name)
    return None


def find_query(said: Said, rel: str, path: str) -> Mapping[str, str] | None:
    """The query of the link ``rel``, which has to lead to ``path``; None when there is no such link."""
    for href in _hrefs(said, rel):
        parts = urlsplit(href)
        if parts.path != path:
            raise UnreadableError("a link leads elsewhere")
        return dict(parse_qsl(parts.query, keep_blank_values=True))
    return None


def _hrefs(said: Said, rel: str) -> list[str]:
    links = said.objects("links") if "links" in said else ()
    try:
        hrefs = [link.text("href") for link in links if link.text("rel") == rel]
        for href in hrefs:
            urlsplit(href)
    except ValueError:
        raise UnreadableError("a link is no address") from None
    return hrefs
