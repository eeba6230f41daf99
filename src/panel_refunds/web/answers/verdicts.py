"""What fraud checks said of a request, for the staff: every answer, with the hash of what it was given for."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.store import Books
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class VerdictView(Shown):
    """One answer of one check; ``failed``: it gave none, and the reason says what happened instead."""

    id: str
    check: str
    answer: str
    failed: bool
    reasons: list[str]
    inputs_sha256: str
    asked_at: datetime
    took_ms: int
    plugin: str
    version: str


def show_verdicts(call: Viewer, books: Books, request_id: str) -> list[VerdictView] | None:
    """Every verdict about the request, oldest first; None for whoever is not of the staff."""
    if not call.for_staff:
        return None
    return [
        VerdictView(
            id=verdict.verdict_id,
            check=verdict.check_name,
            answer=verdict.answer,
            failed=verdict.failed,
            reasons=list(verdict.reasons),
            inputs_sha256=verdict.inputs_hash,
            asked_at=verdict.asked_at,
            took_ms=verdict.took_ms,
            plugin=verdict.plugin,
            version=verdict.version,
        )
        for verdict in books.verdicts_of(request_id)
    ]
