"""The policy's text for the API: the sections and exceptions of the page, and what a version changes, as data."""

from __future__ import annotations

from panel_refunds.pages.figures import Figures
from panel_refunds.pages.policy.differing import tell_changes
from panel_refunds.pages.policy.page import make_page
from panel_refunds.pages.policy.telling import Telling
from panel_refunds.pages.words import words_of
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.web.answers.policy_text import (
    ClauseView,
    ExceptionChangeView,
    ExceptionView,
    PolicyChangesView,
    PolicyTextView,
    SectionView,
    SettingChangeView,
)


def policy_text(tenant: Tenant, version: PolicyVersion, language: str) -> PolicyTextView:
    """What the policy page says of this version in this language."""
    page = make_page(_telling(tenant, language), tenant, version)
    return PolicyTextView(
        language=language,
        sections=[
            SectionView(
                number=section.number,
                title=section.title,
                clauses=[
                    ClauseView(number=clause.number, title=clause.title, sentences=list(clause.sentences))
                    for clause in section.clauses
                ],
            )
            for section in page.sections
        ],
        exceptions=[
            ExceptionView(condition=each.condition, sentences=list(each.sentences)) for each in page.exceptions
        ],
    )


def policy_changes(tenant: Tenant, old: PolicyVersion, new: PolicyVersion, language: str) -> PolicyChangesView:
    """What ``new`` changes in ``old``, in this language."""
    changes = tell_changes(_telling(tenant, language), old, new)
    return PolicyChangesView(
        language=language,
        version=new.label,
        day=new.day,
        before=old.label,
        before_day=old.day,
        settings=[
            SettingChangeView(
                clause=each.clause,
                title=each.title,
                setting=each.setting,
                was=each.was,
                now=each.now,
                before=list(each.before),
                after=list(each.after),
            )
            for each in changes.settings
        ],
        exceptions=[
            ExceptionChangeView(condition=each.condition, before=list(each.before), after=list(each.after))
            for each in changes.exceptions
        ],
    )


def _telling(tenant: Tenant, language: str) -> Telling:
    words = words_of(language, tenant.folder)
    return Telling(words, Figures(words.locale, tenant.calendar.zone), tenant.currency)
