"""How the tenant is: what is late, unknown, silent or stopped."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.flows.tenant_health import look_at_health
from panel_refunds.web.fields import Given, Shown
from panel_refunds.web.operation import Read
from panel_refunds.web.tenancy import Call


class VitalView(Shown):
    """One thing that is looked at.

    ``name`` is ``due``, ``unknown``, ``work``, ``poll``, ``gateway``, ``webhook`` or ``letters``, ``good`` is whether
    nobody needs to look; ``about`` the provider or gateway, null for the whole tenant; ``many`` and ``since`` its
    figure; ``error`` what went wrong last.
    """

    name: str
    about: str | None
    good: bool
    many: int
    since: datetime | None
    error: str | None
    ref: str | None


class TenantHealthView(Shown):
    """Whether nobody needs to look at anything, and everything that was looked at."""

    ok: bool
    at: datetime
    vitals: list[VitalView]


def show_health(call: Call, _asked: Given) -> TenantHealthView:
    """What is late, unknown, silent or stopped at this tenant."""
    vitals = look_at_health(call.desk)
    return TenantHealthView(
        ok=all(vital.good for vital in vitals),
        at=call.desk.now(),
        vitals=[
            VitalView(
                name=vital.name,
                about=vital.about or None,
                good=vital.good,
                many=vital.many,
                since=vital.since,
                error=vital.error,
                ref=vital.ref,
            )
            for vital in vitals
        ],
    )


OPERATIONS = (Read("/health", "show_health", "review", show_health, TenantHealthView, tag="upkeep"),)
