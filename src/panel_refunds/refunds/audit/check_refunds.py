"""Refunds against the journal, their holds and their deposits."""

from __future__ import annotations

from collections.abc import Iterator

from panel_refunds.ledger.account import CASH, HELD, OWN_FEES, PROCESSOR_FEES, PROMOTIONS, clearing
from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.journal import JournalAudit
from panel_refunds.ledger.hold import Hold
from panel_refunds.money import format_units
from panel_refunds.refunds.audit.wallet_facts import WalletFacts
from panel_refunds.refunds.refund import HOLDING, Refund


def check_refunds(facts: WalletFacts, journal: JournalAudit) -> Iterator[Fault]:
    """Every refund of the wallet."""
    for refund in facts.refunds.values():
        ids = (facts.wallet_id, refund.refund_id)
        deposit, request = facts.deposits.get(refund.deposit_id), facts.requests.get(refund.request_id)
        if deposit is None or request is None:
            text = "Its deposit or its request is not one of its wallet."
            yield fault("refund_misplaced", text, *ids, refund.deposit_id, refund.request_id)
        yield from _booked(facts, refund, journal)
        yield from _held(facts, refund)


def _booked(facts: WalletFacts, refund: Refund, journal: JournalAudit) -> Iterator[Fault]:
    ids = (facts.wallet_id, refund.refund_id, refund.deposit_id)
    paid = journal.booked("refund_paid", refund.refund_id)
    back = journal.booked("refund_reversed", refund.refund_id)
    standing = paid.entries - back.entries
    if standing != (refund.state == "paid") or paid.entries > 1:
        text = f"It is {refund.state}, and was booked {paid.entries} times as paid, {back.entries} times as reversed."
        yield fault("refund_not_booked", text, *ids)
    deposit = facts.deposits.get(refund.deposit_id)
    if not paid.entries or deposit is None:
        return
    net = refund.net if refund.net is not None else 0
    kept = {
        clearing(deposit.gateway): net,
        PROCESSOR_FEES: refund.processor_fee or 0,
        OWN_FEES: refund.own_fee,
    }
    should_be = {HELD: -refund.gross, PROMOTIONS: refund.bonus_deducted, **kept}
    moved = {account: units * paid.entries for account, units in should_be.items() if units}
    if {account: units for account, units in paid.accounts.items() if units} != moved:
        text = f"It is {format_units(refund.gross)} with a net of {format_units(net)}; other figures were booked."
        yield fault("refund_figures_differ", text, *ids)
    # A reversal may give bonuses back as well, so only what went to and from others is compared.
    given_back = {CASH: refund.gross, **{account: -units for account, units in kept.items()}}
    if back.entries and any(back.accounts[account] != units for account, units in given_back.items()):
        text = f"It came back with other figures than the {format_units(refund.gross)} it went with."
        yield fault("refund_figures_differ", text, *ids)


def _held(facts: WalletFacts, refund: Refund) -> Iterator[Fault]:
    mine = facts.holds_of[refund.refund_id]
    still = [hold for hold in mine if hold.state == "open"]
    ids = (facts.wallet_id, refund.refund_id)
    if any(hold.purpose == "dispute" for hold in mine):
        yield fault("hold_misplaced", "A hold of a refund says that it is for a dispute.", *ids)
    if refund.state in HOLDING:
        if _own(still) != refund.gross:
            text = f"It is {refund.state} with {format_units(refund.gross)}; {format_units(_own(still))} are set aside."
            yield fault("refund_holds_differ", text, *ids)
    elif still:
        text = f"It is {refund.state} and still has {len(still)} open holds."
        yield fault("refund_holds_differ", text, *ids, *(hold.hold_id for hold in still))
    settled = _own([hold for hold in mine if hold.state == "settled"])
    if refund.state == "paid" and settled != refund.gross:
        text = f"It is paid with {format_units(refund.gross)}; its settled holds are {format_units(settled)}."
        yield fault("refund_holds_differ", text, *ids)


def _own(holds: list[Hold]) -> int:
    return sum(hold.amount for hold in holds if hold.purpose == "refund")
