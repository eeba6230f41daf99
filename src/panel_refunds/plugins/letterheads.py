"""A tenant's brand as notifiers get it: who a message is from, and how it looks."""

from __future__ import annotations

from panel_refunds.ports import Letterhead
from panel_refunds.tenants.contrast import READABLE, nearest
from panel_refunds.tenants.palette import palettes_of
from panel_refunds.tenants.tenant import Tenant

_PAPER = "#ffffff"


def letterhead_of(tenant: Tenant) -> Letterhead:
    """The letterhead of ``tenant``; a mail is read on white, whatever its pages are written on."""
    brand = tenant.brand
    colour = palettes_of(brand)[0].colour
    return Letterhead(
        name=brand.name,
        sender=brand.sender.address if brand.sender else "",
        reply_to=(brand.sender.reply_to or "") if brand.sender else "",
        colour=nearest(colour, (_PAPER,), READABLE) or colour,
        support_url=brand.support_url or "",
        footer=brand.footer_text or "",
    )
