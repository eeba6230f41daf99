"""Sessions of the pages, and the links that open them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import Session, SignInLink
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, text_param, the_tenant, time_param
from panel_refunds.store.tables import SessionRow, SignInLinkRow

LINKS = Shape(SignInLink, SignInLinkRow)
SESSIONS = Shape(Session, SessionRow)

_LINK = LINKS.table.c
_SESSION = SESSIONS.table.c
_LINK_BY_DIGEST = Statement(LINKS.select(_LINK.digest == text_param("digest")))
_USE_LINK = Statement(
    update(LINKS.table)
    .where(
        _LINK.tenant_id == the_tenant(),
        _LINK.digest == text_param("digest"),
        _LINK.used_at.is_(None),
        _LINK.ends_at > time_param("moment"),
    )
    .values(used_at=time_param("moment"))
)
_SESSION_BY_DIGEST = Statement(SESSIONS.select(_SESSION.digest == text_param("digest")))
_SESSIONS_OF = Statement(SESSIONS.select(_SESSION.subject == text_param("subject")).order_by(_SESSION.opened_at))
_END = Statement(
    delete(SESSIONS.table).where(_SESSION.tenant_id == the_tenant(), _SESSION.session_id == text_param("session"))
)
_END_ALL = Statement(
    delete(SESSIONS.table).where(
        _SESSION.tenant_id == the_tenant(),
        _SESSION.kind == text_param("kind"),
        _SESSION.subject == text_param("subject"),
    )
)
_FORGET_SESSIONS = Statement(
    delete(SESSIONS.table).where(_SESSION.tenant_id == the_tenant(), _SESSION.ends_at <= time_param("before"))
)
_FORGET_LINKS = Statement(
    delete(LINKS.table).where(_LINK.tenant_id == the_tenant(), _LINK.ends_at <= time_param("before"))
)


class SessionChapter(Chapter):
    """Sessions and links of one transaction."""

    def add_sign_in_link(self, link: SignInLink) -> bool:
        """Write a new link; False when one of that digest was written before, and nothing is changed then."""
        if self.find_sign_in_link(link.digest) is not None:
            return False
        self._add(LINKS, link)
        return True

    def find_sign_in_link(self, digest: str) -> SignInLink | None:
        """The link of this digest, whatever became of it."""
        return self._find(LINKS, _LINK_BY_DIGEST, digest=digest)

    def use_sign_in_link(self, digest: str, at: datetime) -> SignInLink | None:
        """Mark the link used and return it; None when there is none, it is over, or it was used before."""
        if self._change(_USE_LINK, digest=digest, moment=at) == 0:
            return None
        return self.find_sign_in_link(digest)

    def add_session(self, session: Session) -> None:
        """Write a new session."""
        self._add(SESSIONS, session)

    def save_session(self, session: Session) -> None:
        """Write a session as it is now."""
        self._save(SESSIONS, session)

    def find_session(self, digest: str) -> Session | None:
        """The session whose cookie has this digest, over or not."""
        return self._find(SESSIONS, _SESSION_BY_DIGEST, digest=digest)

    def sessions_of(self, subject: str) -> list[Session]:
        """All sessions of a customer or staff member, oldest first."""
        return self._records(SESSIONS, _SESSIONS_OF, subject=subject)

    def end_session(self, session_id: str) -> bool:
        """Sign out one browser; False when it is signed out."""
        return self._change(_END, session=session_id) == 1

    def end_sessions(self, kind: str, subject: str) -> int:
        """Sign somebody out everywhere; returns of how many browsers."""
        return self._change(_END_ALL, kind=kind, subject=subject)

    def forget_sessions(self, before: datetime) -> int:
        """Delete the sessions and links that were over before that moment; returns how many."""
        return self._change(_FORGET_SESSIONS, before=before) + self._change(_FORGET_LINKS, before=before)
