"""The sum behind a refund, written the way a person would do it on paper.

``50.00 − 10.00 spent − 1.75 fee = 38.25``: made from the figures of a finding alone, so that customer, staff and
dispute file read the same line years later. Pages take the terms and say them in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from panel_refunds.money import parse_units
from panel_refunds.policy.finding import Finding

TermKind = Literal["deposited", "gross", "spent", "refunded", "elsewhere", "fee", "own_fee", "bonus_deducted"]

_GONE: tuple[TermKind, ...] = ("spent", "refunded", "elsewhere")
_KEPT: tuple[TermKind, ...] = ("fee", "own_fee", "bonus_deducted")
_WORDS: Mapping[TermKind, str] = {
    "spent": "spent",
    "refunded": "refunded before",
    "elsewhere": "paid back elsewhere",
    "fee": "fee",
    "own_fee": "own fee",
    "bonus_deducted": "spent bonus",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One amount of a sum, as a decimal string; every one but the first is taken off."""

    kind: TermKind
    amount: str


@dataclass(frozen=True, slots=True)
class Sum:
    """``terms`` make ``net``, what arrives; None while the processor's fee, which is to come off, is not known."""

    terms: tuple[Term, ...]
    net: str | None


def sum_of(figures: Mapping[str, str]) -> Sum | None:
    """The sum of a finding's figures where there is one: what was paid in or asked, what is taken off, what arrives."""
    if "gross" not in figures or "deposited" not in figures:
        return None
    return Sum((*_start(figures), *_taken(figures, _KEPT)), figures.get("net"))


def spelled_out(finding: Finding) -> str | None:
    """The sum in one line; None where nothing is taken off."""
    found = sum_of(finding.figures)
    if found is None:
        return None
    first, *others = found.terms
    terms = [first.amount, *(f"{term.amount} {_WORDS[term.kind]}" for term in others)]
    if found.net is None:
        return f"{' − '.join([*terms, 'a fee not known yet'])}"
    if not others:
        return None
    return f"{' − '.join(terms)} = {found.net}"


def _start(figures: Mapping[str, str]) -> Iterator[Term]:
    """Where the sum begins: at the deposit when all that is unspent goes, else at what goes."""
    gone = sum(parse_units(figures.get(name, "0")) for name in _GONE)
    if parse_units(figures["deposited"]) - gone != parse_units(figures["gross"]):
        yield Term("gross", figures["gross"])
        return
    yield Term("deposited", figures["deposited"])
    yield from _taken(figures, _GONE)


def _taken(figures: Mapping[str, str], kinds: tuple[TermKind, ...]) -> Iterator[Term]:
    for kind in kinds:
        if parse_units(figures.get(kind, "0")):
            yield Term(kind, figures[kind])
