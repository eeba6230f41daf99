"""What somebody typed and sent when their session was over, for as long as it takes them to sign in again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import SessionKind
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, text_param, the_tenant, time_param
from panel_refunds.store.tables import KeptWordsRow


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Fields of a form that was sent when the session was over, by the digest of the word that finds them again.

    Only ``subject`` gets them, on ``page``, until ``ends_at``.
    """

    digest: str
    kind: SessionKind
    subject: str
    page: str
    fields: Mapping[str, str] = field(repr=False)
    ends_at: datetime


KEPT = Shape(KeptWords, KeptWordsRow)

_KEPT = KEPT.table.c
_BY_DIGEST = Statement(KEPT.select(_KEPT.digest == text_param("digest")))
_OF = Statement(
    delete(KEPT.table).where(
        _KEPT.tenant_id == the_tenant(),
        _KEPT.kind == text_param("kind"),
        _KEPT.subject == text_param("subject"),
        _KEPT.page == text_param("page"),
    )
)
_OVER = Statement(delete(KEPT.table).where(_KEPT.tenant_id == the_tenant(), _KEPT.ends_at <= time_param("before")))


class KeptWordsChapter(Chapter):
    """Kept words in one transaction."""

    def keep_words(self, kept: KeptWords) -> None:
        """Write them, in place of what the same person sent from that page before."""
        self._change(_OF, kind=kept.kind, subject=kept.subject, page=kept.page)
        self._add(KEPT, kept)

    def find_kept_words(self, digest: str) -> KeptWords | None:
        """The words of this digest, over or not."""
        return self._find(KEPT, _BY_DIGEST, digest=digest)

    def forget_kept_words(self, before: datetime) -> int:
        """Delete what was over before that moment; returns how many."""
        return self._change(_OVER, before=before)
