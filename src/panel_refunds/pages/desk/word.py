"""A word of a provider that nobody knew: say once what it means, and the orders that had it are told again."""

from __future__ import annotations

from typing import Literal

from panel_refunds.errors import Refused
from panel_refunds.flows.decide_order import resolve_word
from panel_refunds.orders.words import KNOWN, normalise_word
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.forms import MappingForm
from panel_refunds.pages.desk.once import check_chosen, do_once
from panel_refunds.pages.visit import Visit

MOST = 20


def show(visit: Visit) -> Answer:
    """The word, where it was heard, and the orders that wait for its meaning."""
    return _page(visit, None, None, done=visit.query.get("done") == "mapped")


def send(visit: Visit) -> Answer:
    """Map it and tell the orders again."""
    form = MappingForm.read(visit)
    word_id, status, everywhere = visit.path["word"], form.status.data or "", form.scope.data == "tenant"
    scope: Literal["provider", "tenant"] = "tenant" if everywhere else "provider"
    try:
        check_chosen(status, KNOWN, "status")
        done_now = do_once(
            visit,
            form.once.data,
            f"word:{word_id}:{status}:{everywhere}",
            lambda desk: resolve_word(desk, word_id, status=status, by=visit.person, scope=scope),
            wakes=True,
        )
        if not done_now:
            # Who mapped it may have died before the orders were told: telling them again changes nothing else.
            resolve_word(visit.desk, word_id, status=status, by=visit.person, scope=scope)
    except Refused as refused:
        return _page(visit, form, refused)
    return GoTo(f"{visit.address_of('desk_word', word=word_id)}?done=mapped")


def _page(visit: Visit, form: MappingForm | None, refused: Refused | None, *, done: bool = False) -> Show:
    with visit.desk.read() as books:
        word = books.get_unknown_word(visit.path["word"])
        waiting = [
            order
            for order in books.orders_with_review("unknown_word", provider=word.provider)
            if normalise_word(order.raw_status) == word.word
        ]
    given = {
        "word": word,
        "orders": waiting[:MOST],
        "count": len(waiting),
        "known": sorted(KNOWN),
        "form": form or MappingForm.fresh(visit, scope="provider"),
        "done": "mapped" if done else None,
    }
    return desk_page(visit, "word", given, refused=refused)
