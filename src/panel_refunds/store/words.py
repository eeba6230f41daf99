"""Status words nobody knew, and what operators made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import or_

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import StatusWord, UnknownWord
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, number_param, such_as, text_param
from panel_refunds.store.tables import StatusWordRow, UnknownWordRow

UNKNOWN_WORDS = Shape(UnknownWord, UnknownWordRow)
STATUS_WORDS = Shape(StatusWord, StatusWordRow)

_WORD, _MAPPED = UNKNOWN_WORDS.table.c, STATUS_WORDS.table.c
_BY_ID = Statement(UNKNOWN_WORDS.select(_WORD.word_id == text_param("id")))
_BY_WORD = Statement(UNKNOWN_WORDS.select(_WORD.provider == text_param("provider"), _WORD.word == text_param("word")))
_OPEN = Statement(
    UNKNOWN_WORDS.select(such_as("status IS NULL"), _WORD.word_id > text_param("after"))
    .order_by(_WORD.word_id)
    .limit(number_param("many"))
)
_ALL = Statement(
    UNKNOWN_WORDS.select(_WORD.word_id > text_param("after")).order_by(_WORD.word_id).limit(number_param("many"))
)
_MAP = Statement(
    # The tenant-wide words come first, so that a provider's own meaning replaces them.
    STATUS_WORDS.select(or_(_MAPPED.provider == "*", _MAPPED.provider == text_param("provider"))).order_by(
        _MAPPED.provider != "*"
    )
)


class WordChapter(Chapter):
    """The inbox of unknown words of one transaction."""

    def note_unknown_word(
        self, provider: str, word: str, order_id: str, at: datetime, *, raw_word: str | None = None
    ) -> UnknownWord:
        """Put a word into the inbox, or count it once more; ``word`` is normalised. A mapped word opens again."""
        known = self._find(UNKNOWN_WORDS, _BY_WORD, provider=provider, word=word)
        if known is None:
            known = UnknownWord(self.new_id("word"), provider, word, raw_word or word, order_id, at, at)
            self._add_if_absent(UNKNOWN_WORDS, known)
            return self._find(UNKNOWN_WORDS, _BY_WORD, provider=provider, word=word) or known
        known = replace(known, seen=known.seen + 1, last_seen_at=at, status=None, resolved_by=None, resolved_at=None)
        self._save(UNKNOWN_WORDS, known)
        return known

    def unknown_words(self, *, open_only: bool = True, after: str | None = None, limit: int = 500) -> list[UnknownWord]:
        """A page of the inbox, oldest first; ``after`` is the last id of the page before."""
        return self._records(UNKNOWN_WORDS, _OPEN if open_only else _ALL, after=after or "", many=limit)

    def get_unknown_word(self, word_id: str) -> UnknownWord:
        """The word; Refused ``not_found``."""
        return self._get(UNKNOWN_WORDS, _BY_ID, "word", word_id)

    def resolve_unknown_word(
        self, word_id: str, status: str, by: str, at: datetime, *, everywhere: bool = False
    ) -> UnknownWord:
        """Give a word its meaning from now on: at its provider, or ``everywhere`` in this tenant."""
        word = replace(self.get_unknown_word(word_id), status=status, resolved_by=by, resolved_at=at)
        self._save(UNKNOWN_WORDS, word)
        self.map_word("*" if everywhere else word.provider, word.word, status, by, at)
        return word

    def map_word(self, provider: str, word: str, status: str, by: str, at: datetime) -> None:
        """Note what a normalised word means; ``provider`` ``*`` is the whole tenant."""
        self._save(STATUS_WORDS, StatusWord(provider, word, status, by, at))

    def word_map(self, provider: str) -> dict[str, str]:
        """What this tenant's operators made of normalised words of ``provider``; its own win over tenant-wide ones."""
        return {word.word: word.status for word in self._records(STATUS_WORDS, _MAP, provider=provider)}
