"""A page of a gateway's list of changes: which of our deposits it is about, and which payments nobody credited here.

A change is a hint like a webhook: it says where to look. So a refund that somebody made by hand on a deposit of last
year is found, though nothing of ours says that anything happened to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from panel_refunds.flows.desk import Desk
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import GatewayEvent
from panel_refunds.refunds.reconcile.difference import Difference


@dataclass(frozen=True, slots=True)
class ChangesRead:
    """A page of changes: deposits they are about, each with the events of its disputes, oldest first.

    ``strangers`` are payments that were taken and not credited; ``cursor`` leads to the next page, None after the last.
    """

    touched: tuple[tuple[Deposit, tuple[GatewayEvent, ...]], ...]
    strangers: tuple[Difference, ...]
    cursor: str | None


def read_changes(desk: Desk, gateway: str, since: datetime, cursor: str | None) -> ChangesRead:
    """Read one page; raises what the gateway's reads raise, LookupError for a cursor that it does not know."""
    events, following = desk.gateway(gateway).list_changes(since, cursor)
    touched: dict[str, tuple[Deposit, list[GatewayEvent]]] = {}
    unknown: dict[str, None] = {}
    with desk.read() as books:
        # Gateways list the newest first; what happened is applied in the order in which it happened.
        for event in reversed(events):
            names = (event.ref, *event.payments) if event.kind == "payment" else event.payments
            found = (books.find_deposit_by_payment(gateway, name) for name in dict.fromkeys(names))
            deposit = next((each for each in found if each), None)
            if deposit is None and event.kind == "payment":
                unknown[event.ref] = None
            elif deposit is not None:
                _, disputes = touched.setdefault(deposit.deposit_id, (deposit, []))
                disputes += [event] if event.kind == "dispute" else []
    strangers = [stranger for ref in unknown if (stranger := _stranger(desk, gateway, ref))]
    return ChangesRead(
        tuple((deposit, tuple(disputes)) for deposit, disputes in touched.values()), tuple(strangers), following
    )


def _stranger(desk: Desk, gateway: str, ref: str) -> Difference | None:
    """A payment of that name that was taken, not given back, and credited under none of its names."""
    try:
        facts = desk.gateway(gateway).get_payment(ref)
    except LookupError:
        return None
    given_back = facts.refunded is not None and facts.refunded.units >= facts.amount.units
    if not facts.captured or given_back:
        return None
    with desk.read() as books:
        if any(books.find_deposit_by_payment(gateway, name) for name in (facts.ref, *facts.refs)):
            return None
    return Difference("payment_not_credited", gateway, facts.ref, "not credited", str(facts.amount))
