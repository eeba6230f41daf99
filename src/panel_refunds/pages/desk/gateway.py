"""One gateway: whether anything is sent through it, and stopping or starting it."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.stop_gateway import start_gateway, stop_gateway
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.forms import ChoiceForm
from panel_refunds.pages.desk.once import check_chosen, do_once
from panel_refunds.pages.visit import Visit
from panel_refunds.web.answers.gateways import show_gateway

DOING = {"start": start_gateway, "stop": stop_gateway}


def show(visit: Visit) -> Answer:
    """How it is now."""
    done = visit.query.get("done")
    return _page(visit, None, None, done=done if done in DOING else None)


def send(visit: Visit) -> Answer:
    """Stop or start it, with the reason."""
    form = ChoiceForm.read(visit)
    gateway, wanted, text = visit.path["gateway"], form.do.data or "", form.text.data or ""
    try:
        check_chosen(wanted, DOING, "do")
        do_once(
            visit,
            form.once.data,
            f"gateway:{gateway}:{wanted}:{text}",
            lambda desk: DOING[wanted](desk, gateway, by=visit.person, text=text),
            wakes=wanted == "start",
        )
    except Refused as refused:
        return _page(visit, form, refused)
    return GoTo(f"{visit.address_of('desk_gateway', gateway=gateway)}?done={wanted}")


def _page(visit: Visit, form: ChoiceForm | None, refused: Refused | None, *, done: str | None = None) -> Show:
    given = {
        "gateway": show_gateway(visit, visit.path["gateway"]),
        "form": form or ChoiceForm.fresh(visit),
        "done": done,
    }
    return desk_page(visit, "gateway", given, refused=refused)
