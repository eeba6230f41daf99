"""The sum behind a refund, written the way a person would do it on paper.

``50.00 − 10.00 spent − 1.75 fee = 38.25``: made from the figures of a finding alone, so that customer, staff and
dispute file read the same line years later.
"""

from __future__ import annotations

from collections.abc import Mapping

from panel_refunds.money import parse_units
from panel_refunds.policy.finding import Finding

_GONE = {"spent": "spent", "refunded": "refunded before", "elsewhere": "paid back elsewhere"}
_KEPT = (("fee", "fee"), ("own_fee", "own fee"), ("bonus_deducted", "spent bonus"))


def spelled_out(finding: Finding) -> str | None:
    """The sum of a finding that has one: what was paid in or asked, what is taken off, what arrives."""
    figures = finding.figures
    if "gross" not in figures or "deposited" not in figures:
        return None
    terms = [*_start(figures), *_kept(figures)]
    if "net" not in figures:
        return f"{' − '.join([*terms, 'a fee not known yet'])}"
    if len(terms) == 1:
        return None
    return f"{' − '.join(terms)} = {figures['net']}"


def _start(figures: Mapping[str, str]) -> list[str]:
    """Where the sum begins: at the deposit when all that is unspent goes, else at what goes."""
    gone = {name: parse_units(figures.get(name, "0")) for name in _GONE}
    if parse_units(figures["deposited"]) - sum(gone.values()) != parse_units(figures["gross"]):
        return [figures["gross"]]
    return [figures["deposited"], *(f"{figures[name]} {_GONE[name]}" for name, units in gone.items() if units)]


def _kept(figures: Mapping[str, str]) -> list[str]:
    return [f"{figures[name]} {word}" for name, word in _KEPT if parse_units(figures.get(name, "0"))]
