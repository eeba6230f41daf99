"""A disputed payment: what is frozen, and saying how it was decided where no gateway tells it."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.handle_dispute import close_dispute
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.forms import ChoiceForm
from panel_refunds.pages.desk.once import check_chosen, do_once
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """The disputes of a deposit, and the form while one is open."""
    return _page(visit, None, None, done=visit.query.get("done") == "closed")


def send(visit: Visit) -> Answer:
    """Record how it was decided."""
    form = ChoiceForm.read(visit)
    deposit_id, outcome, text = visit.path["deposit"], form.do.data or "", form.text.data or ""
    try:
        check_chosen(outcome, ("won", "lost"), "do")
        do_once(
            visit,
            form.once.data,
            f"dispute:{deposit_id}:{outcome}:{text}",
            lambda desk: close_dispute(
                desk, deposit_id, outcome="won" if outcome == "won" else "lost", by=visit.person, text=text
            ),
            wakes=True,
        )
    except Refused as refused:
        return _page(visit, form, refused)
    return GoTo(f"{visit.address_of('desk_dispute', deposit=deposit_id)}?done=closed")


def _page(visit: Visit, form: ChoiceForm | None, refused: Refused | None, *, done: bool = False) -> Show:
    deposit_id = visit.path["deposit"]
    with visit.desk.read() as books:
        deposit = books.get_deposit(deposit_id)
        disputes = [each for each in books.disputes_of(deposit.wallet_id) if each.deposit_id == deposit_id]
        actions = books.actions_of(deposit_id)
    given = {
        "deposit": deposit,
        "disputes": disputes,
        "open": deposit.dispute in ("inquiry", "open"),
        "actions": actions,
        "form": form or ChoiceForm.fresh(visit),
        "done": "closed" if done else None,
    }
    return desk_page(visit, "dispute", given, refused=refused)
