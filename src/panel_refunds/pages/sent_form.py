"""What a browser sent: fields as text, and files apart from them.

Files go to the disk while they come in. A body that is larger than its address takes is read to its end all the same,
because browsers listen only then; but it is kept only as far as the limit. The fields of our forms stand before the
files, so what somebody typed is there whatever came behind it.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from panel_refunds.flows.checking_files import Upload

MOST_FIELDS = 100
MOST_FILES = 100
"""So many are read; how many go with a message says the tenant."""
MOST_BYTES = 64 * 1024
"""Of a form without files: a few lines of text."""
MOST_IGNORED = 64 * 1024 * 1024
"""So much behind the limit is waited for; nobody who means well sends more."""
FILES = "files"
"""The name that the fields for files have."""
_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class SentForm:
    """``cut``: there was more than the address takes; then the fields are here, and no file."""

    fields: FormData
    opened: tuple[UploadFile, ...] = ()
    cut: bool = False

    async def close(self) -> None:
        """The files are gone."""
        for file in self.opened:
            await file.close()

    def uploads(self) -> tuple[Upload, ...]:
        """The files as flows take them, each read once for its digest.

        A field for files in which none was chosen sends one without a name and without bytes, which is none.
        """
        return tuple(_upload(file) for file in self.opened if file.filename or file.size)


class _TooMuch(MultiPartException):
    """More came than the address takes."""


async def read_form(request: Request, most: int, *, takes_files: bool) -> SentForm:
    """The form, as far as ``most`` bytes; HTTPException for what is no form, or is too large to be told so politely."""
    length = request.headers.get("content-length", "")
    with_files = takes_files and request.headers.get("content-type", "").startswith("multipart/form-data")
    if not length.isdecimal() or int(length) > (most + MOST_IGNORED if with_files else MOST_BYTES):
        raise HTTPException(413)
    if not with_files:
        return SentForm(await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES))
    parser = MultiPartParser(
        request.headers, _first(request, most), max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES
    )
    try:
        items = (await parser.parse()).multi_items()
    except _TooMuch:
        # The parser has closed its files; the fields that it had come to are whole.
        return SentForm(_fields(parser.items), cut=True)
    except (MultiPartException, ClientDisconnect):
        raise HTTPException(400) from None
    return SentForm(_fields(items), tuple(value for _, value in items if isinstance(value, UploadFile)))


def _fields(items: Iterable[tuple[str, str | UploadFile]]) -> FormData:
    return FormData([(name, value) for name, value in items if isinstance(value, str)])


async def _first(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    """The first ``most`` bytes of the body; where there are more, they are waited for, forgotten and told."""
    left = most
    async for piece in request.stream():
        if left > 0:
            yield piece[:left]
        left -= len(piece)
    if left < 0:
        raise _TooMuch("too large")


def _upload(file: UploadFile) -> Upload:
    digest = hashlib.sha256()
    file.file.seek(0)
    while piece := file.file.read(_PIECE):
        digest.update(piece)

    def read(most: int) -> bytes:
        file.file.seek(0)
        return file.file.read(most)

    return Upload(file.filename or "", file.content_type or "", file.size or 0, digest.hexdigest(), read)
