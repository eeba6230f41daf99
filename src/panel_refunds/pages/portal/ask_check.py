"""Asking for money back, last page: what was typed and exactly what would happen, then the button that sends it."""

from __future__ import annotations

import hashlib
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Replayed
from panel_refunds.flows.quote_request import RequestQuote, quote_request
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.file_words import (
    ABOUT_FILES,
    FIELD,
    check_uploads,
    files_field,
    told_of_files,
)
from panel_refunds.pages.portal.ask import ask_page, read_asked_or_missing
from panel_refunds.pages.portal.ask_form import Asked, AskForm, choices_of, tickets_of
from panel_refunds.pages.portal.quote_lines import lines_of
from panel_refunds.pages.portal.reasons import reason_of
from panel_refunds.pages.portal.refusals import told
from panel_refunds.pages.portal.typed import typed_amount
from panel_refunds.pages.visit import Visit

_FIELDS = {"amount": "amount", "deposit": "of", "order": "of", "reason": "text", "subject": "subject"}


def again(visit: Visit) -> Answer:
    """Whoever reloads a page that was sent begins at the form."""
    return GoTo(visit.address_of("ask"))


def check(visit: Visit) -> Answer:
    """Everything once more, with the exact lines; what is wrong leads back to its field."""
    asked = read_asked_or_missing(visit, AskForm.read(visit))
    if asked.faults:
        return ask_page(visit, asked.form, asked.faults)
    try:
        quote = quote_request(visit.desk, asked.asked)
    except Refused as refused:
        return _refused(visit, asked, refused)
    faults = {
        _FIELDS.get(finding.code.removesuffix("_missing"), "amount"): reason_of(visit, finding, quote.currency).text
        for finding in quote.decision.findings
        if finding.effect == "ask"
    }
    if faults:
        return ask_page(visit, asked.form, faults)
    return _check_page(visit, asked, quote)


def _check_page(visit: Visit, asked: Asked, quote: RequestQuote, refused: Refused | None = None) -> Show:
    """Everything once more; ``refused`` says what is wrong with the files that came with it."""
    possible = quote.decision.gross
    faults = {FIELD: told_of_files(visit, refused)} if refused else {}
    given = {
        "faults": faults,
        **files_field(visit),
        "form": asked.form,
        "asked": asked.asked,
        "lines": lines_of(visit, quote),
        "chosen": _chosen(visit, asked, quote.currency),
        "less": typed_amount(possible, quote.currency, visit.words.locale) if possible else "",
    }
    return Show("portal/ask_check.html", given, status=422 if faults else 200)


def send(visit: Visit) -> Answer:
    """Open the request and go to its page. The same form sent twice, or again after going back, is one request."""
    asked = read_asked_or_missing(visit, AskForm.read(visit))
    if asked.faults:
        return ask_page(visit, asked.form, asked.faults)
    what = _digest(asked.asked)
    try:
        check_uploads(visit)
        request = request_refund(visit.desk_once(f"{asked.form.once.data}:{what[:16]}", what), asked.asked)
    except Replayed as replayed:
        return GoTo(visit.address_of("request", request=replayed.subject))
    except Refused as refused:
        return _files_refused(visit, asked, refused) if refused.code in ABOUT_FILES else _refused(visit, asked, refused)
    visit.wake()
    return GoTo(visit.address_of("request", request=request.request_id))


def _files_refused(visit: Visit, asked: Asked, refused: Refused) -> Show:
    """The same page again, with what would happen now."""
    try:
        return _check_page(visit, asked, quote_request(visit.desk, asked.asked), refused)
    except Refused as other:
        return _refused(visit, asked, other)


def _refused(visit: Visit, asked: Asked, refused: Refused) -> Show:
    field: Any = "of" if refused.code in ("request_open", "not_found") else "amount"
    faults = {field: told(visit.words, refused)}
    return ask_page(visit, asked.form, faults, open_request=refused.facts.get("request"))


def _chosen(visit: Visit, asked: Asked, currency: str) -> str:
    of = asked.form.of.data or ""
    choices = choices_of(visit, currency, of, tickets_of(visit))
    return next((choice.text for choice in choices if choice.value == of), of)


def _digest(asked: RefundAsked) -> str:
    """What a form asks, all of it: another amount under the same form is another wish, and no repetition."""
    told = (asked.amount, asked.target, asked.about, asked.subject, asked.text, asked.currency, asked.files)
    return hashlib.sha256(repr(told).encode()).hexdigest()
