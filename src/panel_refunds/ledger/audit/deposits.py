"""Deposits against the journal: credited once, with the fee that is known."""

from __future__ import annotations

from collections.abc import Iterator

from panel_refunds.ledger.account import CASH, PROCESSOR_FEES, clearing
from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.journal import JournalAudit
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import format_units


def check_deposit(deposit: Deposit, owner: tuple[str, str], journal: JournalAudit) -> Iterator[Fault]:
    """One deposit; ``owner`` are the customer and the currency of its wallet."""
    ids = (deposit.wallet_id, deposit.deposit_id)
    if (deposit.customer_id, deposit.currency) != owner:
        text = f"It is {deposit.customer_id}'s in {deposit.currency}, its wallet {owner[0]}'s in {owner[1]}."
        yield fault("deposit_misplaced", text, *ids)
    credited = journal.booked("deposit_credited", deposit.deposit_id)
    should_be = {clearing(deposit.gateway): -deposit.amount, CASH: deposit.amount}
    if credited.entries != 1 or credited.accounts != should_be or credited.at != deposit.credited_at:
        text = f"{format_units(deposit.amount)} through {deposit.gateway} were booked {_times(credited.entries)}"
        told = f"{text}." if credited.entries != 1 else f"{text}, with other figures or at another time."
        yield fault("deposit_not_credited", told, *ids)
    fee = journal.booked("fee_known", deposit.deposit_id)
    known = deposit.fee or 0
    # A fee of nothing moves nothing, so it has no entry.
    should_be = {PROCESSOR_FEES: -known, clearing(deposit.gateway): known} if known else {}
    if fee.entries != bool(known) or fee.accounts != should_be:
        booked = format_units(-fee.accounts[PROCESSOR_FEES])
        told = "unknown" if deposit.fee is None else format_units(known)
        text = f"The fee is {told}; {booked} were booked {_times(fee.entries)}."
        yield fault("deposit_fee_differs", text, *ids)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
