"""The audit of one tenant's books: everything that is kept, against everything that was written."""

from panel_refunds.store.audit.report import AuditReport
from panel_refunds.store.audit.tenant import audit_tenant

__all__ = ["AuditReport", "audit_tenant"]
