"""A customer's money: what there is, and what could go back now."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.flows.quote_balance import BalanceQuote, DepositQuote
from panel_refunds.money import format_units
from panel_refunds.web.answers.findings import FindingView, show_findings
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class WalletView(Shown):
    """The money in one currency: ``balance`` = ``cash`` + ``bonus``, without what is held."""

    currency: str
    balance: str
    cash: str
    bonus: str
    held: str


class CustomerView(Shown):
    """A customer's account and wallets."""

    customer: str
    state: str
    wallets: list[WalletView]


class DepositQuoteView(Shown):
    """What of one deposit may go back, until when its own money may be asked for, and why not more."""

    deposit: str
    payment: str
    display: str | None
    left: str
    refundable: str
    receives: str | None
    closes_at: datetime | None
    findings: list[FindingView]


class QuoteView(Shown):
    """What a customer could take back now. ``receives`` is null while a fee is not known; nothing is promised."""

    customer: str
    currency: str
    at: datetime
    balance: str
    cash: str
    bonus: str
    held: str
    refundable: str
    receives: str | None
    bonus_at_stake: str
    deposits: list[DepositQuoteView]
    findings: list[FindingView]


def show_customer(call: Viewer, customer_id: str) -> CustomerView:
    """The account as it is now; refused with ``not_found`` for a customer nobody has heard of."""
    with call.desk.read() as books:
        customer = books.get_customer(customer_id)
        wallets = [
            (books.currency_of(wallet_id), books.balance(wallet_id)) for wallet_id in books.wallets_of(customer_id)
        ]
    return CustomerView(
        customer=customer.customer_id,
        state=customer.state,
        wallets=[
            WalletView(
                currency=currency,
                balance=format_units(kept.cash + kept.bonus, currency),
                cash=format_units(kept.cash, currency),
                bonus=format_units(kept.bonus, currency),
                held=format_units(kept.held, currency),
            )
            for currency, kept in wallets
        ],
    )


def show_quote(call: Viewer, quote: BalanceQuote) -> QuoteView:
    """The quote with a line per deposit."""
    currency = quote.currency
    return QuoteView(
        customer=quote.customer_id,
        currency=currency,
        at=quote.at,
        balance=format_units(quote.cash + quote.bonus, currency),
        cash=format_units(quote.cash, currency),
        bonus=format_units(quote.bonus, currency),
        held=format_units(quote.held, currency),
        refundable=format_units(quote.refundable, currency),
        receives=None if quote.receives is None else format_units(quote.receives, currency),
        bonus_at_stake=format_units(quote.bonus_at_stake, currency),
        deposits=[_show_line(call, line, currency) for line in quote.deposits],
        findings=show_findings(call, quote.decision.findings),
    )


def _show_line(call: Viewer, line: DepositQuote, currency: str) -> DepositQuoteView:
    return DepositQuoteView(
        deposit=line.deposit.deposit_id,
        payment=line.deposit.payment,
        display=line.deposit.display,
        left=format_units(line.left, currency),
        refundable=format_units(line.gross, currency),
        receives=None if line.net is None else format_units(line.net, currency),
        closes_at=line.closes_at,
        findings=show_findings(call, line.findings),
    )
