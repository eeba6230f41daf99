"""The receipt of a request, as a page made to be printed and as a PDF to be kept."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.portal.receipt_lines import receipt_of
from panel_refunds.pages.portal.receipt_pdf import send_receipt
from panel_refunds.pages.portal.refusals import missing
from panel_refunds.pages.portal.request import find_own
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """The receipt; a request of which nothing goes out has none, and shows its page."""
    request = find_own(visit)
    if request is None:
        return missing(visit)
    try:
        receipt = receipt_of(visit, request)
    except Refused:
        return GoTo(visit.address_of("request", request=request.request_id))
    return Show("portal/receipt.html", {"receipt": receipt, "request_id": request.request_id})


def show_pdf(visit: Visit) -> Answer:
    """The same as a PDF."""
    request = find_own(visit)
    if request is None:
        return missing(visit)
    try:
        return send_receipt(visit, request)
    except Refused:
        return GoTo(visit.address_of("request", request=request.request_id))
