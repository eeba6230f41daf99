"""Somebody opens a file of a conversation: the customer whose request it is, or the staff."""

from __future__ import annotations

from dataclasses import dataclass, field

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.tickets.attachment import Attachment


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file with its bytes."""

    attachment: Attachment
    content: bytes = field(repr=False)


def read_attachment(
    desk: Desk, attachment_id: str, *, request_id: str | None = None, customer_id: str | None = None
) -> OpenedFile:
    """The file, of this request and this customer where they are named; to everybody else there is none.

    Refused with ``not_found``, also where the bytes are gone or are not those that were sent: the log says so.
    """
    unknown = Refused("not_found", f"There is no file {attachment_id[:60]}.", field="file")
    with desk.read() as books:
        attachment = books.get_attachment(attachment_id)
        request = books.get_request(attachment.request_id)
        kinds = {each.message_id: each.kind for each in books.messages_of(request.request_id)}
    if request_id not in (None, request.request_id):
        raise unknown
    if customer_id is not None and (request.customer_id != customer_id or kinds[attachment.message_id] == "note"):
        raise unknown
    content = desk.files.read(desk.tenant.id, attachment_id, attachment.digest)
    if content is None:
        desk.log.error("file_damaged", file=attachment_id, request=request.request_id)
        raise unknown
    return OpenedFile(attachment, content)
