"""The receipt as a PDF: the lines of the page, the brand's name, colour and logo, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import structlog

from panel_refunds.flows.desk import Desk
from panel_refunds.pages.answer import Sent
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.pdf.typeset import NotSetError, typeset
from panel_refunds.pages.portal.receipt_lines import Fact, Receipt, ReceiptPart, receipt_of
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import words_of
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.tenants.contrast import READABLE, nearest
from panel_refunds.tenants.hosts import Governed, HostMap
from panel_refunds.tenants.palette import palettes_of

LOG = structlog.get_logger("panel_refunds.pages")
TEMPLATE = "portal/receipt.typ"
MEDIA_TYPE = "application/pdf"
PAPER = "#ffffff"


def send_receipt(visit: Visit, request: RefundRequest) -> Sent:
    """The PDF for saving; refused with ``no_receipt``."""
    return Sent(write_receipt(visit, request), MEDIA_TYPE, f"receipt-{request.request_id}.pdf")


def receipt_for_call(desk: Desk, request: RefundRequest, language: str) -> bytes:
    """The PDF for the API, as the customer would get it in this language; refused with ``no_receipt``."""
    words = words_of(language, desk.tenant.folder)
    figures = Figures(words.locale, desk.tenant.calendar.zone)
    found = HostMap.build([desk.tenant]).resolve(request.site)
    site = found.site if isinstance(found, Governed) else desk.tenant.sites[0]
    visit = Visit(desk, site, request.site, None, words, figures, lambda *_, **__: "", "", lambda: None)
    return write_receipt(visit, request)


def write_receipt(visit: Visit, request: RefundRequest) -> bytes:
    """The PDF in the language of the visit. A logo that cannot be set costs the picture, and not the receipt."""
    tenant, logo, given = visit.tenant, visit.brand.logo, _given(visit, receipt_of(visit, request))
    try:
        return typeset(tenant.folder, TEMPLATE, {**given, "logo": logo.name if logo else None})
    except NotSetError as error:
        if logo is None:
            raise
        LOG.warning("receipt_without_logo", tenant=tenant.slug, error=str(error)[:300])
        return typeset(tenant.folder, TEMPLATE, {**given, "logo": None})


def _given(visit: Visit, receipt: Receipt) -> dict[str, Any]:
    language, _, region = visit.words.language.partition("-")
    colour = palettes_of(visit.brand)[0].colour
    return {
        "brand": visit.brand.name,
        "colour": nearest(colour, (PAPER,), READABLE) or colour,
        "language": language,
        "region": region or None,
        "direction": visit.words.direction,
        "title": receipt.title,
        "id": receipt.request_id,
        "status": receipt.status.word,
        "facts": _facts(receipt.facts),
        "parts": [_part(part) for part in receipt.parts],
        "total": _facts([receipt.total])[0] if receipt.total else None,
        "notes": list(receipt.notes),
    }


def _part(part: ReceiptPart) -> dict[str, Any]:
    return {
        "name": part.name,
        "status": part.status.word,
        "said": list(part.said),
        "sum": [{"role": line.role, "word": line.word, "amount": line.shown} for line in part.sum],
        "facts": _facts(part.facts),
    }


def _facts(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    return [{"word": fact.word, "text": fact.text, "is_id": fact.is_id} for fact in facts]
