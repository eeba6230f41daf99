"""The books: checked on request, and what people did in them."""

from __future__ import annotations

from panel_refunds.store.audit_by_page import audit_page
from panel_refunds.web.answers.audit_pages import AuditPageView, show_audit_page
from panel_refunds.web.answers.page import Page, PageQuery
from panel_refunds.web.answers.upkeep import ActionView, AuditView, FaultView, show_action
from panel_refunds.web.fields import Given, Line
from panel_refunds.web.operation import Read
from panel_refunds.web.tenancy import Call

TAG = "books"


def audit(call: Call, _asked: Given) -> AuditView:
    """Check the tenant's books against themselves; every fault there is."""
    from panel_refunds.store.audit import audit_tenant

    now = call.desk.now()
    report = audit_tenant(call.front.store, call.desk.tenant.id, now=now)
    return AuditView(
        ok=report.ok,
        at=now,
        faults=[FaultView(code=fault.code, text=fault.text, where=", ".join(fault.ids)) for fault in report.faults],
        counts=dict(report.counts),
    )


class AuditPageQuery(Given):
    """Where the page before ended; without it the audit begins."""

    after: Line | None = None


def audit_one_page(call: Call, asked: AuditPageQuery) -> AuditPageView:
    """Check the next page of the tenant's books; nothing is locked, and no page is long."""
    page = audit_page(call.front.store, call.desk.tenant.id, now=call.desk.now(), place=asked.after or "")
    return show_audit_page(page)


def show_actions(call: Call, asked: PageQuery) -> Page[ActionView]:
    """What people did, oldest first."""
    with call.desk.read() as books:
        found = books.actions(after=asked.after, limit=asked.limit + 1)
    items = [show_action(action) for action in found[: asked.limit]]
    return Page[ActionView](items=items, next=items[-1].id if len(found) > asked.limit else None)


OPERATIONS = (
    Read("/audit", "audit_books", "admin", audit, AuditView, tag=TAG),
    Read("/audit/page", "audit_page_of_books", "admin", audit_one_page, AuditPageView, AuditPageQuery, tag=TAG),
    Read("/actions", "list_actions", "review", show_actions, Page[ActionView], PageQuery, tag=TAG),
)
