"""A policy version in words, as the policy page shows it: the same sentences for who builds a page of their own."""

from __future__ import annotations

from panel_refunds.web.fields import Shown


class ClauseView(Shown):
    """One clause: its number as findings name it, its title, and its sentences with their figures."""

    number: str
    title: str
    sentences: list[str]


class SectionView(Shown):
    """One section with its clauses."""

    number: str
    title: str
    clauses: list[ClauseView]


class ExceptionView(Shown):
    """What holds otherwise, under which condition."""

    condition: str
    sentences: list[str]


class PolicyTextView(Shown):
    """The whole text of one version in one language."""

    language: str
    sections: list[SectionView]
    exceptions: list[ExceptionView]
