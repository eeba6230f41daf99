"""A customer asks for money back.

Comes from the portal, the panel's ticket system (API), the command line or a story; leaves a ticket with a decision
and, where something can go back, a hold. Nothing is sent here: that is ``pay_refund``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from panel_refunds.flows.asking_checks import ask_checks
from panel_refunds.flows.attaching import attach, kept_files
from panel_refunds.flows.cancel_order import ask_cancel, ask_refill
from panel_refunds.flows.deciding import decide_now, fit_holds
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.facts import Gathered, gather
from panel_refunds.flows.reading_ask import RefundAsked, find_money, read_ask, refuse_second
from panel_refunds.flows.review_refund import approve_by_rule, decline_by_rule
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.flows.ticketing import open_ticket, schedule_clock
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.order_request import refill_runs
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.refunds.request import Ask, RefundRequest
from panel_refunds.tickets.clock import due_at

__all__ = ["RefundAsked", "request_refund"]


def request_refund(desk: Desk, asked: RefundAsked) -> RefundRequest:
    """Open a request; returns it with what was decided, held and promised."""
    if asked.opened_by is not None:
        check_may(asked.opened_by, "ask for a customer")
    # 1. Who asks where, for what: refused here, it leaves no trace. (Clause 5)
    procedure = desk.tenant.policy_at(asked.policy, desk.now())
    wallet_id, currency = find_money(desk, asked)
    ask = read_ask(asked, procedure, currency)
    heard = ask_checks(desk, wallet_id, ask, asked.customer_id, asked.facts)

    # 2. Facts, decision and hold, in one transaction nobody else of this wallet can enter.
    with kept_files(desk, asked.files) as files, desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(wallet_id)
        gathered = gather(desk, books, wallet, ask=ask)
        refuse_second(gathered, ask)
        now = desk.now()
        said = heard.findings
        decision = decide_now(desk, gathered, ask, procedure=procedure.label, submitted_at=now, said=said)
        request = _opened(desk, asked, ask, wallet_id, currency, procedure, decision)
        books.add_request(request)
        books.keep_facts(request.request_id, asked.facts, now)
        books.add_verdicts(request.request_id, heard.verdicts)
        books.add_decision(request.request_id, decision)
        fit_holds(desk, books, wallet, request, decision)
        attach(books, open_ticket(desk, books, request, decision, asked.text), files)
        schedule_clock(desk, books, request)
        request = approve_by_rule(desk, books, request, decision)
        request = decline_by_rule(desk, books, request, decision)
        wish = _wish(decision, gathered)
        if wish and ask.about:
            books.schedule(f"{wish}_order", ask.about, now)
        desk.remember(books, request.request_id)

    # 3. The provider is asked outside of any transaction; the worker asks again should we die before.
    if wish == "cancel" and ask.about:
        ask_cancel(desk, ask.about)
    if wish == "refill" and ask.about:
        ask_refill(desk, ask.about)
    return request


def _opened(
    desk: Desk,
    asked: RefundAsked,
    ask: Ask,
    wallet_id: str,
    currency: str,
    procedure: PolicyVersion,
    decision: Decision,
) -> RefundRequest:
    now = desk.now()
    complete = decision.recommend != "ask"
    waiting = decision.recommend in ("ask", "offer")
    review, calendar = procedure.rules.review, desk.tenant.calendar
    offer_until: datetime | None = None
    if decision.recommend == "offer":
        offer_until = calendar.after(now, procedure.rules.tickets.offer_stands)
    return RefundRequest(
        request_id=desk.new_id("request"),
        wallet_id=wallet_id,
        customer_id=asked.customer_id,
        currency=currency,
        site=asked.site,
        ask=ask,
        state="waiting_for_customer" if waiting else "in_review",
        recommend=decision.recommend,
        policy=procedure.label,
        opened_at=now,
        submitted_at=now if complete else None,
        due_at=due_at(now, review.within, calendar) if complete else None,
        offer_until=offer_until,
        paused_at=now if waiting else None,
        decision_id=decision.decision_id,
        opened_by=asked.opened_by,
    )


def _wish(decision: Decision, gathered: Gathered) -> Literal["cancel", "refill"] | None:
    """What the provider is asked on the customer's behalf."""
    order = gathered.snapshot.order
    codes = {finding.code for finding in decision.findings}
    if order and "order_not_started" in codes:
        return "cancel"
    if order and "order_completed" in codes and refill_runs(order, gathered.snapshot.at):
        return "refill"
    return None
