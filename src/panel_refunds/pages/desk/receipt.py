"""The receipt of a request as PDF, in the language of whoever of the staff looks."""

from __future__ import annotations

from panel_refunds.pages.answer import Answer
from panel_refunds.pages.portal.receipt_pdf import send_receipt
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """The PDF that the customer can have too."""
    with visit.desk.read() as books:
        request = books.get_request(visit.path["request"])
    return send_receipt(visit, request)
