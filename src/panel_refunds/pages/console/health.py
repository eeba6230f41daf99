"""How the tenant is: each thing with its figure in words, and where it is mended."""

from __future__ import annotations

from panel_refunds.flows.tenant_health import Vital, look_at_health
from panel_refunds.pages.answer import Answer
from panel_refunds.pages.console.drawn import console_page
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """Everything that is looked at; what needs a person stands first."""
    vitals = look_at_health(visit.desk)
    amiss = [vital for vital in vitals if not vital.good]
    given = {"amiss": amiss, "good": [vital for vital in vitals if vital.good], "now": visit.desk.now()}
    return console_page(visit, "health", {**given, "mend_at": lambda vital: mend_at(visit, vital)})


def mend_at(visit: Visit, vital: Vital) -> str | None:
    """The page on which it is looked after; None where that is no page."""
    if vital.name == "due" and vital.ref:
        return visit.address_of("desk_request", request=vital.ref)
    if vital.name in ("gateway", "webhook"):
        return visit.address_of("desk_gateway", gateway=vital.about)
    if vital.name == "poll":
        return visit.address_of("console_plugins") + f"#order_providers.{vital.about}"
    if vital.name in ("unknown", "letters"):
        return visit.address_of("desk_tasks")
    return None
