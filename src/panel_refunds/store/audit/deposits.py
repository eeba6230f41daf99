"""Deposits and disputes against their entries: credited once, the fee booked once, contested money not free."""

from __future__ import annotations

from collections.abc import Iterator

from panel_refunds.ledger.account import CASH, DISPUTE_LOSSES, FORFEITS, PROCESSOR_FEES
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import format_units
from panel_refunds.refunds.dispute import Dispute
from panel_refunds.store.audit_facts import WalletFacts
from panel_refunds.store.audit_wallet import GATEWAYS, Fault, Moved, Movements

_NOTHING = Moved()


def check_deposits(facts: WalletFacts, moved: Movements) -> Iterator[Fault]:
    """Every deposit and dispute of one wallet, and that a forfeited account has nothing left."""
    wallet = facts.kept.wallet_id
    for deposit in facts.deposits:
        ids = (wallet, deposit.deposit_id)
        yield from _check_credit(facts, deposit, moved, ids)
        yield from _check_dispute_state(facts, deposit, ids)
    for dispute in facts.disputes:
        yield from _check_dispute(facts, dispute, moved, (wallet, dispute.dispute_id))
    for lot in facts.lots:
        if facts.flags[lot.lot_id] != lot.open:
            text = f"{lot.lot_id} is marked {'open' if facts.flags[lot.lot_id] else 'used up'} and is not."
            yield Fault("lot_open_flag_wrong", text, (wallet, lot.lot_id))
    # A policy may let a forfeiture take the bonus alone; then own money stays, and none was ever forfeited.
    took = moved.get(("forfeited", facts.kept.customer_id), _NOTHING).sums[FORFEITS]
    if facts.forfeited and took and any(lot.is_cash and lot.left for lot in facts.lots):
        text = f"The account {facts.kept.customer_id} was forfeited and has money left."
        yield Fault("forfeited_not_empty", text, (wallet,))


def _check_credit(facts: WalletFacts, deposit: Deposit, moved: Movements, ids: tuple[str, str]) -> Iterator[Fault]:
    credited = moved.get(("deposit_credited", deposit.deposit_id), _NOTHING)
    if credited.times != 1 or credited.sums[CASH] != deposit.amount or credited.sums[GATEWAYS] != -deposit.amount:
        figures = f"{format_units(deposit.amount)}; {credited.times} entries credit {format_units(credited.sums[CASH])}"
        yield Fault("deposit_entry_wrong", f"{deposit.deposit_id} is {figures}.", ids)
    # Money of a failed refund comes back as a lot like its origin, marked with the time of the request.
    own = [lot for lot in facts.lots if lot.kind == "deposit" and lot.deposit_id == deposit.deposit_id]
    first = [lot for lot in own if lot.asked_at is None]
    if len(first) != 1 or first[0].amount != deposit.amount:
        text = (
            f"{deposit.deposit_id} has {len(first)} lots of its own, wanted is one of {format_units(deposit.amount)}."
        )
        yield Fault("deposit_lot_wrong", text, ids)
    fee = moved.get(("fee_known", deposit.deposit_id), _NOTHING)
    if fee.sums[PROCESSOR_FEES] != -(deposit.fee or 0) or fee.times > 1:
        told = "not known" if deposit.fee is None else format_units(deposit.fee)
        booked = format_units(-fee.sums[PROCESSOR_FEES])
        yield Fault("fee_differs", f"The fee of {deposit.deposit_id} is {told}; booked are {booked}.", ids)


def _check_dispute_state(facts: WalletFacts, deposit: Deposit, ids: tuple[str, str]) -> Iterator[Fault]:
    mine = [dispute for dispute in facts.disputes if dispute.deposit_id == deposit.deposit_id]
    undecided: list[str] = [dispute.state for dispute in mine if dispute.state in ("inquiry", "open")]
    if len(undecided) > 1:
        yield Fault("disputes_open_twice", f"{deposit.deposit_id} has {len(undecided)} undecided disputes.", ids)
    states: set[str] = set(undecided) or {dispute.state for dispute in mine} or {"none"}
    if deposit.dispute not in states:
        text = (
            f"{deposit.deposit_id} says its dispute is {deposit.dispute}, the disputes say {', '.join(sorted(states))}."
        )
        yield Fault("dispute_differs", text, ids)
    free = sum(lot.left for lot in facts.lots if lot.is_cash and lot.deposit_id == deposit.deposit_id)
    if "open" in undecided and free:
        text = f"{deposit.deposit_id} is disputed and {format_units(free)} of it are free."
        yield Fault("disputed_money_free", text, ids)


def _check_dispute(facts: WalletFacts, dispute: Dispute, moved: Movements, ids: tuple[str, str]) -> Iterator[Fault]:
    lost = moved.get(("dispute_lost", dispute.dispute_id), _NOTHING)
    wanted = dispute.amount if dispute.state == "lost" else 0
    if lost.sums[GATEWAYS] != wanted or lost.times != (dispute.state == "lost"):
        booked = format_units(lost.sums[GATEWAYS])
        text = f"{dispute.dispute_id} is {dispute.state}, {format_units(dispute.amount)}; booked as lost are {booked}."
        yield Fault("dispute_entry_wrong", text, ids)
    taken = sum(hold.amount for hold in facts.holds if hold.holder == dispute.dispute_id and hold.state == "settled")
    if dispute.state == "lost" and taken != lost.sums[GATEWAYS] + lost.sums[DISPUTE_LOSSES]:
        text = f"{dispute.dispute_id}: the settled holds are {format_units(taken)}, the entry took another sum."
        yield Fault("dispute_hold_wrong", text, ids)
    still = [hold.hold_id for hold in facts.holds if hold.holder == dispute.dispute_id and hold.state == "open"]
    if still and dispute.state != "open":
        yield Fault("hold_left_open", f"{dispute.dispute_id} is {dispute.state} and still holds money.", (*ids, *still))
