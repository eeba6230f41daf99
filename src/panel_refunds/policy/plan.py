"""Sharing out what is asked over the deposits, oldest first, and taking the fees off.

A deposit whose share does not exceed what would be kept of it, or falls below a least amount, is left out with its
finding and the others are shared out anew; what goes is never clamped to look right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from panel_refunds.money import format_units
from panel_refunds.policy.decision import PlannedRefund
from panel_refunds.policy.fees import bonus_deduction, own_fee_share, processor_fee
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.refundable import Looking, Refundable, trimmed
from panel_refunds.policy.settings import Amounts
from panel_refunds.policy.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go back, and the findings made on the way."""

    refunds: tuple[PlannedRefund, ...]
    findings: tuple[Finding, ...]

    @property
    def gross(self) -> int:
        """Units that leave the balance."""
        return sum(refund.gross for refund in self.refunds)


def make_plan(snapshot: Snapshot, sources: Sequence[Refundable], wanted: int | None, looking: Looking) -> Plan:
    """Share ``wanted`` units (None: all) out over ``sources``, which are in order of age."""
    left = [source for source in sources if source.gross]
    out: list[Finding] = []
    while True:
        shares = _share_out(left, wanted)
        refunds, notes = _with_fees(snapshot, left, shares)
        faults = _faults(snapshot, left, refunds, looking)
        if not faults:
            return Plan(tuple(refunds), (*out, *notes, *_explained(snapshot, left, refunds)))
        # Only the first is left out before sharing anew: without it, another one may pass.
        out.append(faults[0])
        left = [source for source in left if source.deposit.deposit_id != faults[0].about]


def _share_out(sources: Sequence[Refundable], wanted: int | None) -> dict[str, int]:
    shares: dict[str, int] = {}
    rest = sum(source.gross for source in sources) if wanted is None else wanted
    for source in sources:
        share = min(source.gross, rest)
        if share:
            shares[source.deposit.deposit_id] = share
        rest -= share
    return shares


def _with_fees(
    snapshot: Snapshot, sources: Sequence[Refundable], shares: Mapping[str, int]
) -> tuple[list[PlannedRefund], list[Finding]]:
    refunds: list[PlannedRefund] = []
    notes: list[Finding] = []
    fixed_due = True
    sharing = [source for source in sources if source.deposit.deposit_id in shares]
    for source in sharing:
        deposit, gross = source.deposit, shares[source.deposit.deposit_id]
        parts = trimmed(source.parts, gross)
        own_lots = {lot.lot_id for lot in deposit.lots if lot.kind == "deposit"}
        touches_own = any(part.lot_id in own_lots for part in parts)
        fee = processor_fee(source.taking, deposit, gross, snapshot.currency)
        own = own_fee_share(source.taking.deposits.own_fee, gross, snapshot.currency)
        deducted = bonus_deduction(source.taking, deposit, snapshot.currency) if touches_own else 0
        fixed = source.taking.deposits.own_fee.fixed.find(snapshot.currency)
        if fixed is None:
            notes.append(_no_figure("own_fee.fixed", snapshot.currency, deposit.deposit_id))
        # The fixed fee is taken once, from the oldest deposit that knows one and can bear it.
        elif fixed_due and fixed and (fee is None or gross - fee - own - deducted > fixed or source is sharing[-1]):
            own, fixed_due = own + fixed, False
        version = deposit.governed_by.label
        refunds.append(PlannedRefund(deposit.deposit_id, version, parts, gross, fee, own, deducted, touches_own))
    return refunds, notes


