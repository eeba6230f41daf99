"""Reads the pages' HTML into a small tree: enough to find links, forms and words as a person would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "img", "br", "hr", "source"}


@dataclass
class Element:
    """One element: its tag, its attributes, and what is in it."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, otherwise: str = "") -> str:
        return self.attributes.get(name, otherwise)

    def has(self, name: str) -> bool:
        return name in self.attributes

    def every(self, tag: str = "", **attributes: str) -> Iterator[Element]:
        """All elements below, with this tag and these attributes (``class_`` is one of the classes)."""
        for part in self.inside:
            if isinstance(part, Element):
                if part.fits(tag, attributes):
                    yield part
                yield from part.every(tag, **attributes)

    def find(self, tag: str = "", **attributes: str) -> Element | None:
        return next(self.every(tag, **attributes), None)

    def fits(self, tag: str, attributes: dict[str, str]) -> bool:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        classes = wanted.pop("class", None)
        return (
            (not tag or self.tag == tag)
            and (classes is None or classes in self.get("class").split())
            and all(self.attributes.get(name) == value for name, value in wanted.items())
        )

    @property
    def text(self) -> str:
        """Its words, spaces as a browser shows them."""
        return " ".join("".join(self._texts()).replace("\xa0", " ").split())

    def _texts(self) -> Iterator[str]:
        for part in self.inside:
            if isinstance(part, str):
                yield part
            elif part.tag not in ("script", "style", "head"):
                yield " "
                yield from part._texts()
                yield " "


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1].tag != tag:
            raise AssertionError(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Element:
    """The document; AssertionError when its tags are not closed in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]
