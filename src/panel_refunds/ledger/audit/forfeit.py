"""A forfeited account has nothing from before its forfeiture.

What a policy takes is a setting: own money, bonus or both. The audit reads no policy, so it goes by what the
forfeiture took; where it found nothing to take, own money left over is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from panel_refunds.ledger.account import FORFEITS, PROMOTIONS
from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.tally import Booked
from panel_refunds.ledger.customer import Customer
from panel_refunds.ledger.lot import Lot
from panel_refunds.money import format_units


def check_forfeited(wallet_id: str, customer: Customer, lot: Lot, booked: Booked) -> Iterator[Fault]:
    """One lot of a forfeited customer; ``booked`` is what the forfeiture took of this wallet."""
    if customer.state != "forfeited" or customer.changed_at is None or not lot.left:
        return
    if (lot.returned_at or lot.credited_at) > customer.changed_at:
        return
    took_cash, took_bonus = FORFEITS in booked.accounts, PROMOTIONS in booked.accounts
    if took_cash or not took_bonus if lot.is_cash else took_bonus:
        text = f"{format_units(lot.left)} are left of money from before the forfeiture."
        yield fault("forfeited_with_money", text, wallet_id, lot.lot_id, customer.customer_id)