def _faults(
    snapshot: Snapshot, sources: Sequence[Refundable], refunds: Sequence[PlannedRefund], looking: Looking
) -> list[Finding]:
    by_id = {source.deposit.deposit_id: source for source in sources}
    nets = [refund.net for refund in refunds]
    total_net = None if None in nets else sum(net for net in nets if net is not None)
    totals = {
        "requested": sum(refund.gross for refund in refunds),
        "received": total_net,
        "balance": snapshot.cash + snapshot.bonus,
    }
    faults = [_eaten(refund) for refund in refunds if refund.net is not None and refund.net <= 0]
    for refund in refunds:
        least = by_id[refund.deposit_id].rules.deposits.minimum
        limits = {"requested": least.requested, "received": least.received, "balance": least.balance}
        for name, amounts in limits.items():
            faults += _below(refund.deposit_id, name, amounts, totals[name], snapshot.currency, looking)
    return faults


def _below(
    deposit_id: str, name: str, amounts: Amounts, actual: int | None, currency: str, looking: Looking
) -> list[Finding]:
    least = amounts.find(currency)
    if least is None or actual is None or actual >= least or "below_minimum" in looking.overrides:
        return []
    words = {"requested": "asked for", "received": "that would arrive", "balance": "on the balance"}[name]
    text = f"The least amount {words} is {format_units(least, currency)}; it is {format_units(actual, currency)}."
    figures = {"least": format_units(least, currency), "actual": format_units(actual, currency), "of": name}
    return [Finding("minimum", "deny", "below_minimum", "2.4", text, deposit_id, figures=figures)]


def _eaten(refund: PlannedRefund) -> Finding:
    kept = (refund.processor_fee or 0) + refund.own_fee + refund.bonus_deducted
    text = f"Of {format_units(refund.gross)} the fees would keep {format_units(kept)}: nothing would arrive."
    figures = {"gross": format_units(refund.gross), "fee": format_units(kept)}
    return Finding("fee", "deny", "fee_exceeds_amount", "2.4", text, refund.deposit_id, figures=figures)


def _no_figure(key: str, currency: str, deposit_id: str) -> Finding:
    text = f"The policy has no figure for {key} in {currency}; a person decides."
    return Finding("minimum", "review", "minimum_unknown", "2.4", text, deposit_id)


def _earlier(source: Refundable, currency: str) -> dict[str, str]:
    """What went back of the deposit before, where anything did: else the sum would not come out for who reads it."""
    gone = {"refunded": source.deposit.gross_refunded, "elsewhere": source.deposit.elsewhere}
    return {name: format_units(units, currency) for name, units in gone.items() if units}


def _explained(snapshot: Snapshot, sources: Sequence[Refundable], refunds: Sequence[PlannedRefund]) -> list[Finding]:
    """One line for each deposit: what was paid in, spent, kept, and what arrives."""
    by_id = {source.deposit.deposit_id: source for source in sources}
    lines: list[Finding] = []
    currency = snapshot.currency
    for refund in refunds:
        source = by_id[refund.deposit_id]
        minimum = source.rules.deposits.minimum
        limits = {"requested": minimum.requested, "received": minimum.received, "balance": minimum.balance}
        for name, amounts in limits.items():
            if amounts.find(currency) is None:
                lines.append(_no_figure(f"minimum.{name}", currency, refund.deposit_id))
        figures = {
            "deposited": format_units(source.deposit.amount, currency),
            "spent": format_units(source.deposit.spent, currency),
            **_earlier(source, currency),
            "gross": format_units(refund.gross, currency),
            "own_fee": format_units(refund.own_fee, currency),
            "bonus_deducted": format_units(refund.bonus_deducted, currency),
        }
        if refund.processor_fee is None or refund.net is None:
            text = "The processor has not told its fee yet; until then nothing is sent."
            lines.append(Finding("fee", "wait", "fee_unknown", "2.4", text, refund.deposit_id, figures=figures))
            continue
        figures["fee"] = format_units(refund.processor_fee, currency)
        figures["net"] = format_units(refund.net, currency)
        text = f"{figures['gross']} leaves the balance, {figures['net']} arrives."
        lines.append(Finding("amounts", "allow", "refundable", "2.4", text, refund.deposit_id, figures=figures))
    return lines
