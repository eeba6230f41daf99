"""From what a provider counts to what the customer lacks.

A panel may order more upstream than its customer did, so that drops do no harm; a drip feed is delivered in runs, a
subscription in posts. What the provider says remains is then not what the customer has not got. The way there is
always the same: how much was delivered is what was ordered upstream less what remains there, and the customer lacks
what was ordered here less what was delivered, between nothing and everything. The quantity upstream is taken at the
most it can be, so that never more is paid than was not delivered. Figures that contradict one another give no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Doubt = Literal["none", "whole", "any"]
"""Which payments nobody can be sure of: none, that of the whole charge, or any."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A provider's figures about one order: what remains, of how much, and which runs have not begun."""

    remains: int | None
    ordered: int | None = None
    runs: int | None = None
    runs_left: int | None = None


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the customer has not got, None where nobody can tell, and what must not be paid on it."""

    remains: int | None
    doubt: Doubt = "none"


UNTOLD = Lacking(None, "any")


def lacking(
    counted: Counted,
    *,
    quantity: int,
    runs: int,
    over_percent: Decimal = Decimal(0),
    drip_feed: Literal["whole", "run", "unclear"] = "whole",
) -> Lacking:
    """What the customer lacks of ``quantity`` times ``runs``; ``drip_feed`` is of what several runs' figures speak."""
    runs = max(1, runs)
    if counted.runs is None and counted.runs_left is None:
        if runs == 1 or drip_feed == "whole":
            return Lacking(_of_the_whole(counted, quantity, runs, over_percent))
        return UNTOLD
    total = quantity * runs
    delivered = _delivered_in_runs(counted, quantity, runs, over_percent)
    if delivered is None:
        return UNTOLD
    remains = max(total - delivered, 0)
    # A word that pays everything is not believed of an order of which some runs were delivered.
    return Lacking(remains, "none" if remains == total else "whole")


def most_upstream(quantity: int, over_percent: Decimal) -> int:
    """The most that was ordered upstream for ``quantity``: with the percentage on top, rounded up."""
    over, of = over_percent.as_integer_ratio()
    return -(-quantity * (100 * of + over) // (100 * of))


def _of_the_whole(counted: Counted, quantity: int, runs: int, over_percent: Decimal) -> int | None:
    if counted.remains is None or (counted.ordered is None and not over_percent):
        return counted.remains
    total = quantity * runs
    upstream = runs * most_upstream(quantity, over_percent) if counted.ordered is None else counted.ordered
    remains = max(counted.remains, 0)
    if upstream < total or remains > upstream:
        return None
    return max(total - (upstream - remains), 0)


def _delivered_in_runs(counted: Counted, quantity: int, runs: int, over_percent: Decimal) -> int | None:
    if counted.remains is None or counted.runs_left is None or counted.runs != runs:
        return None
    of_a_run = most_upstream(quantity, over_percent) if counted.ordered is None else counted.ordered
    remains, begun = max(counted.remains, 0), runs - counted.runs_left
    if of_a_run < quantity or not 0 <= begun <= runs or remains > (of_a_run if begun else 0):
        return None
    return begun * of_a_run - remains
