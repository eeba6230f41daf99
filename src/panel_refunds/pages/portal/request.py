"""One request: where the money is, what happens next, why, and everything that was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.flows.ticketing import arrival_of
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import format_units, parse_units
from panel_refunds.pages.answer import Answer, Show
from panel_refunds.pages.file_words import files_field
from panel_refunds.pages.portal.ask_form import Choice, choices_of, tickets_of
from panel_refunds.pages.portal.quote_lines import deposit_name
from panel_refunds.pages.portal.reasons import Reason, reasons_of
from panel_refunds.pages.portal.refusals import missing
from panel_refunds.pages.portal.reply_form import ReplyForm
from panel_refunds.pages.portal.requests import amount_asked
from panel_refunds.pages.portal.status_words import Status, failure, refund_status, request_status
from panel_refunds.pages.portal.sums import SumLine, sum_about
from panel_refunds.pages.portal.track import track_of
from panel_refunds.pages.visit import Visit
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.web.answers.refunds import RefundView
from panel_refunds.web.answers.requests import RequestView, show_request

NO_FAULTS: Mapping[str, str] = {}
REASONS_MATTER = frozenset({"waiting_for_customer", "in_review", "declined"})
"""Where it is still open, or the answer was no, the page says why; what was paid needs no excuse."""


@dataclass(frozen=True, slots=True)
class RefundLines:
    """One movement back to one payment, as the page shows it; ``back`` is what is on the balance again."""

    status: Status
    name: str
    payment: str
    sum: list[SumLine]
    reference: str | None
    why: str
    back: str | None


def show(visit: Visit) -> Answer:
    """The page of a request of this customer's."""
    request = find_own(visit)
    return missing(visit) if request is None else request_page(visit, request)


def find_own(visit: Visit) -> RefundRequest | None:
    """The request that the address names, if it is this customer's."""
    with visit.desk.read() as books:
        try:
            request = books.get_request(visit.path["request"])
        except Refused:
            return None
    return request if request.customer_id == visit.customer else None


def request_page(
    visit: Visit,
    request: RefundRequest,
    *,
    form: Any = None,
    faults: Mapping[str, str] = NO_FAULTS,
    problem: str | None = None,
) -> Show:
    """The page with a reply form; ``problem`` says what could not be done a moment ago."""
    view = show_request(visit, request)
    wanted = fields_wanted(view)
    given = {
        **request_given(visit, request, view),
        "track": track_of(visit, view),
        "form": form or ReplyForm.fresh(visit, subject=next(iter(tickets_of(visit).subjects), "")),
        "faults": faults,
        "problem": problem,
        "wanted": wanted,
        "choices": _choices(visit, request) if "of" in wanted else [],
        "can_reply": request.open or request.state == "failed",
        "can_withdraw": request.state in ("waiting_for_customer", "in_review", "approved"),
        **files_field(visit),
        "is_offer": request.state == "waiting_for_customer" and request.recommend == "offer",
    }
    return Show("portal/request.html", given, status=422 if faults else 409 if problem else 200)


def request_given(visit: Visit, request: RefundRequest, view: RequestView) -> dict[str, Any]:
    """What both the page and the receipt show of a request."""
    with visit.desk.read() as books:
        deposits = books.deposits_by_id(sorted({refund.deposit for refund in view.refunds}))
        told = [each for each in books.actions_of(request.request_id) if each.action == "decline"]
    lines = view.decision.lines if view.decision else []
    reasons: list[Reason] = []
    if request.state in REASONS_MATTER:
        reasons = reasons_of(visit, lines, request.currency)
    decision = view.decision
    amount = visit.figures.amount
    return {
        "request": view,
        "status": request_status(visit.words, request.state),
        "asked": amount_asked(visit, request),
        "reasons": reasons,
        # A rule's words are the reasons themselves; a person's are shown as they were written.
        "told": [each.text for each in told if not each.actor.startswith("rule:")]
        if request.state == "declined"
        else [],
        "refunds": [_lines(visit, view, refund, deposits[refund.deposit]) for refund in view.refunds],
        "total": _total(visit, view, request.currency),
        "offer": (
            (amount(decision.gross, request.currency), decision.net and amount(decision.net, request.currency))
            if decision
            else None
        ),
        "arrives": arrival_of(visit.desk, request, request.last_sent_at) if request.last_sent_at else None,
    }


def fields_wanted(view: RequestView) -> frozenset[str]:
    """What a reply has to bring along, where the request is not complete."""
    if view.state != "waiting_for_customer" or view.decision is None or view.recommend != "ask":
        return frozenset()
    names = {"amount": "amount", "deposit": "of", "order": "of", "subject": "subject"}
    gaps = {line.code.removesuffix("_missing") for line in view.decision.lines if line.effect == "ask"}
    return frozenset(names[gap] for gap in gaps if gap in names)


def _choices(visit: Visit, request: RefundRequest) -> list[Choice]:
    rules = visit.tenant.policy_labelled(request.policy).rules.tickets
    return choices_of(visit, request.currency, "", rules)


def _lines(visit: Visit, view: RequestView, refund: RefundView, deposit: Deposit) -> RefundLines:
    amount, currency = visit.figures.amount, refund.currency

    lines = view.decision.lines if view.decision else []
    explained = sum_about(visit, lines, refund.deposit, currency)
    return RefundLines(
        status=refund_status(visit.words, refund.state),
        name=deposit_name(visit, deposit.display, format_units(deposit.amount, currency), currency),
        payment=deposit.payment,
        sum=explained if len(explained) > 1 else _plain_sum(visit, refund),
        reference=refund.reference,
        why=failure(visit.words, refund.why) if refund.state in ("failed", "stopped") and not _let_go(refund) else "",
        back=amount(refund.gross, currency) if refund.state == "failed" or _let_go(refund) else None,
    )


def _plain_sum(visit: Visit, refund: RefundView) -> list[SumLine]:
    """Where the decision explains no sum: what leaves, what is kept of it, what arrives."""
    _, currency = visit.words, refund.currency

    def shown(text: str | None) -> str | None:
        return None if text is None else visit.figures.amount(text, currency)

    kept = [(_("Our fee"), refund.own_fee), (_("Bonus that was spent"), refund.bonus_deducted)]
    return [
        SumLine("start", _("Leaves your balance"), shown(refund.gross)),
        SumLine("less", _("Payment processor's fee"), shown(refund.processor_fee), _("not known yet")),
        *(SumLine("less", word, shown(text)) for word, text in kept if text.strip("0.")),
        SumLine("total", _("Arrives"), shown(refund.net)),
    ]


def _let_go(refund: RefundView) -> bool:
    """Whether it ended with the request, and its money is simply free again."""
    return refund.state == "stopped" and refund.why in ("declined", "withdrawn")


def _total(visit: Visit, view: RequestView, currency: str) -> str | None:
    """What arrives, or arrived, all refunds together; None while nothing stands or a fee is not known."""
    standing = [refund for refund in view.refunds if refund.state not in ("failed", "stopped")]
    if not standing or any(refund.net is None for refund in standing):
        return None
    return visit.figures.money(sum(parse_units(refund.net or "0") for refund in standing), currency)
