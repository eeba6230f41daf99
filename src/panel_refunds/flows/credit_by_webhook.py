"""A gateway tells of a payment that names its customer: it is verified there and credited, as the panel would ask.

    event  →  read the payment  →  who paid, from what the panel wrote on it  →  credited once, or a task for finance

Only where the tenant's file says so. The panel may tell the same payment too, before or after: the deposit is found by
the payment's own name, so whoever comes second finds it there. A payment that names nobody is none of our business; one
that names somebody and cannot be credited is told to finance, once for each reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from panel_refunds.errors import Refused
from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.ticketing import post
from panel_refunds.flows.verify_payment import credit_as_seen
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import PaymentFacts
from panel_refunds.tenants.hosts import HostMap

SITE = "panel_site"
_CUSTOMER = re.compile(r"[^/?#\s]{1,120}")


@dataclass(frozen=True, slots=True)
class Told:
    """A payment of which ``gateway`` told, by the name it gave it."""

    gateway: str
    payment: str


def credit_by_webhook(desk: Desk, told: Told) -> Deposit | None:
    """The deposit of a payment that names its customer; None where there is nothing to credit, or it cannot be.

    What the gateway cannot tell now raises, to be asked again.
    """
    customer_key = desk.customer_keys.get(told.gateway)
    gateway = desk.gateway(told.gateway)
    if customer_key is None or not gateway.capabilities("card").verifies:
        return None
    try:
        facts = gateway.get_payment(told.payment)
    except LookupError:
        _refuse(desk, told, Refused("payment_unknown", "The gateway has no such payment in this account."))
        return None
    customer = facts.notes.get(customer_key)
    if not customer:
        desk.log.info("payment_names_no_customer", gateway=told.gateway, payment=facts.ref, key=customer_key)
        return None
    if not facts.captured:
        return None  # another event comes when the money is taken
    try:
        return credit_as_seen(desk, _taken(desk, told, customer, facts), facts)
    except Refused as refused:
        _refuse(desk, Told(told.gateway, facts.ref), refused)
        return None


def _taken(desk: Desk, told: Told, customer: str, facts: PaymentFacts) -> PaymentTaken:
    if not _CUSTOMER.fullmatch(customer) or not customer.isprintable():
        raise Refused("field_invalid", "What stands on the payment is no customer's id.", field="customer")
    policy = None
    if site := facts.notes.get(SITE):
        policy = HostMap.build([desk.tenant]).site_for_key(site, desk.tenant.slug).policy
    if facts.amount.currency != desk.tenant.currency:
        text = f"The payment is in {facts.amount.currency}, and balances are kept in {desk.tenant.currency}."
        raise Refused("currency_mismatch", text, field="currency")
    return PaymentTaken(customer, told.gateway, facts.ref, facts.amount, policy=policy)


def _refuse(desk: Desk, told: Told, refused: Refused) -> None:
    """Finance hears of a payment that is not credited; several events about it are one message."""
    action = f"not_credited_{refused.code}"
    with desk.begin() as books:
        if any(each.action == action for each in books.actions_of(told.payment)):
            return
        books.add_action("system", action, told.payment, desk.now(), refused.text, {"gateway": told.gateway})
        text = f"{told.gateway} took the payment {told.payment}, and it is on nobody's balance: {refused.text}"
        facts = {"gateway": told.gateway, "payment": told.payment, "code": refused.code}
        post(desk, books, "payment_not_credited", text, facts=facts)
