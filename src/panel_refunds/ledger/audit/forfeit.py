"""A forfeited account has nothing from before its forfeiture, and two people answer for it.

What a policy takes is a setting: own money, bonus or both. The audit reads no policy; the record of who forfeited the
account says what was taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.tally import Opening
from panel_refunds.ledger.customer import Customer
from panel_refunds.ledger.lot import Lot
from panel_refunds.money import format_units


def check_recorded(wallet_id: str, customer: Customer, takes: Collection[str] | None) -> Iterator[Fault]:
    """A forfeited customer has a record of it; ``takes`` is what it says was taken, None without a record."""
    if customer.state == "forfeited" and takes is None:
        text = "The account is forfeited, and nobody is on record for it."
        yield fault("forfeiture_unrecorded", text, wallet_id, customer.customer_id)


def check_forfeited(
    wallet_id: str, customer: Customer, lot: Lot, opening: Opening | None, takes: Collection[str] | None
) -> Iterator[Fault]:
    """One lot of a customer; what came in, or came back from a gateway, after the forfeiture may stay."""
    if customer.state != "forfeited" or customer.changed_at is None or not lot.left:
        return
    if opening is not None and opening.at >= customer.changed_at:
        return
    if ("cash" if lot.is_cash else "bonus") in (takes or ()):
        text = f"{format_units(lot.left)} are left of money from before the forfeiture."
        yield fault("forfeited_with_money", text, wallet_id, lot.lot_id, customer.customer_id)
