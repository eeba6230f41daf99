"""What fraud checks said of requests: every answer, in the order in which it came, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from panel_refunds.refunds.verdict import CheckVerdict
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, text_param
from panel_refunds.store.tables import VerdictRow

VERDICTS = Shape(CheckVerdict, VerdictRow)

_VERDICT = VERDICTS.table.c
_OF_REQUEST = Statement(VERDICTS.select(_VERDICT.request_id == text_param("request")).order_by(_VERDICT.verdict_id))


class VerdictChapter(Chapter):
    """Verdicts of one transaction."""

    def add_verdicts(self, request_id: str, verdicts: Iterable[CheckVerdict]) -> None:
        """Write what the checks said about a request, each with an id of its own."""
        for verdict in verdicts:
            self._add(VERDICTS, replace(verdict, verdict_id=self.new_id("verdict"), request_id=request_id))

    def verdicts_of(self, request_id: str) -> list[CheckVerdict]:
        """All that checks ever said about a request, oldest first."""
        return self._records(VERDICTS, _OF_REQUEST, request=request_id)
