"""A file of a conversation, for the staff."""

from __future__ import annotations

from panel_refunds.flows.read_attachment import read_attachment
from panel_refunds.pages.answer import Answer, Sent
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """The file, to be saved."""
    opened = read_attachment(visit.desk, visit.path["file"], request_id=visit.path["request"])
    return Sent(opened.content, opened.attachment.media_type, opened.attachment.name)
