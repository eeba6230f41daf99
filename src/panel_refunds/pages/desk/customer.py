"""A customer as the staff sees them: balance, deposits, orders and requests, and nothing to change."""

from __future__ import annotations

from panel_refunds.flows.quote_balance import quote_balance
from panel_refunds.pages.answer import Answer
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.queue import line_of
from panel_refunds.pages.visit import Visit

MOST = 50


def show(visit: Visit) -> Answer:
    """Everything of one customer, the newest first where there is a lot of it; refused with ``not_found``."""
    customer_id, now = visit.path["customer"], visit.desk.now()
    with visit.desk.read() as books:
        customer = books.get_customer(customer_id)
        wallets = books.wallets_of(customer_id)
        currencies = [books.currency_of(wallet_id) for wallet_id in wallets]
        deposits = [deposit for wallet_id in wallets for deposit in books.newest_deposits(wallet_id, MOST)]
        orders = books.list_orders(customer_id=customer_id, limit=MOST)
        requests = [line_of(books, each, now) for each in list(reversed(books.requests_of(customer_id)))[:MOST]]
        sharing = books.shared_payment_accounts(customer_id)[:MOST]
    given = {
        "customer": customer,
        "quotes": [quote_balance(visit.desk, customer_id, currency=currency) for currency in currencies],
        "deposits": deposits,
        "orders": orders,
        "requests": requests,
        "sharing": sharing,
        "most": MOST,
    }
    return desk_page(visit, "customer", given)
