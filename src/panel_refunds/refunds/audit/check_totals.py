"""Whole sums of one wallet: what lies at each gateway, what was sold, which fees were kept, deposit by deposit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from panel_refunds.ledger.account import OWN_FEES, PROCESSOR_FEES, SALES, clearing
from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.journal import JournalAudit
from panel_refunds.money import format_units
from panel_refunds.refunds.audit.wallet_facts import WalletFacts
from panel_refunds.refunds.refund import HOLDING, Refund


def check_totals(facts: WalletFacts, journal: JournalAudit, outstanding: int) -> Iterator[Fault]:
    """The journal's accounts against what the rows add up to; ``outstanding`` are charges less what came back."""
    paid = [refund for refund in facts.refunds.values() if refund.state == "paid"]
    at_gateway = _at_gateways(facts, paid)
    posted = {name: units for name, units in journal.accounts.items() if name.startswith(clearing(""))}
    for name in sorted({*at_gateway, *posted}):
        yield from _same("clearing_differs", facts, name, at_gateway[name], posted.get(name, 0))
    yield from _same("sales_differ", facts, SALES, outstanding, journal.accounts[SALES])
    own = sum(refund.own_fee for refund in paid)
    yield from _same("fees_differ", facts, OWN_FEES, own, journal.accounts[OWN_FEES])
    fees = sum(refund.processor_fee or 0 for refund in paid)
    fees -= sum(deposit.fee or 0 for deposit in facts.deposits.values())
    yield from _same("fees_differ", facts, PROCESSOR_FEES, fees, journal.accounts[PROCESSOR_FEES])


def check_never_too_much(facts: WalletFacts, deducted: Mapping[str, int]) -> Iterator[Fault]:
    """No deposit pays back more than came in; ``deducted`` is what its bonuses say that refunds have charged."""
    for deposit in facts.deposits.values():
        refunds = facts.refunds_of_deposit[deposit.deposit_id]
        live = [refund for refund in refunds if refund.state == "paid" or refund.state in HOLDING]
        # What was charged for a spent bonus stays with the house, and can be earned back by an order.
        gone = sum(refund.gross - refund.bonus_deducted for refund in live)
        out = deposit.external_refunded + sum(refund.net or 0 for refund in live if refund.state == "paid")
        if max(gone, out) > deposit.amount:
            text = f"{format_units(max(gone, out))} go back of {format_units(deposit.amount)}."
            yield fault("deposit_overpaid", text, facts.wallet_id, deposit.deposit_id)
        charged = sum(refund.bonus_deducted for refund in refunds if refund.state == "paid")
        if not 0 <= deducted.get(deposit.deposit_id, 0) <= charged:
            text = f"Its bonuses count {format_units(deducted[deposit.deposit_id])} as paid for, refunds charged "
            yield fault(
                "bonus_deducted_differs", f"{text}{format_units(charged)}.", facts.wallet_id, deposit.deposit_id
            )


def _at_gateways(facts: WalletFacts, paid: list[Refund]) -> Counter[str]:
    there: Counter[str] = Counter()
    for deposit in facts.deposits.values():
        there[clearing(deposit.gateway)] += (deposit.fee or 0) - deposit.amount
    moved = [(refund.deposit_id, refund.net or 0) for refund in paid]
    moved += [(dispute.deposit_id, dispute.amount) for dispute in facts.disputes if dispute.state == "lost"]
    for deposit_id, units in moved:
        if deposit_id in facts.deposits:
            there[clearing(facts.deposits[deposit_id].gateway)] += units
    return there


def _same(code: str, facts: WalletFacts, account: str, told: int, posted: int) -> Iterator[Fault]:
    if told != posted:
        text = f"{account} should be at {format_units(told)} and is at {format_units(posted)}."
        yield fault(code, text, facts.wallet_id)
