"""The portal's first page: what there is, and what can be taken back today, deposit by deposit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from panel_refunds.flows.quote_balance import BalanceQuote, DepositQuote, quote_balance
from panel_refunds.money import format_units
from panel_refunds.pages.answer import Answer, Show
from panel_refunds.pages.portal.quote_lines import deposit_name
from panel_refunds.pages.portal.reasons import Reason, reasons_of
from panel_refunds.pages.portal.sums import SumLine, sum_about
from panel_refunds.pages.visit import Visit


@dataclass(frozen=True, slots=True)
class DepositCard:
    """One deposit: what would arrive and where, until when, the sum, and what cannot go back and why."""

    deposit_id: str
    name: str
    payment: str
    paid_in: str
    on: str
    left: str
    arrives: str | None
    can_go: bool
    closes_at: datetime | None
    sum: list[SumLine]
    reasons: list[Reason]
    open_request: str | None


@dataclass(frozen=True, slots=True)
class WalletCard:
    """The money in one currency; texts ready to show."""

    currency: str
    refundable: str
    anything: bool
    receives: str | None
    balance: str
    cash: str
    bonus: str
    has_bonus: bool
    held: str
    bonus_at_stake: str | None
    deposits: list[DepositCard]
    reasons: list[Reason]


def show(visit: Visit) -> Answer:
    """A quote for each wallet; a customer without one is told that there is nothing yet."""
    wallets = [_wallet(visit, quote) for quote in quotes_of(visit)]
    return Show("portal/balance.html", {"wallets": wallets})


def quotes_of(visit: Visit) -> list[BalanceQuote]:
    """What could be taken back of each of the customer's wallets, the tenant's own currency first."""
    with visit.desk.read() as books:
        currencies = [books.currency_of(wallet_id) for wallet_id in books.wallets_of(visit.customer)]
    first = visit.tenant.currency
    return [
        quote_balance(visit.desk, visit.customer, currency=currency, site_policy=visit.policy_name)
        for currency in sorted(currencies, key=lambda currency: (currency != first, currency))
    ]


def _wallet(visit: Visit, quote: BalanceQuote) -> WalletCard:
    money, currency = visit.figures.money, quote.currency
    general = [finding for finding in quote.decision.findings if finding.about is None]
    return WalletCard(
        currency=currency,
        refundable=money(quote.refundable, currency),
        anything=quote.refundable > 0,
        receives=None if quote.receives is None else money(quote.receives, currency),
        balance=money(quote.cash + quote.bonus, currency),
        cash=money(quote.cash, currency),
        bonus=money(quote.bonus, currency),
        has_bonus=quote.bonus > 0,
        held=money(quote.held, currency),
        bonus_at_stake=money(quote.bonus_at_stake, currency) if quote.bonus_at_stake else None,
        deposits=[_card(visit, line, currency) for line in quote.deposits],
        # That bonus is never paid out the page says of every bonus, asked for or not.
        reasons=[reason for reason in reasons_of(visit, general, currency) if reason.code != "bonus_not_refundable"],
    )


def _card(visit: Visit, line: DepositQuote, currency: str) -> DepositCard:
    deposit, figures = line.deposit, visit.figures
    own = [finding for finding in line.findings if finding.about == deposit.deposit_id]
    paid_in = format_units(deposit.amount, currency)
    reasons = reasons_of(visit, own, currency)
    return DepositCard(
        deposit_id=deposit.deposit_id,
        name=deposit_name(visit, deposit.display, paid_in, currency),
        payment=deposit.payment,
        paid_in=figures.amount(paid_in, currency),
        on=figures.day_of(deposit.credited_at),
        left=figures.money(line.left, currency),
        arrives=None if line.net is None else figures.money(line.net, currency),
        can_go=line.gross > 0,
        closes_at=_closes_at(visit, line),
        sum=sum_about(visit, line.findings, deposit.deposit_id, currency),
        reasons=reasons,
        open_request=next((reason.request for reason in reasons if reason.request), None),
    )


def _closes_at(visit: Visit, line: DepositQuote) -> datetime | None:
    """Until when to ask; what can still go when that is over came back from orders, and has no limit."""
    return line.closes_at if line.closes_at and line.closes_at >= visit.desk.now() else None
