"""What can a customer take back right now, until when, and what would arrive? Reads only; nothing is promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.facts import gather
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.policy.decide import quote
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.resolve import rules_for_deposit
from panel_refunds.policy.snapshot import DepositFacts, Snapshot
from panel_refunds.policy.window import bounds


@dataclass(frozen=True, slots=True)
class DepositQuote:
    """One deposit's line: what of it may go back (units), until when its own money may be asked for, why not more."""

    deposit: Deposit
    left: int
    gross: int
    net: int | None
    closes_at: datetime | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class BalanceQuote:
    """The whole answer. ``receives`` is None while a fee is not known; ``bonus_at_stake`` would be cancelled."""

    customer_id: str
    currency: str
    at: datetime
    cash: int
    bonus: int
    held: int
    refundable: int
    receives: int | None
    bonus_at_stake: int
    deposits: tuple[DepositQuote, ...]
    decision: Decision


def quote_balance(
    desk: Desk, customer_id: str, *, currency: str | None = None, site_policy: str | None = None
) -> BalanceQuote:
    """Quote a wallet; refused with ``not_found`` for a customer without one in that currency."""
    policy = desk.tenant.policy_at(site_policy or desk.tenant.policy_name, desk.now())
    with desk.read() as books:
        wallet_id = books.find_wallet(customer_id, currency or desk.tenant.currency)
        if wallet_id is None:
            raise Refused("not_found", "This customer has no balance in that currency.", field="customer")
        wallet = books.wallet(wallet_id)
        gathered = gather(desk, books, wallet)
    snapshot = gathered.snapshot
    decision = quote(snapshot, procedure=policy, calendar=desk.tenant.calendar)
    lines = tuple(_line(desk, snapshot, deposit, decision) for deposit in gathered.deposits)
    touched = {refund.deposit_id for refund in decision.refunds if refund.touches_own_lot}
    stake = sum(lot.left for deposit_id in touched for lot in wallet.bonuses_of(deposit_id))
    return BalanceQuote(
        customer_id=customer_id,
        currency=wallet.currency,
        at=snapshot.at,
        cash=wallet.cash,
        bonus=wallet.bonus,
        held=wallet.held,
        refundable=decision.gross,
        receives=decision.net,
        bonus_at_stake=stake,
        deposits=lines,
        decision=decision,
    )


def _line(desk: Desk, snapshot: Snapshot, deposit: Deposit, decision: Decision) -> DepositQuote:
    plan = next((each for each in decision.refunds if each.deposit_id == deposit.deposit_id), None)
    facts = next(each for each in snapshot.deposits if each.deposit_id == deposit.deposit_id)
    return DepositQuote(
        deposit=deposit,
        left=facts.left,
        gross=plan.gross if plan else 0,
        net=plan.net if plan else 0,
        closes_at=_closes_at(desk, snapshot, facts),
        findings=tuple(finding for finding in decision.findings if finding.about in (None, deposit.deposit_id)),
    )


def _closes_at(desk: Desk, snapshot: Snapshot, facts: DepositFacts) -> datetime | None:
    """Until when the deposit's own money may be asked for; None without a limit, or without such money."""
    if not any(lot.kind == "deposit" and lot.left for lot in facts.lots):
        return None
    window = rules_for_deposit(facts.governed_by, method=facts.method, gateway=facts.gateway).deposits.window
    start = facts.credited_at
    if window.start == "last_use":
        start = snapshot.last_use_at or facts.credited_at
    return bounds(window, start, desk.tenant.calendar).closes_at
