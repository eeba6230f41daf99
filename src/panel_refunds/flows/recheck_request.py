"""Something speaks against a payment after money was asked back: the checks are asked again before anything is sent.

A bank's early warning of fraud is such a thing. What was not sent goes back to review where a check of the tenant now
asks for a person, or says no; what a gateway has already goes on. The staff finds a note in the ticket, the customer is
told nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from panel_refunds.flows.asking_checks import ask_checks
from panel_refunds.flows.deciding import close_unsent_attempts, redecide
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.review_refund import put_back_in_review
from panel_refunds.flows.ticketing import note
from panel_refunds.policy.finding import Finding
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Books
from panel_refunds.tickets.clock import due_at


def recheck_request(desk: Desk, request_id: str, *, why: str) -> RefundRequest:
    """Ask the checks again for an open request, with a note that says ``why``."""
    # 1. The checks, with nothing locked.
    with desk.read() as books:
        request = books.get_request(request_id)
        facts = books.facts_of(request_id)
    heard = ask_checks(desk, request.wallet_id, request.ask, request.customer_id, facts)
    said = heard.findings

    # 2. What they say now counts for what was not sent.
    with desk.begin(request.wallet_id) as books:
        wallet = books.wallet(request.wallet_id)
        request = books.get_request(request_id)
        books.add_verdicts(request_id, heard.verdicts)
        if not request.open:
            return request
        note(desk, books, request, "note", why)
        unsent = _unsent(books, request)
        if request.state == "approved" and unsent and _against(said):
            for refund in unsent:
                books.save_refund(replace(refund, state="held", task=None))
                books.unschedule("pay", refund.refund_id)
                close_unsent_attempts(books, refund, "back in review")
            request, _ = redecide(desk, books, wallet, request, said)
            review = desk.tenant.policy_labelled(request.policy).rules.review
            due = due_at(desk.now(), review.within, desk.tenant.calendar)
            request = replace(request, due_at=due, decided_at=None, decided_by=())
            request = put_back_in_review(desk, books, request)
        elif request.state in ("in_review", "waiting_for_customer"):
            request, _ = redecide(desk, books, wallet, request, said)
    return request


def _unsent(books: Books, request: RefundRequest) -> Sequence[Refund]:
    """The refunds that only wait to be sent; none where a part of the request is on its way already."""
    refunds = [refund for refund in books.refunds_of(request.request_id) if refund.state != "stopped"]
    return () if any(refund.state != "approved" or _is_out(books, refund) for refund in refunds) else refunds


def _is_out(books: Books, refund: Refund) -> bool:
    attempt = books.find_open_attempt(refund.deposit_id)
    return attempt is not None and attempt.state != "prepared"


def _against(said: Sequence[Finding]) -> bool:
    return any(finding.effect in ("deny", "review") for finding in said)
