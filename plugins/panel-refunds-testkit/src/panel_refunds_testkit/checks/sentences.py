"""Sentences for people: whole, on a line, of a size that somebody reads, and without what belongs to somebody else."""

from __future__ import annotations

from panel_refunds_testkit.demand import demand

LONGEST = 500


def must_be_sentence(text: str, what: str) -> None:
    """Broken unless the text can stand on a page as it is."""
    demand(text.strip() == text and len(text.split()) > 1, f"{what} is no sentence: {text[:80]!r}.")
    demand(len(text) <= LONGEST, f"{what} has {len(text)} letters; a person reads {LONGEST}.")
    demand(text.isprintable(), f"{what} has signs that cannot be shown: {text[:80]!r}.")
    demand(text.endswith((".", "!", "?")), f"{what} does not end as a sentence does: {text[-80:]!r}.")
