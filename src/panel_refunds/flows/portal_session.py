"""A customer comes from the panel, signed in: the panel asks for a link or makes one, the customer follows it, once.

The panel knows who its customer is and we never ask: there is no password of customers here, and no e-mail that could
be read by somebody else. What the link and the cookie hold is random and kept as a digest; whoever reads the database
can sign in as nobody.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.panel_token import may_be_token, read_panel_token
from panel_refunds.flows.people import login_of
from panel_refunds.store import Books, Session, SignInLink

LINK_LASTS = timedelta(minutes=5)
"""How long a link can be followed: the panel makes it when the customer clicks."""
SESSION_LASTS = timedelta(hours=2)
"""How long somebody stays signed in without doing anything."""
SESSION_ENDS = timedelta(hours=12)
"""How long at the most, whatever they do: the panel signs them in again with one click."""


class Opened(NamedTuple):
    """A session, with the secret that its cookie holds; the secret is told this once."""

    secret: str
    session: Session


def make_sign_in_link(
    desk: Desk, customer_id: str, site: str, *, framed_by: str | None = None
) -> tuple[str, SignInLink]:
    """A token for ``customer_id`` on host ``site``, to be followed once within five minutes.

    ``framed_by`` is the origin of the panel's page that will show ours in a frame; refused with ``frame_not_allowed``
    where the tenant's file does not list it. A customer nobody has heard of yet sees that there is nothing yet.
    """
    if framed_by is not None and framed_by not in desk.tenant.portal.framed_by:
        raise Refused("frame_not_allowed", field="framed_by")
    token = secrets.token_urlsafe(32)
    now = desk.now()
    link = SignInLink(digest_of(token), customer_id, site, now, now + LINK_LASTS, framed_by)
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        books.add_sign_in_link(link)
        desk.remember(books, customer_id)
    return token, link


def find_sign_in_link(desk: Desk, token: str, site: str = "") -> SignInLink | None:
    """The link of this token while it can be followed; None when it is over, used or unknown.

    ``site`` is the host that was called: a token that the panel made is for one. Refused as ``read_panel_token`` says.
    """
    made = _link_of_panel(desk, token, site)
    with desk.read() as books:
        link = books.find_sign_in_link(made.digest if made else digest_of(token))
    if made is not None:
        return made if link is None else None
    return link if link and link.used_at is None and link.ends_at > desk.now() else None


def follow_sign_in_link(desk: Desk, token: str, site: str = "") -> Opened:
    """Open a session with a link's token, or one of the panel's own.

    Refused with ``link_used`` when it is over or was followed before; a panel's token as ``read_panel_token`` says.
    """
    now = desk.now()
    made = _link_of_panel(desk, token, site)
    with desk.begin() as books:
        if made is None:
            link = books.use_sign_in_link(digest_of(token), now)
        else:
            link = replace(made, used_at=now) if books.add_sign_in_link(replace(made, used_at=now)) else None
        if link is None:
            raise Refused("link_used")
        opened = _open(desk, link, now)
        books.add_session(opened.session)
    return opened


def find_session(desk: Desk, secret: str) -> Session | None:
    """Who is signed in with this cookie; None when nobody is, or no longer.

    Using a session keeps it: its end moves on, and is written at most once in a tenth of its time. Where the tenant
    requires one-time codes, somebody of the staff who has none is not signed in, whenever they came.
    """
    now = desk.now()
    with desk.read() as books:
        session = books.find_session(digest_of(secret))
        if session is None or session.ends_at <= now or _lacks_code(desk, books, session):
            return None
    if now - session.last_at < SESSION_LASTS / 10:
        return session
    session = replace(session, last_at=now, ends_at=min(now + SESSION_LASTS, session.opened_at + SESSION_ENDS))
    with desk.begin() as books:
        if books.find_session(session.digest) is None:
            return None
        books.save_session(session)
    return session


def find_ended_session(desk: Desk, secret: str) -> Session | None:
    """Whose this cookie was, where ``find_session`` says that nobody is signed in; None after a day, or signed out."""
    with desk.read() as books:
        return books.find_session(digest_of(secret))


def end_session(desk: Desk, session: Session) -> None:
    """Sign out this browser."""
    with desk.begin() as books:
        books.end_session(session.session_id)


def end_sessions_of_customer(desk: Desk, customer_id: str) -> int:
    """Sign a customer out everywhere, as when the panel's password was changed; returns of how many browsers."""
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        ended = books.end_sessions("customer", customer_id)
        desk.remember(books, customer_id, ended)
    return ended


def forget_sessions(desk: Desk) -> None:
    """Delete what ended a day ago: a link stays that long, so that following it again is told from an unknown one.

    Of the staff too, with the tries to sign in that nobody remembers any more, and words that waited in vain.
    """
    now = desk.now()
    before = now - timedelta(days=1)
    with desk.begin() as books:
        books.forget_sessions(before)
        books.forget_about_staff(before)
        books.forget_kept_words(now)


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits: its SHA-256, in hex."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _link_of_panel(desk: Desk, token: str, site: str) -> SignInLink | None:
    """A panel's own token as the link that it stands for: nobody wrote that down before it is used.

    It is known again by its ``jti``, not by its letters: the same claims can be signed and spelled in several ways.
    """
    if not may_be_token(desk, token):
        return None
    told = read_panel_token(desk, token, site)
    digest = digest_of(f"jti {told.jti}")
    return SignInLink(digest, told.customer_id, site, told.made_at, told.ends_at, told.framed_by)


def _lacks_code(desk: Desk, books: Books, session: Session) -> bool:
    if session.kind != "staff" or desk.tenant.staff.codes != "required":
        return False
    staff = books.find_staff(login_of(session.subject))
    return staff is None or not staff.has_code


def _open(desk: Desk, link: SignInLink, now: datetime) -> Opened:
    secret = secrets.token_urlsafe(32)
    session = Session(
        digest=digest_of(secret),
        session_id=desk.new_id("session"),
        kind="customer",
        subject=link.customer_id,
        site=link.site,
        csrf=secrets.token_urlsafe(32),
        opened_at=now,
        ends_at=now + SESSION_LASTS,
        last_at=now,
        framed_by=link.framed_by,
    )
    return Opened(secret, session)
