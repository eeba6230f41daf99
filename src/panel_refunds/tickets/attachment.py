"""A file in the conversation of a request: what is known of it, what it may be, and how its name is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

FileKind = Literal["png", "jpeg", "webp", "pdf", "text"]
FILE_KINDS: tuple[FileKind, ...] = get_args(FileKind)

MEDIA_TYPES: Mapping[FileKind, str] = MappingProxyType(
    {
        "png": "image/png",
        "jpeg": "image/jpeg",
        "webp": "image/webp",
        "pdf": "application/pdf",
        "text": "text/plain",
    }
)
ENDINGS: Mapping[FileKind, tuple[str, ...]] = MappingProxyType(
    {"png": (".png",), "jpeg": (".jpg", ".jpeg"), "webp": (".webp",), "pdf": (".pdf",), "text": (".txt",)}
)
"""How the names of each kind may end; the first one is given to a file that has no name."""

MOST_OF_A_NAME = 100
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a message. ``size`` is in bytes, ``digest`` the SHA-256 of the bytes in hex.

    ``name`` is for people only: where the bytes are is decided by the id.
    """

    attachment_id: str
    request_id: str
    message_id: str
    name: str
    media_type: str
    size: int
    digest: str
    added_by: str
    at: datetime


def clean_name(name: str, kind: FileKind) -> str:
    """The name as it may be shown and offered for saving: one line, no path, nothing invisible, with a right ending."""
    last = re.split(r"[/\\]", name)[-1]
    stem, ending = _parted(last.strip())
    if ending.lower() not in ENDINGS[kind]:
        stem, ending = last, ENDINGS[kind][0]
    return f"{shown_name(stem)[: MOST_OF_A_NAME - len(ending)].rstrip('. ') or 'file'}{ending}"


def shown_name(name: str) -> str:
    """A name as it was sent, without what could mislead who reads it: path, controls, marks that turn the reading."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in last)
    return " ".join(_NOT_IN_NAMES.sub("_", visible).split()).lstrip(". ")[:MOST_OF_A_NAME]


def ending_of(name: str) -> str:
    """The ending of a name as it was sent, in small letters: ``.jpg``; "" without one."""
    return _parted(name.strip())[1].lower()


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, f".{ending}") if dot and stem else (name, "")
