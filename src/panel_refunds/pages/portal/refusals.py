"""What a flow refused, as a customer can use it.

Flows speak to programs as well: of an amount "in quotes", or of "the same key". Here it is said to a person.
"""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.pages.answer import Show
from panel_refunds.pages.reason_sentences import REFUSALS, SENTENCES
from panel_refunds.pages.reasons import figures_in
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import Words


def told(words: Words, refused: Refused) -> str:
    """The sentence for a refusal."""
    own = _sentences(words).get(refused.code)
    if own is not None:
        return own
    plain = (text for text in SENTENCES.get(refused.code, ()) if not figures_in(text))
    known = REFUSALS.get(refused.code) or next(plain, None)
    return words(known) if known else refused.text


def missing(_visit: Visit) -> Show:
    """The page for what is not there, or is somebody else's: nobody can tell which."""
    return Show("portal/missing.html", status=404)


def _sentences(_: Words) -> dict[str, str]:
    return {
        "amount_invalid": _("Enter an amount above zero, like 12.50, with no more digits than the currency has."),
        "request_open": _("You have already asked for this; that request is still open."),
    }
