"""Where is my money? The way of a request as dated steps: what is done, where it is now, what comes next.

The steps are made from what the API shows of a request, so that the page can say nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from panel_refunds.pages.portal.status_words import failure
from panel_refunds.pages.visit import Visit
from panel_refunds.web.answers.refunds import RefundView
from panel_refunds.web.answers.requests import RequestView

Mark = Literal["done", "now", "next", "stopped"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``at`` is the moment when it was done, ``text`` what there is to say of it."""

    title: str
    mark: Mark
    text: str = ""
    at: datetime | None = None


def track_of(visit: Visit, request: RequestView) -> list[Step]:
    """The steps of a request, oldest first."""
    asked = Step(visit.words("You asked"), "done", at=request.opened_at)
    if request.state in ("waiting_for_customer", "in_review"):
        return [asked, _answer(visit, request), *_to_come(visit)]
    if request.state in ("declined", "withdrawn"):
        return [asked, _ended(visit, request)]
    return [asked, _approved(visit, request), *_money(visit, request)]


def _answer(visit: Visit, request: RequestView) -> Step:
    _, figures = visit.words, visit.figures
    if request.state == "waiting_for_customer":
        if request.recommend == "offer" and request.offer_until:
            text = _("We have made you an offer. It stands until {moment}.", moment=figures.moment(request.offer_until))
        elif request.recommend == "ask":
            text = _("Something is missing. As soon as we have it, our time to answer begins.")
        else:
            text = _("We have asked you something. Our time to answer goes on when you reply.")
        return Step(_("We wait for you"), "now", text)
    if request.due_at is None or request.due is None:
        return Step(_("In review"), "now")
    if request.due_at < visit.desk.now():
        late = _("We wanted to answer by {day} and are late. We are sorry; your request is at the front now.")
        return Step(_("In review"), "now", late.format(day=figures.day(request.due)))
    return Step(_("In review"), "now", _("We answer by {day}.", day=figures.day(request.due)))


def _to_come(visit: Visit) -> list[Step]:
    _ = visit.words
    return [Step(_("Sent"), "next"), Step(_("Arrives"), "next")]


def _ended(visit: Visit, request: RequestView) -> Step:
    _ = visit.words
    if request.state == "withdrawn":
        return Step(_("Withdrawn"), "stopped", _("What was set aside is on your balance again."))
    stopped = next((refund for refund in request.refunds if refund.state == "stopped" and _is_stop(refund)), None)
    if stopped:
        return Step(_("Not sent"), "stopped", failure(_, stopped.why))
    text = _("What was set aside is on your balance again. Our reason is below.")
    return Step(_("Declined"), "stopped", text, request.decided_at)


def _is_stop(refund: RefundView) -> bool:
    return refund.why in ("account_terminated", "account_forfeited", "payment_disputed")


def _approved(visit: Visit, request: RequestView) -> Step:
    return Step(visit.words("Approved"), "done", at=request.decided_at)


def _money(visit: Visit, request: RequestView) -> list[Step]:
    _, figures = visit.words, visit.figures
    if request.state == "approved":
        if any(refund.queued_at for refund in request.refunds):
            text = _(
                "The payment service is waiting for funds. Your money stays set aside, and we try again by ourselves."
            )
        else:
            text = _("It is handed to the payment service as soon as possible.")
        return [Step(_("Being sent"), "now", text), Step(_("Arrives"), "next")]
    if request.state == "sending":
        text = _(
            "We have handed it over and wait for the payment service to confirm. It is sent once, whatever happens."
        )
        return [Step(_("Being sent"), "now", text), Step(_("Arrives"), "next")]
    if request.state == "failed":
        why = next((refund.why for refund in request.refunds if refund.state == "failed"), None)
        text = failure(_, why) + " " + _("The money is on your balance again.")
        return [Step(_("Did not go through"), "stopped", text)]
    sent_at = max((refund.sent_at for refund in request.refunds if refund.sent_at), default=None)
    if request.arrival is None:
        return [Step(_("Sent"), "done", at=sent_at)]
    first, last = figures.day(request.arrival.first), figures.day(request.arrival.last)
    today = visit.tenant.calendar.day_of(visit.desk.now())
    if request.state == "paid" and today > request.arrival.last:
        text = _(
            "It should have arrived between {first} and {last}. If you cannot see it, give your bank the reference."
        )
        return [Step(_("Sent"), "done", at=sent_at), Step(_("Done"), "done", text.format(first=first, last=last))]
    text = _("It should arrive between {first} and {last}.", first=first, last=last)
    return [Step(_("Sent"), "done", at=sent_at), Step(_("Arrives"), "now", text)]
