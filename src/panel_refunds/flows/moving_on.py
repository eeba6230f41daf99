"""A request that was decided anew goes where the decision says: back to finance, to the customer, or on by rule.

The step that a reply, a confirmed offer, a fee that becomes known and an order's status share. Inside the caller's
transaction.
"""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.flows.deciding import redecide
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.review_refund import approve_by_rule, decline_by_rule, put_back_in_review
from panel_refunds.flows.ticketing import schedule_clock, tell
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.policy.decision import Decision
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Books
from panel_refunds.tickets import letters


def redecide_waiting(desk: Desk, books: Books, wallet: Wallet, *, about: str) -> None:
    """Decide again every request of the wallet that waits for ``about``: a deposit's fee, or an order's status."""
    for request in books.open_requests(wallet.wallet_id):
        if request.recommend != "wait" or request.state not in ("in_review", "waiting_for_customer"):
            continue
        concerned = request.ask.about == about or any(
            refund.deposit_id == about for refund in books.refunds_of(request.request_id)
        )
        if concerned:
            decided, decision = redecide(desk, books, wallet, request)
            # Where finance has asked the customer something, the answer is still to come.
            if decision.recommend != "wait" and decided.state == "in_review":
                move_on(desk, books, decided, decision)


def move_on(desk: Desk, books: Books, request: RefundRequest, decision: Decision) -> RefundRequest:
    """Bring ``request`` into the state that its new decision asks for, and tell the customer."""
    now, calendar = desk.now(), desk.tenant.calendar
    if decision.recommend in ("ask", "offer"):
        rules = desk.tenant.policy_labelled(request.policy).rules
        until = calendar.after(now, rules.tickets.offer_stands) if decision.recommend == "offer" else None
        request = replace(request, state="waiting_for_customer", offer_until=until, paused_at=request.paused_at or now)
        books.save_request(request)
        schedule_clock(desk, books, request)
    else:
        request = put_back_in_review(desk, books, request)
    letter = letters.received(decision, request.currency, request.due_at, calendar)
    tell(desk, books, request, "request_received", letter)
    if request.state == "in_review":
        request = approve_by_rule(desk, books, request, decision)
        request = decline_by_rule(desk, books, request, decision)
    return request
