"""What somebody typed and sent when their session was over comes back when they have signed in again.

It is kept here, because signing in leads through the panel or a sign-in service, where no field of a form comes along.
It waits for a day for the same person on the same page, and is found with a random word in the address of that page:
who else has the address sees an empty form.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta

from panel_refunds.flows.desk import Desk
from panel_refunds.flows.portal_session import digest_of
from panel_refunds.store import KeptWords, Session

LASTS = timedelta(days=1)
MOST = 20_000
"""Letters, of all fields together."""


def keep_words(desk: Desk, ended: Session, page: str, fields: Mapping[str, str]) -> str | None:
    """The word that finds the fields again; None for nothing, and for more than anybody types.

    ``ended`` is the session that is over: it says whose they are. What the same person sent from that page before goes.
    """
    if not any(fields.values()) or sum(map(len, fields.values())) > MOST:
        return None
    word = secrets.token_urlsafe(16)
    kept = KeptWords(digest_of(word), ended.kind, ended.subject, page, fields, desk.now() + LASTS)
    with desk.begin(looks_for_key=False) as books:
        books.keep_words(kept)
    return word


def find_words(desk: Desk, session: Session, page: str, word: str) -> Mapping[str, str]:
    """The fields that this person sent from that page; none when there are none, or no longer."""
    with desk.read() as books:
        kept = books.find_kept_words(digest_of(word))
    if kept is None or kept.ends_at <= desk.now():
        return {}
    same = (kept.kind, kept.subject, kept.page) == (session.kind, session.subject, page)
    return kept.fields if same else {}
