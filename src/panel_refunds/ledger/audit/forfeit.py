"""A closed account has people who answer for it, and a forfeited one has nothing from before its forfeiture.

What a policy takes is a setting: own money, bonus or both. The audit reads no policy; the record of who forfeited the
account says what was taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.tally import Opening
from panel_refunds.ledger.customer import Customer
from panel_refunds.ledger.lot import Lot
from panel_refunds.money import format_units


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What people are on record for having done to an account.

    ``takes`` are the sorts of money that a forfeiture took (``cash``, ``bonus``), None when nobody ever forfeited it.
    """

    takes: Collection[str] | None = None
    terminated: bool = False


def check_recorded(wallet_id: str | None, customer: Customer, record: OnRecord) -> Iterator[Fault]:
    """An account is closed by a person who is on record for it, and then for good. (Clauses 6.1, 6.2)

    Money cannot tell: of an account that has none a forfeiture takes nothing, and writes no entry.
    """
    ids = (wallet_id, customer.customer_id)
    if customer.state == "forfeited" and record.takes is None:
        yield fault("forfeiture_unrecorded", "The account is forfeited, and nobody is on record for it.", *ids)
    if customer.state == "terminated" and not record.terminated:
        yield fault("termination_unrecorded", "The account is terminated, and nobody is on record for it.", *ids)
    if customer.state != "forfeited" and record.takes is not None:
        yield fault("account_reopened", f"The account was forfeited, and counts as {customer.state}.", *ids)
    elif customer.state not in ("forfeited", "terminated") and record.terminated:
        yield fault("account_reopened", f"The account was terminated, and counts as {customer.state}.", *ids)


def check_forfeited(
    wallet_id: str, customer: Customer, lot: Lot, opening: Opening | None, record: OnRecord
) -> Iterator[Fault]:
    """One lot of a customer; what came in, or came back from a gateway, after the forfeiture may stay."""
    if customer.state != "forfeited" or customer.changed_at is None or not lot.left:
        return
    if opening is not None and opening.at >= customer.changed_at:
        return
    if ("cash" if lot.is_cash else "bonus") in (record.takes or ()):
        text = f"{format_units(lot.left)} are left of money from before the forfeiture."
        yield fault("forfeited_with_money", text, wallet_id, lot.lot_id, customer.customer_id)
