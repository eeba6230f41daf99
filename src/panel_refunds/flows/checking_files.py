"""Whether a file is what it says it is, and nothing else besides. A step that touches neither books nor disk.

What is in a file decides what it is, the library for types says what that is; the name and the declared type have to
agree. A picture ends where its own format says it does, what stands behind that is cut off. A file that could be read
as markup, a script or an archive as well is refused: it is of no use to a conversation.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from panel_refunds.errors import Refused
from panel_refunds.tenants.tenant import FileRules
from panel_refunds.tickets.attachment import ENDINGS, MEDIA_TYPES, FileKind, clean_name, ending_of, shown_name
from panel_refunds.tickets.picture_end import picture_end

PICTURES: tuple[FileKind, ...] = ("png", "jpeg", "webp")
SAYS_NOTHING = frozenset({"", "application/octet-stream"})
"""Declared by programs that do not know the type."""
SAME = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg"}
ACTIVE = (b"<script", b"<svg", b"<html", b"<!doctype", b"<iframe", b"<?php", b"/javascript", b"/launch")
"""What makes browsers, servers or readers of documents do something; long enough to be no accident in a photo."""
_SHELL = b"#!"
_PDF, _PDF_END = b"%PDF-", b"%%EOF"
_SOME_SPACE = b"\x00\t\n\x0c\r "


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody sent it. ``read`` gives its bytes, at most as many as are asked for.

    ``digest`` (SHA-256, hex) is of the bytes as they were sent: the same message with another file is another message.
    """

    name: str
    media_type: str
    size: int
    digest: str
    read: Callable[[int], bytes] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept: its bytes, cut where its picture ends, and what is said of it."""

    name: str
    media_type: str
    size: int
    digest: str
    content: bytes = field(repr=False)

    def without_content(self) -> CheckedFile:
        """The same once it is kept: its bytes need not stay in memory."""
        return replace(self, content=b"")


def check_number(uploads: tuple[Upload, ...], rules: FileRules) -> None:
    """Refused with ``too_many_files`` when a message brings more than the tenant takes."""
    if len(uploads) > rules.files:
        raise Refused("too_many_files", f"At most {rules.files} files go with one message.", field="files")


def check_file(upload: Upload, rules: FileRules) -> CheckedFile:
    """The file as it may be kept; refused with ``file_too_large`` or ``file_refused``, which names it and says why."""
    if upload.size > rules.bytes_each:
        text = f"{_called(upload)} is larger than {rules.megabytes} MB."
        raise Refused("file_too_large", text, field="files", name=_called(upload))
    content = upload.read(rules.bytes_each + 1)
    kind = kind_of(content)
    if kind not in rules.kinds:
        raise _refused(upload, f"is none of {', '.join(rules.kinds)}.", "kind")
    declared = upload.media_type.partition(";")[0].strip().lower()
    if SAME.get(declared, declared) not in SAYS_NOTHING | {MEDIA_TYPES[kind]} or not _name_fits(upload.name, kind):
        raise _refused(upload, f"is {kind}, and its name or type says something else.", "kind")
    if content.startswith(_SHELL) or any(mark in content.lower() for mark in ACTIVE):
        raise _refused(upload, "holds a script or markup.", "script")
    if kind in PICTURES:
        end = picture_end(content, kind)
        if end is None:
            raise _refused(upload, "is cut short or damaged.", "damaged")
        content = content[:end]
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise _refused(upload, "is an archive as well.", "script")
    digest = hashlib.sha256(content).hexdigest()
    return CheckedFile(clean_name(upload.name, kind), MEDIA_TYPES[kind], len(content), digest, content)


def kind_of(content: bytes) -> FileKind | None:
    """What the bytes are, as the library for types and the end of the format say; None for everything else."""
    import puremagic  # its tables take a while to load; only who sends files waits for them

    if not content:
        return None
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return "text" if _is_text(content) else None
    likeliest = {each.mime_type for each in found if each.confidence == found[0].confidence}
    if len(likeliest & set(MEDIA_TYPES.values())) == 1:
        kind = next(kind for kind, media_type in MEDIA_TYPES.items() if media_type in likeliest)
        whole = {"pdf": _is_whole_pdf, "text": _is_text}.get(kind)
        return kind if whole is None or whole(content) else None
    return None


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(letter) == "Cc" and letter not in "\t\n\r\f" for letter in text)


def _is_whole_pdf(content: bytes) -> bool:
    """Begins at its first byte, so that nothing else stands before it, and ends where it says so."""
    return content.startswith(_PDF) and content.rstrip(_SOME_SPACE).endswith(_PDF_END)


def _name_fits(name: str, kind: FileKind) -> bool:
    return ending_of(name) in ENDINGS[kind]


def _called(upload: Upload) -> str:
    """The name as it may be repeated to who sent it."""
    return shown_name(upload.name) or "The file"


def _refused(upload: Upload, why: str, reason: str) -> Refused:
    return Refused("file_refused", f"{_called(upload)} {why}", field="files", name=_called(upload), why=reason)
