"""Every page in every state: axe, widths, keys, weights and pictures all go through this table.

A new page is a line in the table of its surface. A page that is not to be looked at stands in ``NOT_SHOWN`` and says why.
"""

from __future__ import annotations

from tests.browser.shown.console import CONSOLE
from tests.browser.shown.desk import DESK
from tests.browser.shown.portal import PORTAL
from tests.browser.shown.shown import Shown
from tests.browser.shown.signing_in import SIGNING_IN

SURFACES: dict[str, tuple[Shown, ...]] = {
    "Customer portal": PORTAL,
    "Finance desk": DESK,
    "Operator console": CONSOLE,
    "Signing in": SIGNING_IN,
}
ALL: tuple[Shown, ...] = tuple(shown for table in SURFACES.values() for shown in table)
TO_TRY: tuple[Shown, ...] = tuple(shown for shown in ALL if not shown.dark and shown.language == "en")
"""Those that are pages of their own; the others are pictures of the same page at night or in another language."""

FIRST: frozenset[Shown] = frozenset({(shown.tenant, shown.address): shown for shown in reversed(TO_TRY)}.values())
"""The first state of each address at each brand: what holds for the page in every state is tried there."""

NOT_SHOWN: dict[str, str] = {
    "ask_send": "leads to the request; the story of asking goes through it",
    "accept": "leads back to the request; the story of an offer goes through it",
    "sign_out": "leads to the page that asks to sign in",
    "desk_seen": "leads back to the refund; the story of an outcome that nobody knows goes through it",
    "desk_try": "leads back to the refund; the operator's story goes through it",
    "staff_session_end": "leads back to the person's page",
    "staff_sign_out": "leads to the page where one signs in",
    "staff_codes_begin": "leads to the page that shows the secret",
    "staff_codes_picture": "a picture, and no page",
    "staff_first_picture": "a picture, and no page",
    "console_chart": "a picture, and no page",
    "attachment": "a file to be saved",
    "receipt_pdf": "a file to be saved",
    "desk_attachment": "a file to be saved",
    "desk_receipt_pdf": "a file to be saved",
    "staff_oidc": "leads to somebody else's page to sign in",
}
