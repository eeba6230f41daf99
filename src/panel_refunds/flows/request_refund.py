"""A customer asks for money back.

Comes from the portal, the panel's ticket system (API), the command line or a story; leaves a ticket with a decision
and, where something can go back, a hold. Nothing is sent here: that is ``pay_refund``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from panel_refunds.errors import Refused
from panel_refunds.flows.asking_checks import ask_checks
from panel_refunds.flows.cancel_order import ask_cancel, ask_refill
from panel_refunds.flows.deciding import decide_now, fit_holds
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.facts import Gathered, gather
from panel_refunds.flows.review_refund import approve_by_rule, decline_by_rule
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.flows.ticketing import open_ticket, schedule_clock
from panel_refunds.money import parse_payable
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.order_request import refill_runs
from panel_refunds.policy.scope import deposits_in_scope
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.refunds.request import Ask, RefundRequest, Target
from panel_refunds.tickets.clock import due_at


@dataclass(frozen=True, slots=True)
class RefundAsked:
    """What a customer asks, as it came in.

    ``amount`` is a decimal string, ``"all"``, or None when not said. ``target`` and ``about`` name a deposit or an
    order by our id, or what orders gave back. ``opened_by`` is the staff member who asks for the customer, if one does.
    ``facts`` is what the panel knows of the moment, like ``ip_country``; only fraud checks look at it.
    """

    customer_id: str
    site: str
    policy: str
    amount: str | None
    target: Target = "everything"
    about: str | None = None
    subject: str = ""
    channel: str = "portal"
    text: str = ""
    currency: str | None = None
    opened_by: str | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def request_refund(desk: Desk, asked: RefundAsked) -> RefundRequest:
    """Open a request; returns it with what was decided, held and promised."""
    if asked.opened_by is not None:
        check_may(asked.opened_by, "ask for a customer")
    # 1. Who asks where, for what: refused here, it leaves no trace. (Clause 5)
    procedure = desk.tenant.policy_at(asked.policy, desk.now())
    wallet_id, currency = _find_money(desk, asked)
    ask = _read_ask(asked, procedure, currency)
    heard = ask_checks(desk, wallet_id, ask, asked.customer_id, asked.facts)

    # 2. Facts, decision and hold, in one transaction nobody else of this wallet can enter.
    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(wallet_id)
        gathered = gather(desk, books, wallet, ask=ask)
        _refuse_second(gathered, ask)
        now = desk.now()
        said = heard.findings
        decision = decide_now(desk, gathered, ask, procedure=procedure.label, submitted_at=now, said=said)
        request = _opened(desk, asked, ask, wallet_id, currency, procedure, decision)
        books.add_request(request)
        books.keep_facts(request.request_id, asked.facts, now)
        books.add_verdicts(request.request_id, heard.verdicts)
        books.add_decision(request.request_id, decision)
        fit_holds(desk, books, wallet, request, decision)
        open_ticket(desk, books, request, decision, asked.text)
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


def _find_money(desk: Desk, asked: RefundAsked) -> tuple[str, str]:
    """The wallet and currency that the request is about."""
    with desk.read() as books:
        if asked.target in ("deposit", "order"):
            noun = books.get_deposit if asked.target == "deposit" else books.get_order
            found = noun(asked.about or "")
            if found.customer_id != asked.customer_id:
                raise Refused("not_found", f"There is no such {asked.target} of this customer.", field="of")
            return found.wallet_id, found.currency
        currency = asked.currency or desk.tenant.currency
        wallet_id = books.find_wallet(asked.customer_id, currency)
        if wallet_id is None:
            raise Refused("not_found", "This customer has no balance in that currency.", field="customer")
        return wallet_id, currency


def _read_ask(asked: RefundAsked, procedure: PolicyVersion, currency: str) -> Ask:
    channels = procedure.rules.tickets.channels
    if asked.channel not in channels:
        text = "Refund requests are taken only as a ticket of the signed-in customer; please open one in your account."
        raise Refused("wrong_channel", text, field="channel", channels=", ".join(channels))
    everything = asked.amount == "all"
    amount = None if everything or asked.amount is None else parse_payable(asked.amount, currency)
    return Ask(
        amount,
        everything or (amount is None and "amount" not in procedure.rules.tickets.required),
        asked.target,
        asked.about,
        asked.subject,
        asked.channel,
        asked.text,
    )


def _refuse_second(gathered: Gathered, ask: Ask) -> None:
    """One open request per deposit, and per order. A request for everything takes what is not asked for yet."""
    if ask.target == "order" and gathered.snapshot.order and gathered.snapshot.order.open_request:
        raise Refused("request_open", request=gathered.snapshot.order.open_request, field="of")
    in_scope = deposits_in_scope(gathered.snapshot, ask)
    blocked = [deposit for deposit in in_scope if deposit.open_request]
    if blocked and len(blocked) == len(in_scope):
        raise Refused("request_open", request=blocked[0].open_request or "", field="of")


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
