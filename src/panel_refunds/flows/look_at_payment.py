"""Somebody of the staff wants to see a deposit's payment as its gateway has it at this moment.

Asked on demand and kept nowhere: what the books say of a payment changes only by what flows do with a gateway's word.
Nothing is open while the gateway is asked, and a gateway that does not answer is an answer too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.desk import Desk
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import GatewayRefund, PaymentFacts

Answered = Literal["seen", "unknown_there", "silent", "no_gateway"]


@dataclass(frozen=True, slots=True)
class PaymentSeen:
    """What the gateway said. ``facts`` is None unless it was ``seen``; ``complete``: these are all of its refunds.

    ``unknown_there``: the gateway has no such payment; ``silent``: it cannot be asked now; ``no_gateway``: the tenant
    has no gateway of that name any more.
    """

    deposit: Deposit
    at: datetime
    answered: Answered
    facts: PaymentFacts | None = None
    refunds: tuple[GatewayRefund, ...] = ()
    complete: bool = False


def look_at_payment(desk: Desk, deposit_id: str) -> PaymentSeen:
    """Ask the gateway; refused with ``not_found`` for a deposit that is not there, and with nothing else."""
    with desk.read() as books:
        deposit = books.get_deposit(deposit_id)
    gateway = desk.gateways.get(deposit.gateway)
    if gateway is None:
        return PaymentSeen(deposit, desk.now(), "no_gateway")
    try:
        facts = gateway.get_payment(deposit.payment)
    except LookupError:
        return PaymentSeen(deposit, desk.now(), "unknown_there")
    except Exception as error:  # noqa: BLE001 - whatever the adapter tripped over, the payment was not seen
        desk.log.warning("gateway_raised", gateway=deposit.gateway, error=told_of(error))
        return PaymentSeen(deposit, desk.now(), "silent")
    refunds, complete = _refunds(desk, deposit)
    return PaymentSeen(deposit, desk.now(), "seen", facts, refunds, complete)


def _refunds(desk: Desk, deposit: Deposit) -> tuple[tuple[GatewayRefund, ...], bool]:
    gateway = desk.gateways[deposit.gateway]
    try:
        if gateway.capabilities(deposit.method).lookup in ("none", "by_name"):
            return (), False
        found = gateway.find_refunds(deposit.payment)
    except Exception as error:  # noqa: BLE001 - the payment was seen, and is shown without its refunds
        desk.log.warning("gateway_raised", gateway=deposit.gateway, error=told_of(error))
        return (), False
    return found.refunds, found.complete
