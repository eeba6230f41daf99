"""What a request would get, line by line, before it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds.flows.quote_request import RequestQuote
from panel_refunds.money import format_units
from panel_refunds.pages.portal.reasons import Reason, reasons_of
from panel_refunds.pages.portal.sums import SumLine, sum_about
from panel_refunds.pages.visit import Visit


@dataclass(frozen=True, slots=True)
class DepositLines:
    """One deposit's part: where it goes, and its sum."""

    name: str
    sum: list[SumLine]


@dataclass(frozen=True, slots=True)
class QuoteLines:
    """Texts ready to show; ``net`` and ``kept`` are None while a fee is not known, ``bonus`` where none is lost."""

    recommend: str
    gross: str
    kept: str | None
    net: str | None
    bonus: str | None
    answer_by: str | None
    arrives: tuple[str, str] | None
    possible: str
    anything: bool
    deposits: list[DepositLines]
    reasons: list[Reason]
    asked: str | None


def lines_of(visit: Visit, quote: RequestQuote) -> QuoteLines:
    """The lines of a quote in the reader's words."""
    decision, currency, figures = quote.decision, quote.currency, visit.figures
    net = decision.net
    ask = quote.ask.amount
    return QuoteLines(
        recommend=decision.recommend,
        gross=figures.money(decision.gross, currency),
        kept=None if net is None else figures.money(decision.gross - net, currency),
        net=None if net is None else figures.money(net, currency),
        bonus=figures.money(quote.bonus_cancelled, currency) if quote.bonus_cancelled else None,
        answer_by=figures.day_of(quote.due_at) if quote.due_at else None,
        arrives=(figures.day(quote.arrives.first), figures.day(quote.arrives.last)) if quote.arrives else None,
        possible=format_units(decision.gross, currency),
        anything=bool(decision.refunds),
        deposits=[_part(visit, quote, plan.deposit_id) for plan in decision.refunds],
        reasons=reasons_of(visit, decision.findings, currency),
        asked=None if ask is None else figures.money(ask, currency),
    )


def deposit_name(visit: Visit, display: str | None, amount: str, currency: str) -> str:
    """How a customer knows a deposit: the card it came from, else how much it was."""
    return display or visit.words("Deposit of {amount}", amount=visit.figures.amount(amount, currency))


def _part(visit: Visit, quote: RequestQuote, deposit_id: str) -> DepositLines:
    deposit = quote.deposits[deposit_id]
    name = deposit_name(visit, deposit.display, format_units(deposit.amount, quote.currency), quote.currency)
    return DepositLines(name, sum_about(visit, quote.decision.findings, deposit_id, quote.currency))
