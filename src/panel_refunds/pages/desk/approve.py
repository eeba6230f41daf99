"""Approving: how much, then a page with the exact effect, then the button. Two steps, because money leaves."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.preview_approval import Preview, preview_approval
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.money import format_units
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.desk.dossier import Dossier, read_dossier
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.forms import ApprovalForm
from panel_refunds.pages.desk.once import do_once
from panel_refunds.pages.desk.request import overtaken
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """The form: the amount is filled in with what is recommended, or with what somebody agreed to before."""
    dossier = read_dossier(visit, visit.path["request"])
    return _form_unless_overtaken(visit, dossier, dossier.preview)


def check(visit: Visit) -> Answer:
    """Say exactly what would happen; nothing is done yet."""
    form = ApprovalForm.read(visit)
    dossier = read_dossier(visit, visit.path["request"])
    amount, text = _given(form)
    preview = preview_approval(visit.desk, dossier.request.request_id, by=visit.person, amount=amount)
    if preview.refused or preview.barred:
        return _form_unless_overtaken(visit, dossier, preview, form)
    if preview.reason_needed and not text.strip():
        refused = Refused("reason_needed", field="text")
        return _form(visit, dossier, preview, form=form, refused=refused)
    return desk_page(visit, "approve_check", {"dossier": dossier, "preview": preview, "form": form, "text": text})


def send(visit: Visit) -> Answer:
    """Approve what the check page showed."""
    form = ApprovalForm.read(visit)
    request_id = visit.path["request"]
    amount, text = _given(form)
    approval = Approval((visit.person,), text, amount, waits=True)
    what = f"approve:{request_id}:{amount}:{text}"
    try:
        do_once(visit, form.once.data, what, lambda desk: approve_refund(desk, request_id, approval), wakes=True)
    except Refused as refused:
        try:
            return overtaken(visit, refused)
        except Refused:
            dossier = read_dossier(visit, request_id)
            return _form(visit, dossier, dossier.preview, form=form, refused=refused)
    with visit.desk.read() as books:
        waits = books.get_request(request_id).state in ("in_review", "waiting_for_customer")
    done = "agreed" if waits else "approved"
    return GoTo(f"{visit.address_of('desk_request', request=request_id)}?done={done}")


def _form_unless_overtaken(visit: Visit, dossier: Dossier, preview: Preview, form: ApprovalForm | None = None) -> Show:
    """The form with what speaks against it; where somebody was faster, what they did."""
    refused = preview.barred or preview.refused
    if refused is None:
        return _form(visit, dossier, preview, form=form)
    try:
        return overtaken(visit, refused)
    except Refused:
        return _form(visit, dossier, preview, form=form, refused=refused)


def _form(
    visit: Visit,
    dossier: Dossier,
    preview: Preview,
    *,
    form: ApprovalForm | None = None,
    refused: Refused | None = None,
) -> Show:
    if form is None:
        decision = dossier.preview.decision
        amount = format_units(decision.gross, dossier.request.currency) if decision else ""
        form = ApprovalForm.fresh(visit, amount=amount)
    given = {"dossier": dossier, "preview": preview, "shown": dossier.preview, "form": form}
    return desk_page(visit, "approve", given, refused=refused)


def _given(form: ApprovalForm) -> tuple[str | None, str]:
    """The amount as it was typed, None where the field was left empty; and the words."""
    return (form.amount.data or "").strip() or None, form.text.data or ""
