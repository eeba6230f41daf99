"""A payment as its gateway has it now: a page of its own, and the part of a request's page that comes afterwards.

A gateway may take seconds. The request's page never waits for it: where scripts run, this page's middle is fetched into
it; elsewhere there is a link.
"""

from __future__ import annotations

from panel_refunds.flows.look_at_payment import look_at_payment
from panel_refunds.pages.answer import Answer
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """Ask the gateway, and say what it said."""
    return desk_page(visit, "payment", {"seen": look_at_payment(visit.desk, visit.path["deposit"])})
