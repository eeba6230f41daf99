"""A file of a conversation, for the customer whose request it is."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.read_attachment import read_attachment
from panel_refunds.pages.answer import Answer, Sent
from panel_refunds.pages.portal.refusals import missing
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """The file, to be saved; of anybody else's request there is none."""
    try:
        opened = read_attachment(
            visit.desk, visit.path["file"], request_id=visit.path["request"], customer_id=visit.customer
        )
    except Refused as refused:
        if refused.code != "not_found":
            raise
        return missing(visit)
    return Sent(opened.content, opened.attachment.media_type, opened.attachment.name)
