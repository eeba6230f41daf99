"""Facts that the panel sent with a request or a deposit: kept as they came first, for the fraud checks to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import ToldFacts
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among
from panel_refunds.store.tables import ToldFactsRow

TOLD = Shape(ToldFacts, ToldFactsRow)

_TOLD = TOLD.table.c
_ABOUT = Statement(TOLD.select(among(_TOLD.about, "ids")))
_NOTHING: Mapping[str, str] = MappingProxyType({})


class ToldFactsChapter(Chapter):
    """Facts of one transaction."""

    def keep_facts(self, about: str, facts: Mapping[str, str], at: datetime) -> None:
        """Write what came with ``about``, unless something did before; nothing is nothing to write."""
        if facts:
            self._add_if_absent(TOLD, ToldFacts(about, facts, at))

    def facts_of(self, about: str) -> Mapping[str, str]:
        """What came with it; empty when nothing did."""
        return self.facts_about([about]).get(about, _NOTHING)

    def facts_about(self, ids: Iterable[str]) -> dict[str, Mapping[str, str]]:
        """What came with each of these, those with nothing left out."""
        wanted = sorted(set(ids))
        found = self._records(TOLD, _ABOUT, ids=wanted) if wanted else []
        return {told.about: told.facts for told in found}
