"""Customers: what they have, and what they could take back now."""

from __future__ import annotations

from panel_refunds.flows.quote_balance import quote_balance
from panel_refunds.web.answers.balances import CustomerView, QuoteView, show_customer, show_quote
from panel_refunds.web.fields import Currency, Given, Host
from panel_refunds.web.operation import Read
from panel_refunds.web.tenancy import Call

TAG = "customers"


class QuoteQuery(Given):
    """In which currency, and asked on which host."""

    currency: Currency | None = None
    site: Host | None = None


def show_balance(call: Call, _asked: Given) -> CustomerView:
    """A customer's account and wallets."""
    return show_customer(call, call.path["customer"])


def quote(call: Call, asked: QuoteQuery) -> QuoteView:
    """What the customer could take back now, until when, and why not more. Nothing is promised."""
    _, policy = call.policy_of(asked.site)
    currency = call.currency_of(asked.currency)
    found = quote_balance(call.desk, call.path["customer"], currency=currency, site_policy=policy)
    return show_quote(call, found)


OPERATIONS = (
    Read("/customers/{customer}/balance", "get_balance", "read", show_balance, CustomerView, tag=TAG),
    Read("/customers/{customer}/quote", "get_quote", "read", quote, QuoteView, QuoteQuery, ("currency_unknown",), TAG),
)
