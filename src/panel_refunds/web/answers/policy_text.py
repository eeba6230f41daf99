"""A policy version in words, as the policy page shows it: the same sentences for who builds a page of their own."""

from __future__ import annotations

from datetime import date

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


class SettingChangeView(Shown):
    """One setting that is another one: under which clause it is told, its key in the file, and what each version says.

    ``was`` and ``now`` are the figures as the file writes them, ``before`` and ``after`` the sentences of the page.
    """

    clause: str
    title: str
    setting: str
    was: str
    now: str
    before: list[str]
    after: list[str]


class ExceptionChangeView(Shown):
    """An exception that came (``before`` is empty), went (``after`` is), or says something else."""

    condition: str
    before: list[str]
    after: list[str]


class PolicyChangesView(Shown):
    """What a version of a policy changes in the one before, in force from ``day`` on."""

    language: str
    version: str
    day: date
    before: str
    before_day: date
    settings: list[SettingChangeView]
    exceptions: list[ExceptionChangeView]
