"""The figures that a story can expect, as they are: read through the same flows and rows as the service reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from panel_refunds.errors import Refused
from panel_refunds.flows.quote_balance import BalanceQuote, quote_balance
from panel_refunds.flows.ticketing import arrival_of
from panel_refunds.refunds.refund import HOLDING, RefundState
from panel_refunds.testing.stories.look import RequestLook, look_at
from panel_refunds.testing.stories.stage import Stage
from panel_refunds.tickets.arrival import Arrival
from panel_refunds.tickets.clock import resumed

_SENT: frozenset[RefundState] = frozenset({"sent", "paid"})
_LIVE: frozenset[RefundState] = HOLDING | {"paid"}


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """What leaves the balance, what is kept of it and what arrives, in units; None while a fee is not known."""

    gross: int
    fee: int | None
    net: int | None


def find_quote(stage: Stage, customer: str) -> BalanceQuote | None:
    """What the customer is told can be taken back now; None for somebody without a wallet."""
    try:
        return quote_balance(stage.desk, customer, currency=stage.currency_of(customer), site_policy=stage.policy)
    except Refused as refused:
        if refused.code != "not_found":
            raise
        return None


def refundable_of(stage: Stage, customer: str) -> Mapping[str, int]:
    """Deposit, by the story's name → what of it could be asked for now."""
    quote = find_quote(stage, customer)
    by_id = {line.deposit.deposit_id: line.gross for line in quote.deposits} if quote else {}
    return {name: by_id.get(deposit_id, 0) for name, deposit_id in stage.deposits.items()}


def paid_of(stage: Stage) -> Mapping[str, int]:
    """Deposit → the net of its refunds that were sent and have not failed."""
    paid = dict.fromkeys(stage.deposits.values(), 0)
    for look in look_at(stage).requests.values():
        for refund in look.refunds:
            if refund.state in _SENT:
                paid[refund.deposit_id] += refund.net or 0
    return {name: paid[deposit_id] for name, deposit_id in stage.deposits.items()}


def figures_of(look: RequestLook) -> RequestFigures:
    """The figures of a request: of its refunds that stand, else of what was decided last."""
    live = [refund for refund in look.refunds if refund.state in _LIVE]
    gross = sum(refund.gross for refund in live) if live else look.decision.gross
    nets = [refund.net for refund in live]
    net = look.decision.net if not live else None if None in nets else sum(each for each in nets if each is not None)
    return RequestFigures(gross, None if net is None else gross - net, net)


def reasons_of(look: RequestLook) -> list[str]:
    """The codes of the decision, and of what stopped or failed its refunds."""
    whys = [refund.why for refund in look.refunds if refund.why]
    return list(dict.fromkeys([*look.decision.reasons, *whys]))


def due_day(stage: Stage, look: RequestLook) -> date | None:
    """The day until which finance answers; a wait for the customer that still goes on counts up to now."""
    request, calendar = look.request, stage.tenant.calendar
    if request.due_at is None:
        return None
    due_at = request.due_at
    if request.paused_at is not None:
        due_at = resumed(due_at, request.paused_at, stage.clock.now(), calendar)
    return calendar.day_of(due_at)


def find_arrival(stage: Stage, customer: str) -> Arrival | None:
    """When the money of the customer's last sending should arrive; None when nothing was sent."""
    sent = [
        (look.request.last_sent_at, look.request)
        for look in look_at(stage).requests.values()
        if look.request.last_sent_at and look.request.customer_id == customer
    ]
    if not sent:
        return None
    sent_at, request = max(sent, key=lambda each: each[0])
    return arrival_of(stage.desk, request, sent_at)
