"""What was paid back at a gateway and not by us: seen there, and written on the deposit it belongs to.

A refund in the gateway's own pages lowers what can still go back. One that a person made there for us is no refund of
others, once it was recorded here by the gateway's own name for it.
"""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.errors import Refused
from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.ticketing import post
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund
from panel_refunds.refunds.reconcile.sides import RefundThere, external_units, whose
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import Books


def refund_there(refund: GatewayRefund) -> RefundThere:
    """A refund of the gateway as a side of a comparison."""
    return RefundThere(refund.ref, refund.status.value, refund.amount, refund.attempt_id, refund.reference)


def look_there(desk: Desk, deposit: Deposit) -> tuple[RefundThere, ...]:
    """The refunds that the gateway shows of a deposit's payment; none where it cannot be asked or shows no list.

    Called with nothing open. What is not seen here is found by a webhook or the daily comparison.
    """
    gateway = desk.gateways.get(deposit.gateway)
    try:
        if gateway is None or gateway.capabilities(deposit.method).lookup == "none":
            return ()
        return tuple(refund_there(each) for each in gateway.find_refunds(deposit.payment).refunds)
    except Exception as error:  # noqa: BLE001 - whatever an adapter trips over, what a person paid has to be recorded
        desk.log.warning("gateway_raised", gateway=deposit.gateway, error=told_of(error))
        return ()


def count_recorded(
    desk: Desk, books: Books, before: Deposit, refund: Refund, there: tuple[RefundThere, ...]
) -> tuple[Deposit, list[RefundThere]]:
    """The deposit as it is once ``refund`` is recorded by the reference it has now, and what nobody recorded there.

    ``before`` is the deposit as it was before the gateway was asked for ``there``. Never lower than the books by more
    than this refund takes off: the list may lag behind what a webhook told.
    """
    deposit = books.get_deposit(before.deposit_id)
    if deposit.external_refunded != before.external_refunded:
        raise Refused("gateway_silent", "The payment changed while the gateway was asked.", field="payment")
    others = books.refunds_of_wallet(deposit.wallet_id, [deposit.deposit_id])
    made = [refund if each.refund_id == refund.refund_id else each for each in others]
    attempts = [attempt for each in made for attempt in books.attempts_of(each.refund_id)]
    left = [
        each
        for each in there
        if each.standing and whose(each, attempts) is None and external_units(deposit, made, attempts, [each])
    ]
    without = external_units(deposit, others, attempts, there)
    with_it = external_units(deposit, made, attempts, there)
    external = max(with_it, deposit.external_refunded - (without - with_it))
    return write_external(desk, books, deposit, external), left


def write_external(desk: Desk, books: Books, deposit: Deposit, external: int) -> Deposit:
    """Note how much was paid back there by others, in units, and tell finance when it is another figure."""
    if external == deposit.external_refunded:
        return deposit
    more = external > deposit.external_refunded
    deposit = replace(deposit, external_refunded=external)
    books.save_deposit(deposit)
    if more:
        told = Money(external, deposit.currency)
        text = f"Deposit {deposit.deposit_id}: {told} was paid back at the gateway and not by us."
        post(desk, books, "external_refund", text, facts={"deposit": deposit.deposit_id, "external": str(told)})
    return deposit
