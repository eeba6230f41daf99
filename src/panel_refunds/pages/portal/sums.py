"""The sum behind a refund, line by line: what was paid in, what was spent, what is kept, what arrives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from panel_refunds.pages.portal.reasons import Line
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import Words
from panel_refunds.policy.spelled_out import sum_of


@dataclass(frozen=True, slots=True)
class SumLine:
    """``role`` is ``start``, ``less`` or ``total``; ``amount`` None where it is not known, as ``unknown`` says."""

    role: str
    word: str
    amount: str | None
    unknown: str = "?"

    @property
    def shown(self) -> str:
        """The amount, or that it is not known."""
        return self.unknown if self.amount is None else self.amount


def sum_about(visit: Visit, lines: Iterable[Line], about: str, currency: str) -> list[SumLine]:
    """The sum among these lines that speaks of a deposit; empty where there is none."""
    for line in lines:
        if line.about == about and (made := made_sum(visit, line.figures, currency)):
            return made
    return []


def made_sum(visit: Visit, figures: Mapping[str, str], currency: str) -> list[SumLine]:
    """The sum of a line's figures in the reader's words."""
    found = sum_of(figures)
    if found is None:
        return []
    words = _words(visit.words)
    first, *others = found.terms
    lines = [SumLine("start", words[first.kind], visit.figures.amount(first.amount, currency))]
    lines += [SumLine("less", words[term.kind], visit.figures.amount(term.amount, currency)) for term in others]
    if found.net is None:
        lines.append(SumLine("less", visit.words("Processor's fee, not known yet"), None))
    net = None if found.net is None else visit.figures.amount(found.net, currency)
    return [*lines, SumLine("total", visit.words("Arrives"), net)]


def _words(_: Words) -> dict[str, str]:
    return {
        "deposited": _("Paid in"),
        "gross": _("Leaves your balance"),
        "spent": _("Spent on orders"),
        "refunded": _("Went back before"),
        "elsewhere": _("Paid back elsewhere"),
        "fee": _("Payment processor's fee"),
        "own_fee": _("Our fee"),
        "bonus_deducted": _("Bonus that was spent"),
    }
