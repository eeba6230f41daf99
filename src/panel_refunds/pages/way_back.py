"""Where somebody goes on who has to sign in again: where they were, with what they typed there."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from panel_refunds.errors import Refused
from panel_refunds.flows.kept_words import find_words, keep_words
from panel_refunds.pages.address import Address
from panel_refunds.pages.forms import is_token_of
from panel_refunds.pages.visit import Visit

KEPT = "kept"
"""The word in a page's address that finds what was typed there."""
_OUR_OWN = ("csrf_token", "once")


class WayBack(NamedTuple):
    """The path of the page, None where there is none to come back to; ``kept``: words wait there."""

    path: str | None
    kept: bool = False


def way_back(address: Address, visit: Visit) -> WayBack:
    """Back to the page that was asked for, or to the one whose form was sent; that one's words are kept."""
    if visit.form is None:
        query = urlencode(dict(visit.query))
        return WayBack(f"{visit.here}?{query}" if query else visit.here)
    if address.keeps is None:
        return WayBack(visit.here if address.show else None)
    page = visit.address_of(address.keeps, **visit.path)
    word = _keep(address, visit, page)
    return WayBack(f"{page}?{KEPT}={word}", kept=True) if word else WayBack(page)


def with_kept_words(visit: Visit) -> dict[str, str]:
    """What the visitor typed on this page before they signed in again."""
    word = visit.query.get(KEPT)
    if word is None or visit.session is None:
        return {}
    return dict(find_words(visit.desk, visit.session, visit.here, word))


def _keep(address: Address, visit: Visit, page: str) -> str | None:
    """Keep the form, if a page of the session that is over sent it."""
    ended = visit.ended
    if ended is None or ended.kind != address.who or not is_token_of(ended, visit.form.get("csrf_token")):
        return None
    fields = {name: text for name, text in visit.form.items() if isinstance(text, str) and name not in _OUR_OWN}
    try:
        return visit.desk.store.retrying(lambda: keep_words(visit.desk, ended, page, fields))
    except Refused:  # the books are busy; that the session is over is said all the same
        return None
