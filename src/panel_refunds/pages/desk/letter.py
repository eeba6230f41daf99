"""A dead letter: a message that will not arrive unless somebody does something."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.handle_dead_letter import put_letter_aside, send_letter_again
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.forms import ChoiceForm
from panel_refunds.pages.desk.once import check_chosen, do_once
from panel_refunds.pages.visit import Visit
from panel_refunds.web.answers.deliveries import show_delivery

DOING = {"again": send_letter_again, "aside": put_letter_aside}


def show(visit: Visit) -> Answer:
    """What it says, to whom, and what went wrong."""
    done = visit.query.get("done")
    return _page(visit, None, None, done=done if done in DOING else None)


def send(visit: Visit) -> Answer:
    """Send it again, or put it aside."""
    form = ChoiceForm.read(visit)
    letter, wanted, text = visit.path["delivery"], form.do.data or "", form.text.data or ""
    try:
        check_chosen(wanted, DOING, "do")
        do_once(
            visit,
            form.once.data,
            f"letter:{letter}:{wanted}:{text}",
            lambda desk: DOING[wanted](desk, letter, by=visit.person, text=text),
            wakes=wanted == "again",
        )
    except Refused as refused:
        return _page(visit, form, refused)
    return GoTo(f"{visit.address_of('desk_letter', delivery=letter)}?done={wanted}")


def _page(visit: Visit, form: ChoiceForm | None, refused: Refused | None, *, done: str | None = None) -> Show:
    with visit.desk.read() as books:
        delivery = books.get_delivery(visit.path["delivery"])
        message = books.get_outbox(delivery.message_id)
        actions = books.actions_of(delivery.key)
    given = {
        "view": show_delivery(visit, delivery),
        "message": message,
        "actions": actions,
        "form": form or ChoiceForm.fresh(visit),
        "done": done,
    }
    return desk_page(visit, "letter", given, refused=refused)
