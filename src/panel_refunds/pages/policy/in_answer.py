"""The policy's text for the API: the sections and exceptions of the page, as data."""

from __future__ import annotations

from panel_refunds.pages.figures import Figures
from panel_refunds.pages.policy.page import make_page
from panel_refunds.pages.policy.telling import Telling
from panel_refunds.pages.words import words_of
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.web.answers.policy_text import ClauseView, ExceptionView, PolicyTextView, SectionView


def policy_text(tenant: Tenant, version: PolicyVersion, language: str) -> PolicyTextView:
    """What the policy page says of this version in this language."""
    words = words_of(language, tenant.folder)
    page = make_page(Telling(words, Figures(words.locale, tenant.calendar.zone), tenant.currency), tenant, version)
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
