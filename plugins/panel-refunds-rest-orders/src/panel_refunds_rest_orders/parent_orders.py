"""How an order stands at a parent panel, in the words by which this panel pays its own customers.

What flows down is that an order was not delivered, never an amount: here the own charge and the own quantity count.
The parent's status is taken as it is where its books agree with it. Where it gave an order up and gave back less than
that means, this panel waits while a person there decides; when that is over and nothing more came back, the answer is
a word that nobody knows, and a person here decides. And where a person there gave money back for an order whose status
alone does not say so (it failed, or nobody could read what remains), that is an undelivered order here as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_refunds.ports import OrderState, ProviderError
from panel_refunds_rest_orders.body import find_whole
from panel_refunds_rest_orders.fields import ABSENT, find_value
from panel_refunds_rest_orders.orders import MOST_REMAINS
from panel_refunds_rest_orders.words import OUR_WORDS, UNKNOWN

GIVEN_UP = frozenset({"canceled", "refunded"})
DECIDED_BY_PEOPLE = frozenset({"failed", "expired", "rejected", "completed", "partial"})
WAITS = "paused"


def read_parent_order(order: Mapping[str, Any]) -> OrderState | ProviderError:
    """One order of the parent's answer; an error of that order where anything in it is not as it should be."""
    status, review = order.get("status"), order.get("under_review")
    remains = find_value(order, "remains")
    figures = [_units(order.get(name)) for name in ("charge", "refunded")]
    odd_remains = remains not in (None, ABSENT) and (type(remains) is not int or not 0 <= remains <= MOST_REMAINS)
    if status not in OUR_WORDS or type(review) is not bool or None in figures or not figures[0] or odd_remains:
        return ProviderError("shape_mismatch", "The parent's answer about this order cannot be read.")
    charge, refunded = (figure or 0 for figure in figures)
    left = remains if type(remains) is int else None
    if (status in GIVEN_UP and refunded < charge) or (status == "partial" and not refunded):
        if review:
            return OrderState(WAITS, f"{status}, under review", left)
        return OrderState(UNKNOWN, f"{status}, {'partly' if refunded else 'nothing'} paid back", left)
    if status in DECIDED_BY_PEOPLE and refunded >= charge:
        return OrderState("refunded", f"{status}, paid back", left)
    if status in DECIDED_BY_PEOPLE - {"partial"} and refunded and (status != "completed" or left):
        return OrderState("partial", f"{status}, partly paid back", left)
    return OrderState(str(status), str(status), left)


def _units(amount: Any) -> int | None:
    """An amount as the parent writes it, in its smallest units, only to be compared with another one of the order."""
    if not isinstance(amount, str):
        return None
    whole, _, fraction = amount.partition(".")
    digits = whole + fraction.ljust(8, "0")
    return find_whole(digits) if digits.isdigit() and len(fraction) <= 8 else None  # noqa: PLR2004 - places of a unit
