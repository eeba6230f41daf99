"""Files that come with a message: kept first, named by the books afterwards.

The bytes are on the disk before the transaction of the message begins, because nothing slow may run inside of it. When
the transaction then says no, they are taken away again; when the process ends in between, ``sweep_files`` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from panel_refunds.errors import Refused
from panel_refunds.flows.checking_files import CheckedFile, Upload, check_file, check_number
from panel_refunds.flows.desk import Desk, Replayed
from panel_refunds.store import Books
from panel_refunds.tickets.attachment import Attachment
from panel_refunds.tickets.message import TicketMessage

NO_FILES: tuple[Upload, ...] = ()
Kept = tuple[str, CheckedFile]
"""The id under which a file is kept, and the file without its bytes."""


@contextmanager
def kept_files(desk: Desk, uploads: Sequence[Upload]) -> Iterator[tuple[Kept, ...]]:
    """Check and keep the files for the transaction inside of this; a refusal there, or of any file, keeps none.

    Nothing is kept for a write that was done before (``Replayed``). Refused with ``too_many_files``,
    ``file_too_large``, ``file_refused``, and with ``files_not_kept`` when the disk says no.
    """
    if not uploads:
        yield ()
        return
    with desk.read() as books:
        desk.stop_if_replayed(books)
    rules = desk.tenant.attachments
    check_number(tuple(uploads), rules)
    kept: list[Kept] = []
    try:
        for upload in uploads:
            file = check_file(upload, rules)
            kept.append(_keep(desk, file))
        yield tuple(kept)
    except (Refused, Replayed):
        # These surely wrote nothing. After any other error nobody knows: the worker looks later.
        for file_id, _ in kept:
            desk.files.delete(desk.tenant.id, file_id)
        raise


def attach(books: Books, message: TicketMessage, kept: Sequence[Kept]) -> None:
    """Write into the books, in the transaction of the message, that these files came with it."""
    for file_id, file in kept:
        books.add_attachment(
            Attachment(
                attachment_id=file_id,
                request_id=message.request_id,
                message_id=message.message_id,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                digest=file.digest,
                added_by=message.author,
                at=message.at,
            )
        )


def _keep(desk: Desk, file: CheckedFile) -> Kept:
    """One file at a time is in memory, however many there are."""
    file_id = desk.new_id("file")
    try:
        desk.files.write(desk.tenant.id, file_id, file.content, desk.now())
    except OSError as error:
        desk.log.warning("files_not_kept", error=type(error).__name__, number=error.errno)
        raise Refused("files_not_kept", field="files") from error
    return file_id, file.without_content()
