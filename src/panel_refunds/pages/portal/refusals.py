"""What a flow refused, in the reader's language.

The codes are those a customer can run into; whatever else is refused is said in the flow's own words.
"""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.pages.answer import Show
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import Words


def told(words: Words, refused: Refused) -> str:
    """The sentence for a refusal."""
    return _sentences(words).get(refused.code, refused.text)


def missing(_visit: Visit) -> Show:
    """The page for what is not there, or is somebody else's: nobody can tell which."""
    return Show("portal/missing.html", status=404)


def _sentences(_: Words) -> dict[str, str]:
    return {
        "amount_invalid": _("Enter an amount above zero, like 12.50, with no more digits than the currency has."),
        "not_found": _("There is nothing of that name here."),
        "request_open": _("You have already asked for this; that request is still open."),
        "request_closed": _("This request is closed."),
        "request_not_waiting": _("This request is not waiting for you any more."),
        "too_late": _("It has been sent already and can no longer be taken back."),
        "cancel_not_possible": _("This order can no longer be cancelled."),
        "cancel_not_offered": _("Orders for this service cannot be cancelled."),
        "too_early": _("It is too early to have this order cancelled."),
        "wrong_channel": _("Requests cannot be made on these pages. Please open a ticket in your account."),
        "locked": _("We are very busy at the moment. Nothing was changed; please try again."),
        "plugin_broken": _("This does not work at the moment. Nothing was changed; please try again later."),
    }
