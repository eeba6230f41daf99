"""Which files belong to which message; the bytes themselves lie in ``files``."""

from __future__ import annotations

from collections.abc import Iterable

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among, text_param
from panel_refunds.store.tables import AttachmentRow
from panel_refunds.tickets.attachment import Attachment

ATTACHMENTS = Shape(Attachment, AttachmentRow)

_ATTACHMENT = ATTACHMENTS.table.c
_BY_ID = Statement(ATTACHMENTS.select(_ATTACHMENT.attachment_id == text_param("id")))
_BY_IDS = Statement(ATTACHMENTS.select(among(_ATTACHMENT.attachment_id, "ids")))
_OF_REQUEST = Statement(
    ATTACHMENTS.select(_ATTACHMENT.request_id == text_param("request")).order_by(_ATTACHMENT.attachment_id)
)


class AttachmentChapter(Chapter):
    """Files of conversations, of one transaction."""

    def add_attachment(self, attachment: Attachment) -> None:
        """Write that a message has this file."""
        self._add(ATTACHMENTS, attachment)

    def get_attachment(self, attachment_id: str) -> Attachment:
        """The file's record; Refused ``not_found``."""
        return self._get(ATTACHMENTS, _BY_ID, "file", attachment_id)

    def attachments_of(self, request_id: str) -> dict[str, list[Attachment]]:
        """The files of a request's conversation by the message they came with, in the order they were sent."""
        found: dict[str, list[Attachment]] = {}
        for attachment in self._records(ATTACHMENTS, _OF_REQUEST, request=request_id):
            found.setdefault(attachment.message_id, []).append(attachment)
        return found

    def known_attachments(self, attachment_ids: Iterable[str]) -> set[str]:
        """Those of these ids that belong to a message."""
        wanted = sorted(set(attachment_ids))
        return {each.attachment_id for each in self._records(ATTACHMENTS, _BY_IDS, ids=wanted)} if wanted else set()
