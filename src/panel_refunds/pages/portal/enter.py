"""The customer follows the panel's link. The page asks for one click where a program looks at links before people do.

Mail programs, chats and virus scanners open links on their own. The link is used up by the form's POST and not by
looking at it, so whoever only looks uses nothing up. The form is the browser's own (see ``guest``): another page cannot
send it. With JavaScript it sends itself, but only where the browser says that the visitor came from the same site or
in the panel's frame: a stranger's page that sends people to a link of its own account gets a question, not a session.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from wtforms import HiddenField

from panel_refunds.errors import Refused
from panel_refunds.flows.portal_session import end_session, find_sign_in_link, follow_sign_in_link
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.forms import GuardedForm
from panel_refunds.pages.visit import Visit
from panel_refunds.store import SignInLink

OVER = ("link_used", "token_refused")


class EnterForm(GuardedForm):
    """Where the customer wanted to be."""

    next = HiddenField()


def show(visit: Visit) -> Answer:
    """Offer to sign in; nothing is used up."""
    link = _find(visit)
    if link is None:
        return _over(visit)
    form = EnterForm.fresh(visit, next=_here(visit, visit.query.get("next")))
    at_once = visit.came_from == "here" or (visit.came_from == "frame" and link.framed_by is not None)
    return Show("portal/enter.html", {"form": form, "at_once": at_once, "again": False}, framed_by=link.framed_by)


def send(visit: Visit) -> Answer:
    """Sign in, and go where the customer wanted to be; a form from elsewhere, or too old, is shown anew."""
    try:
        form = EnterForm.read(visit)
    except Refused:
        return _once_more(visit)
    try:
        opened = follow_sign_in_link(visit.desk, visit.path["token"], visit.host)
    except Refused as refused:
        if refused.code in OVER:
            return _over(visit)
        raise
    return GoTo(_here(visit, form.next.data), opened=opened)


def leave(visit: Visit) -> Answer:
    """Sign out this browser."""
    GuardedForm.read(visit)
    if visit.session is not None:
        end_session(visit.desk, visit.session)
    return GoTo(visit.address_of("balance"), signs_out=True)


def home(visit: Visit) -> Answer:
    """Whoever reloads the address of signing out, being signed in again."""
    return GoTo(visit.address_of("balance"))


def _find(visit: Visit) -> SignInLink | None:
    try:
        return find_sign_in_link(visit.desk, visit.path["token"], visit.host)
    except Refused as refused:
        if refused.code in OVER:
            return None
        raise


def _once_more(visit: Visit) -> Answer:
    link = _find(visit)
    if link is None:
        return _over(visit)
    form = EnterForm.fresh(visit, next=_here(visit, visit.form.get("next")))
    given = {"form": form, "at_once": False, "again": True}
    return Show("portal/enter.html", given, status=403, framed_by=link.framed_by)


def _over(visit: Visit) -> Answer:
    return Show("portal/enter_over.html", status=410, framed_by=visit.any_frame)


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
