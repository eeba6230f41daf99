"""The portal's first page: what there is, and what can be taken back today, deposit by deposit."""

from __future__ import annotations

from panel_refunds.flows.quote_balance import BalanceQuote, quote_balance
from panel_refunds.pages.answer import Answer, Show
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """A quote for each wallet; a customer without one is told that there is nothing yet."""
    return Show("portal/balance.html", {"quotes": quotes_of(visit)})


def quotes_of(visit: Visit) -> list[BalanceQuote]:
    """What could be taken back of each of the customer's wallets, the tenant's own currency first."""
    with visit.desk.read() as books:
        currencies = [books.currency_of(wallet_id) for wallet_id in books.wallets_of(visit.customer)]
    first = visit.tenant.currency
    return [
        quote_balance(visit.desk, visit.customer, currency=currency, site_policy=visit.policy_name)
        for currency in sorted(currencies, key=lambda currency: (currency != first, currency))
    ]
