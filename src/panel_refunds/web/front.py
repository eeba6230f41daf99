"""What the web needs of the running service, handed in by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from panel_refunds.flows.desk import Desk
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Store
from panel_refunds.tenants.directory import ReloadReport, TenantDirectory
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.web.answers.policy_text import PolicyChangesView, PolicyTextView

PolicyTeller = Callable[[Tenant, PolicyVersion, str], PolicyTextView | None]
ChangesTeller = Callable[[Tenant, PolicyVersion, PolicyVersion, str], PolicyChangesView | None]


@dataclass(frozen=True, slots=True)
class Front:
    """The service as its doors see it.

    ``desk`` gives a tenant's desk by its slug; ``wake`` tells the worker that something was
    scheduled for now; ``seconds_since_work`` says how long ago the worker of this process last looked for work, None
    where it has none; ``plugins`` says in a few words whether plugins fail, without naming anybody; ``policy_text``
    tells a version of a policy in a language, None where nobody can, and ``policy_changes`` what is another in a later
    version than in an earlier one; ``receipt`` writes that of a request as PDF, refused with ``no_receipt`` where
    nothing goes out, None where nobody can.
    """

    directory: TenantDirectory
    store: Store
    now: Callable[[], datetime]
    desk: Callable[[str], Desk]
    reload: Callable[[], ReloadReport]
    wake: Callable[[], None] = lambda: None
    seconds_since_work: Callable[[], float | None] = lambda: None
    plugins: Callable[[], str] = lambda: "ok"
    policy_text: PolicyTeller = lambda _tenant, _version, _language: None
    policy_changes: ChangesTeller = lambda _tenant, _old, _new, _language: None
    receipt: Callable[[Desk, RefundRequest, str], bytes] | None = None
