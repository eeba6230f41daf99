"""Asking for money back, first page: how much, of what, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.flows.quote_request import RequestQuote, quote_request
from panel_refunds.flows.reading_ask import RefundAsked, find_money
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.portal.ask_form import (
    CHANNEL,
    Asked,
    AskForm,
    choices_of,
    read_asked,
    read_target,
    tickets_of,
)
from panel_refunds.pages.portal.quote_lines import lines_of
from panel_refunds.pages.portal.refusals import missing, told
from panel_refunds.pages.portal.typed import typed_amount
from panel_refunds.pages.visit import Visit

NO_FAULTS: Mapping[str, str] = {}


def show(visit: Visit) -> Answer:
    """The form, with the most that can go back in it; a customer without such money sees the balance."""
    of = visit.query.get("of", "")
    try:
        _wallet, currency = find_money(visit.desk, _everything_of(visit, of))
    except Refused:
        return missing(visit) if of or "currency" in visit.query else GoTo(visit.address_of("balance"))
    of = of or _first_choice(visit, currency)
    try:
        most = quote_request(visit.desk, _everything_of(visit, of))
    except Refused as refused:
        if "request" not in refused.facts:
            raise
        return Show("portal/ask_open.html", {"request": refused.facts["request"]})
    amount = typed_amount(most.decision.gross, currency, visit.words.locale) if most.decision.gross else ""
    form = AskForm.fresh(visit, currency=currency, amount=amount, of=of, subject=first_subject(visit))
    return ask_page(visit, form, most=most)


def _everything_of(visit: Visit, of: str) -> RefundAsked:
    """The most that can be asked; it does not depend on the words."""
    target, about = read_target(of)
    currency = visit.query.get("currency") or None
    subject = first_subject(visit)
    return RefundAsked(
        visit.customer, visit.host, visit.policy_name, "all", target, about, subject, CHANNEL, "-", currency
    )


def _first_choice(visit: Visit, currency: str) -> str:
    """What stands first in the list: everything, or where the policy wants one named, the oldest deposit."""
    choices = choices_of(visit, currency, "", tickets_of(visit))
    return choices[0].value if choices else ""


def send(visit: Visit) -> Answer:
    """Back from the next page: the form as it was typed."""
    return ask_page(visit, AskForm.read(visit))


def quote(visit: Visit) -> Answer:
    """What this would get, as a piece of the page while somebody types; what is wrong is said when they go on."""
    asked = read_asked_or_missing(visit, AskForm.read(visit))
    given: dict[str, Any] = {"quote": None, "said": ""}
    if not asked.faults and asked.asked.amount is not None:
        try:
            given["quote"] = lines_of(visit, quote_request(visit.desk, asked.asked))
        except Refused as refused:
            given["said"] = told(visit.words, refused)
    return Show("portal/ask_quote.html", given)


def ask_page(
    visit: Visit,
    form: Any,
    faults: Mapping[str, str] = NO_FAULTS,
    *,
    most: RequestQuote | None = None,
    open_request: str | None = None,
) -> Show:
    """The form with everything around it; ``faults`` are what is wrong, by field."""
    tickets = tickets_of(visit)
    currency = form.currency.data or visit.tenant.currency
    given = {
        "form": form,
        "faults": faults,
        "open_request": open_request,
        "choices": choices_of(visit, currency, form.of.data or "", tickets),
        "subjects": tickets.subjects,
        "required": tickets.required,
        "currency": currency,
        "most": lines_of(visit, most) if most else None,
    }
    return Show("portal/ask.html", given, status=422 if faults else 200)


def read_asked_or_missing(visit: Visit, form: Any) -> Asked:
    """What the form asks; a target that nobody offered is what is wrong with ``of``."""
    try:
        return read_asked(visit, form)
    except Refused as refused:
        form.of.data = ""
        asked = read_asked(visit, form)
        return Asked(form, asked.asked, {**asked.faults, "of": told(visit.words, refused)})


def first_subject(visit: Visit) -> str:
    """The subject that the policy wants, filled in."""
    return next(iter(tickets_of(visit).subjects), "")
