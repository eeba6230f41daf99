"""From a message to the texts of a chat: at most 4096 letters each, and nothing that the chat would take for markup.

Telegram counts letters after it has read the markup, and counts one beyond the Basic Multilingual Plane (an emoji, say)
as two. A text is parted at an empty line, a line, a space, in that order, and only then inside a word.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from panel_refunds.ports import Message

LONGEST = 4096
_BEYOND = 0xFFFF


def write_texts(message: Message) -> list[str]:
    """The texts in Telegram's HTML, in order; the first begins with a bold line for the staff."""
    first, *rest = parted(_plain(message), LONGEST)
    if message.customer is not None:
        return [html.escape(part, quote=False) for part in (first, *rest)]
    head, line_end, body = first.partition("\n")
    bold = f"<b>{html.escape(head, quote=False)}</b>{line_end}{html.escape(body, quote=False)}"
    return [bold, *(html.escape(part, quote=False) for part in rest)]


def parted(text: str, longest: int) -> Iterator[str]:
    """``text`` in parts of at most ``longest`` letters as Telegram counts them; none is empty but that of no text."""
    while length_of(text) > longest:
        cut = _cut(text, longest)
        part, text = text[:cut].rstrip(), text[cut:].lstrip()
        if part:
            yield part
    yield text


def length_of(text: str) -> int:
    """How long Telegram takes ``text`` to be."""
    return len(text) + sum(ord(letter) > _BEYOND for letter in text)


def _cut(text: str, longest: int) -> int:
    """Where to part: the last good place that fits, and not so early that the part is nearly empty."""
    fits = _fitting(text, longest)
    for between in ("\n\n", "\n", " "):
        found = text.rfind(between, fits // 2, fits)
        if found > 0:
            return found
    return fits


def _fitting(text: str, longest: int) -> int:
    """How many letters from the beginning fit."""
    counted = 0
    for place, letter in enumerate(text):
        counted += 2 if ord(letter) > _BEYOND else 1
        if counted > longest:
            return place
    return len(text)


def _plain(message: Message) -> str:
    lines = [message.text.strip() or "(no text)"]
    if message.customer is None:
        lines.insert(0, _one_line(f"{message.tenant}: {message.kind.replace('_', ' ')}"))
    about = [f"Request: {message.request_id}"] if message.request_id else []
    if message.customer is None:
        about += [f"{name.replace('_', ' ')}: {value}" for name, value in sorted(message.facts.items())]
    # A half of a character cannot be sent; it would be tried for ever.
    return "\n".join([*lines, *(["", *about] if about else [])]).encode("utf-8", "replace").decode()


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
