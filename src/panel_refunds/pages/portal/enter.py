"""The customer follows the panel's link. The page asks for one click where a program looks at links before people do.

Mail programs, chats and virus scanners open links on their own. The link is used up by the form's POST and not by
looking at it, so whoever only looks uses nothing up; with JavaScript the form sends itself.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from panel_refunds.errors import Refused
from panel_refunds.flows.portal_session import end_session, find_sign_in_link, follow_sign_in_link
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.forms import GuardedForm
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """Offer to sign in; nothing is used up."""
    link = find_sign_in_link(visit.desk, visit.path["token"])
    if link is None:
        raise Refused("link_used")
    return Show("portal/enter.html", {"next": _here(visit, visit.query.get("next"))}, framed_by=link.framed_by)


def send(visit: Visit) -> Answer:
    """Sign in, and go where the customer wanted to be."""
    opened = follow_sign_in_link(visit.desk, visit.path["token"])
    return GoTo(_here(visit, visit.form.get("next")), opened=opened)


def leave(visit: Visit) -> Answer:
    """Sign out this browser."""
    GuardedForm.read(visit)
    if visit.session is not None:
        end_session(visit.desk, visit.session)
    return GoTo(visit.address_of("balance"), signs_out=True)


def home(visit: Visit) -> Answer:
    """Whoever reloads the address of signing out, being signed in again."""
    return GoTo(visit.address_of("balance"))


def _here(visit: Visit, wanted: object) -> str:
    """A page of ours to go to: a path, and never somebody else's address."""
    home = visit.address_of("balance")
    if not isinstance(wanted, str) or not wanted.startswith("/") or wanted.startswith("//") or "\\" in wanted:
        return home
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc:
        return home
    # A panel need not know where our pages are mounted: what it asks for may begin at their root or at the host's.
    return wanted if wanted.startswith(home) else f"{visit.root}{wanted}"
