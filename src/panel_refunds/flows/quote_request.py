"""What would this very request get? The same facts and the same decision as asking, and nothing is written.

The customer sees it before the button: what leaves the balance, what is kept, what arrives, which bonus is cancelled,
until when we answer and when it arrives. Fraud checks are not asked: they speak of requests, and this is none yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from panel_refunds.flows.deciding import decide_now
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.facts import gather
from panel_refunds.flows.reading_ask import RefundAsked, find_money, read_ask, refuse_second
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.settings import PayoutRules, PolicyVersion
from panel_refunds.refunds.request import Ask
from panel_refunds.tickets.arrival import Arrival, arrival
from panel_refunds.tickets.clock import due_at


@dataclass(frozen=True, slots=True)
class RequestQuote:
    """What the policy says of a request that is not made yet.

    ``bonus_cancelled`` (units) would be taken out of use. ``due_at`` is the end of the day until which finance would
    answer; ``arrives`` begins with an answer today and ends with one on the last day. Both are None where nothing
    would be sent. ``deposits`` are those that the decision speaks of, by id.
    """

    customer_id: str
    currency: str
    at: datetime
    ask: Ask
    decision: Decision
    bonus_cancelled: int
    due_at: datetime | None
    arrives: Arrival | None
    deposits: dict[str, Deposit]


def quote_request(desk: Desk, asked: RefundAsked) -> RequestQuote:
    """Decide ``asked`` as if it were asked now; refused as asking would be."""
    procedure = desk.tenant.policy_at(asked.policy, desk.now())
    wallet_id, currency = find_money(desk, asked)
    ask = read_ask(asked, procedure, currency)
    with desk.read() as books:
        wallet = books.wallet(wallet_id)
        gathered = gather(desk, books, wallet, ask=ask)
    refuse_second(gathered, ask)
    now = desk.now()
    decision = decide_now(desk, gathered, ask, procedure=procedure.label, submitted_at=now)
    complete = decision.recommend != "ask"
    due = due_at(now, procedure.rules.review.within, desk.tenant.calendar) if complete else None
    return RequestQuote(
        customer_id=asked.customer_id,
        currency=currency,
        at=now,
        ask=ask,
        decision=decision,
        bonus_cancelled=_at_stake(wallet, decision),
        due_at=due,
        arrives=_arrives(desk, procedure, now, due) if due and decision.refunds else None,
        deposits={deposit.deposit_id: deposit for deposit in gathered.deposits},
    )


def _at_stake(wallet: Wallet, decision: Decision) -> int:
    """What is left of the bonuses that go with the deposits. (Clause 2.3)"""
    touched = {refund.deposit_id for refund in decision.refunds if refund.touches_own_lot}
    return sum(lot.left for deposit_id in sorted(touched) for lot in wallet.bonuses_of(deposit_id))


def _arrives(desk: Desk, procedure: PolicyVersion, now: datetime, due: datetime) -> Arrival:
    rules: PayoutRules = procedure.rules.payout
    latest = now if rules.arrives_from == "request" else due
    first, last = (arrival(rules, moment, desk.tenant.calendar) for moment in (now, latest))
    return Arrival(first.first, last.last)
