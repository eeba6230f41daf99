"""Disputes against their deposits, their holds and the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from panel_refunds.ledger.account import DISPUTE_LOSSES, clearing
from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.journal import JournalAudit
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import format_units
from panel_refunds.refunds.audit.wallet_facts import WalletFacts
from panel_refunds.refunds.dispute import Dispute


def check_disputes(facts: WalletFacts, journal: JournalAudit, free: Mapping[str, int]) -> Iterator[Fault]:
    """Every dispute of the wallet, and what its deposits say of theirs; ``free`` is own money by deposit."""
    for dispute in facts.disputes:
        deposit = facts.deposits.get(dispute.deposit_id)
        if deposit is None:
            text = "Its deposit is not one of its wallet."
            yield fault("dispute_misplaced", text, facts.wallet_id, dispute.dispute_id, dispute.deposit_id)
            continue
        yield from _booked(facts, dispute, deposit, journal)
        yield from _cost(facts, dispute, journal)
        yield from _held(facts, dispute)
        if dispute.state == "lost":
            yield from _nothing_sent_after(facts, dispute)
    for deposit in facts.deposits.values():
        yield from _told_by_deposit(facts, deposit, free.get(deposit.deposit_id, 0))


def _told_by_deposit(facts: WalletFacts, deposit: Deposit, free: int) -> Iterator[Fault]:
    mine = facts.disputes_of[deposit.deposit_id]
    ids = (facts.wallet_id, deposit.deposit_id, *(dispute.dispute_id for dispute in mine))
    told = mine[-1].state if mine else "none"
    if deposit.dispute != told:
        text = f"Its deposit says {deposit.dispute}, its newest dispute {told}."
        yield fault("dispute_state_differs", text, *ids)
    if sum(dispute.state in ("inquiry", "open") for dispute in mine) > 1:
        yield fault("disputes_open_twice", "More than one dispute is undecided.", *ids)
    if deposit.dispute == "open" and free:
        text = f"{format_units(free)} are free though the payment is disputed."
        yield fault("disputed_money_free", text, *ids)
    uncovered = sum(_uncovered(facts, dispute) for dispute in mine if dispute.state == "lost")
    if uncovered > 0 and free:
        text = f"{format_units(free)} are free though {format_units(uncovered)} of a lost dispute are not covered."
        yield fault("disputed_money_free", text, *ids)


def _booked(facts: WalletFacts, dispute: Dispute, deposit: Deposit, journal: JournalAudit) -> Iterator[Fault]:
    booked = journal.booked("dispute_lost", dispute.dispute_id)
    lost = dispute.amount if dispute.state == "lost" else 0
    if booked.entries != (dispute.state == "lost") or booked.accounts[clearing(deposit.gateway)] != lost:
        text = f"It is {dispute.state} about {format_units(dispute.amount)}, and was booked {booked.entries} times."
        yield fault("dispute_not_booked", text, facts.wallet_id, dispute.dispute_id, deposit.deposit_id)


def _cost(facts: WalletFacts, dispute: Dispute, journal: JournalAudit) -> Iterator[Fault]:
    """What the house bears of a dispute: what the bank took, less what was settled for it then and since."""
    entries = [journal.booked(kind, dispute.dispute_id) for kind in ("dispute_lost", "loss_covered")]
    booked = -sum(entry.accounts[DISPUTE_LOSSES] for entry in entries)
    cost = _uncovered(facts, dispute) if dispute.state == "lost" else 0
    if booked != cost or cost < 0:
        text = (
            f"It is {dispute.state} and should cost the house {format_units(cost)}; booked are {format_units(booked)}."
        )
        yield fault("dispute_loss_differs", text, facts.wallet_id, dispute.dispute_id, dispute.deposit_id)


def _uncovered(facts: WalletFacts, dispute: Dispute) -> int:
    settled = (hold.amount for hold in facts.holds_of[dispute.dispute_id] if hold.state == "settled")
    return dispute.amount - sum(settled)


def _held(facts: WalletFacts, dispute: Dispute) -> Iterator[Fault]:
    for hold in facts.holds_of[dispute.dispute_id]:
        if hold.purpose != "dispute":
            text = f"A hold of a dispute says that it is for a {hold.purpose}."
            yield fault("hold_misplaced", text, facts.wallet_id, dispute.dispute_id, hold.hold_id)
        if hold.state == "open" and dispute.state != "open":
            text = f"It is {dispute.state}, and {format_units(hold.amount)} are still set aside for it."
            yield fault("dispute_holds_differ", text, facts.wallet_id, dispute.dispute_id, hold.hold_id)


def _nothing_sent_after(facts: WalletFacts, dispute: Dispute) -> Iterator[Fault]:
    """What a gateway had before goes on and is recorded; nothing new is sent once the payment is lost."""
    if dispute.closed_at is None:
        return
    for refund in facts.refunds_of_deposit[dispute.deposit_id]:
        attempts = facts.attempts_of[refund.refund_id]
        sent = [attempt.first_sent_at for attempt in attempts if attempt.first_sent_at]
        by_hand = [refund.paid_at] if refund.state == "paid" and not attempts and refund.paid_at else []
        if any(moment > dispute.closed_at for moment in (*sent, *by_hand)):
            text = f"The dispute was lost on {dispute.closed_at.isoformat()}, and a refund was sent later."
            yield fault("refund_after_loss", text, facts.wallet_id, refund.refund_id, dispute.dispute_id)
