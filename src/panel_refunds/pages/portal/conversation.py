"""What a customer can do with a request: reply, accept an offer, take it back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.flows.answer_request import Reply, confirm_offer, reply_to_request, withdraw_request
from panel_refunds.flows.desk import Desk, Replayed
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.file_words import ABOUT_FILES, FIELD, check_uploads, told_of_files
from panel_refunds.pages.forms import GuardedForm
from panel_refunds.pages.portal.ask_form import read_target
from panel_refunds.pages.portal.refusals import missing, told
from panel_refunds.pages.portal.reply_form import ReplyForm
from panel_refunds.pages.portal.request import fields_wanted, find_own, request_page
from panel_refunds.pages.portal.requests import amount_asked
from panel_refunds.pages.portal.typed import read_amount, read_words
from panel_refunds.pages.visit import Visit
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.web.answers.requests import show_request


def back(visit: Visit) -> Answer:
    """Whoever reloads the address of an answer sees the request."""
    return GoTo(visit.address_of("request", request=visit.path["request"]))


def reply(visit: Visit) -> Answer:
    """Write into the conversation, and add what was missing."""
    form = ReplyForm.read(visit)
    request = find_own(visit)
    if request is None:
        return missing(visit)
    wanted = fields_wanted(show_request(visit, request))
    said, faults = _read(visit, form, wanted)
    try:
        check_uploads(visit)
    except Refused as refused:
        faults[FIELD] = told_of_files(visit, refused)
    if faults:
        return request_page(visit, request, form=form, faults=faults)
    what = f"reply {request.request_id} {said!r}"

    def do(desk: Desk) -> RefundRequest:
        return reply_to_request(desk, request.request_id, said, customer_id=visit.customer)

    return _done(visit, request, form, what, do)


def accept(visit: Visit) -> Answer:
    """Take the amount that is offered."""
    form = GuardedForm.read(visit)
    request = find_own(visit)
    if request is None:
        return missing(visit)
    what = f"accept {request.request_id}"

    def do(desk: Desk) -> RefundRequest:
        return confirm_offer(desk, request.request_id, customer_id=visit.customer)

    return _done(visit, request, form, what, do)


def ask_withdraw(visit: Visit) -> Answer:
    """Are you sure? With what would happen to the money."""
    request = find_own(visit)
    if request is None:
        return missing(visit)
    if request.state not in ("waiting_for_customer", "in_review", "approved"):
        return back(visit)
    given = {
        "form": GuardedForm.fresh(visit),
        "request_id": request.request_id,
        "asked": amount_asked(visit, request),
        "problem": None,
    }
    return Show("portal/withdraw.html", given)


def withdraw(visit: Visit) -> Answer:
    """Take the request back."""
    form = GuardedForm.read(visit)
    request = find_own(visit)
    if request is None:
        return missing(visit)

    def do(desk: Desk) -> RefundRequest:
        return withdraw_request(desk, request.request_id, customer_id=visit.customer)

    return _done(visit, request, form, f"withdraw {request.request_id}", do)


def _done(visit: Visit, request: RefundRequest, form: Any, what: str, do: Callable[[Desk], RefundRequest]) -> Answer:
    """Do it once and go back to the request; what cannot be done is said there, with what was typed."""
    digest = hashlib.sha256(what.encode()).hexdigest()
    try:
        # Other words under the same form are another reply, and no repetition.
        do(visit.desk_once(f"{form.once.data}:{digest[:16]}", digest))
    except Replayed:
        return back(visit)
    except Refused as refused:
        with visit.desk.read() as books:
            now = books.get_request(request.request_id)
        typed = form if isinstance(form, ReplyForm) else None
        if refused.code in ABOUT_FILES:
            return request_page(visit, now, form=typed, faults={FIELD: told_of_files(visit, refused)})
        return request_page(visit, now, form=typed, problem=told(visit.words, refused))
    visit.wake()
    return back(visit)


def _read(visit: Visit, form: ReplyForm, wanted: frozenset[str]) -> tuple[Reply, dict[str, str]]:
    _, faults = visit.words, dict[str, str]()
    given: dict[str, Any] = {}
    try:
        given["text"] = read_words(form.text.data or "")
    except Refused:
        faults["text"] = _("This is too long, or holds characters that cannot be kept.")
    given["files"] = visit.uploads
    if not wanted and not visit.uploads and not (form.text.data or "").strip():
        faults["text"] = _("Write what you would like to say.")
    if "amount" in wanted:
        try:
            given["amount"] = read_amount(form.amount.data or "", visit.words.locale)
        except Refused as refused:
            faults["amount"] = told(_, refused)
    if "of" in wanted:
        try:
            target, about = read_target(form.of.data or "")
            given |= {"target": target, "about": about}
        except Refused as refused:
            faults["of"] = told(_, refused)
    if "subject" in wanted:
        given["subject"] = (form.subject.data or "").strip()[:300]
    return Reply(**given), faults
