"""One movement back with all its tries, and what a person can say of it: paid by hand, seen there, try it now."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.record_payout import record_payout
from panel_refunds.flows.resolve_attempt import resolve_attempt
from panel_refunds.flows.send_again import send_again
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.forms import PayoutForm, SeenForm, WordsForm
from panel_refunds.pages.desk.once import check_chosen, do_once
from panel_refunds.pages.desk.tasks import task_of
from panel_refunds.pages.visit import Visit
from panel_refunds.web.answers.refunds import show_refund

DONE = ("payout", "seen", "again")


def show(visit: Visit) -> Answer:
    """The refund's page; ``done`` in the address says what was done just now."""
    done = visit.query.get("done")
    return _page(visit, done=done if done in DONE else None)


def pay_out(visit: Visit) -> Answer:
    """Record the reference of a payment that was made by hand."""
    form = PayoutForm.read(visit)
    refund_id, reference = visit.path["refund"], (form.reference.data or "").strip()
    try:
        do_once(
            visit,
            form.once.data,
            f"payout:{refund_id}:{reference}",
            lambda desk: record_payout(desk, refund_id, reference=reference, by=visit.person),
        )
    except Refused as refused:
        return _page(visit, refused=refused, payout=form)
    return _done(visit, "payout")


def tell_seen(visit: Visit) -> Answer:
    """Record what was seen at the gateway of a try that nobody knows the outcome of."""
    form = SeenForm.read(visit)
    refund_id, ran, evidence = visit.path["refund"], form.ran.data or "", (form.evidence.data or "").strip()
    try:
        check_chosen(ran, ("yes", "no"), "ran")
        do_once(
            visit,
            form.once.data,
            f"seen:{refund_id}:{ran}:{evidence}",
            lambda desk: resolve_attempt(desk, refund_id, ran=ran == "yes", evidence=evidence, by=visit.person),
            wakes=True,
        )
    except Refused as refused:
        return _page(visit, refused=refused, seen=form)
    return _done(visit, "seen")


def try_now(visit: Visit) -> Answer:
    """Have it tried at once."""
    form = WordsForm.read(visit)
    refund_id = visit.path["refund"]
    try:
        do_once(
            visit,
            form.once.data,
            f"again:{refund_id}",
            lambda desk: send_again(desk, refund_id, by=visit.person),
            wakes=True,
        )
    except Refused as refused:
        return _page(visit, refused=refused)
    return _done(visit, "again")


def _page(
    visit: Visit,
    *,
    done: str | None = None,
    refused: Refused | None = None,
    payout: PayoutForm | None = None,
    seen: SeenForm | None = None,
) -> Show:
    refund_id = visit.path["refund"]
    with visit.desk.read() as books:
        refund = books.get_refund(refund_id)
        task = task_of(books, refund, books.get_deposit(refund.deposit_id))
        stop = books.find_gateway_stop(task.deposit.gateway)
        actions = books.actions_of(refund_id)
    given = {
        "view": show_refund(visit, refund_id),
        "task": task,
        "stop": stop,
        "actions": actions,
        "payout": payout or PayoutForm.fresh(visit),
        "seen": seen or SeenForm.fresh(visit),
        "again": WordsForm.fresh(visit),
        "done": done,
    }
    return desk_page(visit, "refund", given, refused=refused)


def _done(visit: Visit, what: str) -> GoTo:
    return GoTo(f"{visit.address_of('desk_refund', refund=visit.path['refund'])}?done={what}")
