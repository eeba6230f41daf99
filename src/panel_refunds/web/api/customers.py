"""Customers: what they have, what they could take back now, and where they can be reached."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from panel_refunds.flows.quote_balance import quote_balance
from panel_refunds.flows.tell_contact import tell_contact
from panel_refunds.store import Contact
from panel_refunds.web.answers.balances import CustomerView, QuoteView, show_customer, show_quote
from panel_refunds.web.fields import ContactValue, ContactWord, Currency, Given, Host, Shown
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "customers"


class QuoteQuery(Given):
    """In which currency, and asked on which host."""

    currency: Currency | None = None
    site: Host | None = None


class ContactGiven(Given):
    """Where a customer can be reached; replaces what was told before, and an empty table forgets it."""

    contact: Annotated[
        dict[ContactWord, ContactValue],
        Field(
            max_length=10,
            description="`email`, or another notifier's own word, to the customer's address there.",
            examples=[{"email": "ada@example.com"}],
        ),
    ]


class ContactView(Shown):
    """The words under which something is known; addresses are shown to nobody."""

    customer: str
    known: list[str]
    told_at: datetime


def show_balance(call: Call, _asked: Given) -> CustomerView:
    """A customer's account and wallets."""
    return show_customer(call, call.path["customer"])


def quote(call: Call, asked: QuoteQuery) -> QuoteView:
    """What the customer could take back now, until when, and why not more. Nothing is promised."""
    _, policy = call.policy_of(asked.site)
    currency = call.currency_of(asked.currency)
    found = quote_balance(call.desk, call.path["customer"], currency=currency, site_policy=policy)
    return show_quote(call, found)


def tell(call: Call, body: ContactGiven) -> Contact:
    """Tell where a customer can be reached, for notifiers that write to customers."""
    return tell_contact(call.desk, call.path["customer"], body.contact)


def show_contact(_call: Call, contact: Contact) -> ContactView:
    """What is known, without the addresses."""
    return ContactView(customer=contact.customer_id, known=sorted(contact.facts), told_at=contact.told_at)


OPERATIONS = (
    Write(
        "/customers/{customer}/contact",
        "tell_contact",
        "requests",
        tell,
        show_contact,
        ContactView,
        ContactGiven,
        only_books=True,
        tag=TAG,
    ),
    Read("/customers/{customer}/balance", "get_balance", "read", show_balance, CustomerView, tag=TAG),
    Read("/customers/{customer}/quote", "get_quote", "read", quote, QuoteView, QuoteQuery, ("currency_unknown",), TAG),
)
