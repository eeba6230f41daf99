"""Reading a customer's figures for the screen."""

from __future__ import annotations

from panel_refunds.flows.desk import Desk
from panel_refunds.money import format_units
from panel_refunds.store import Balance

CURRENCY = "USD"


def money(units: int) -> str:
    """Units as the story writes them."""
    return format_units(units, CURRENCY)


def balance_of(desk: Desk, customer: str) -> Balance:
    """What the customer has: cash, bonus, and what is set aside."""
    with desk.read() as books:
        wallet_id = books.find_wallet(customer, CURRENCY)
        if wallet_id is None:
            raise LookupError(f"{customer} has no wallet")
        return books.balance(wallet_id)
