"""Which refunds of a payment does its gateway have? The list where there is one, our own names one by one where not.

Some gateways let the merchant name a refund and answer only about a name. There our attempts are asked for each by its
own; what others paid back is not seen, so such a sight proves the absence of an attempt and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable

from panel_refunds.flows.desk import Desk
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import Money
from panel_refunds.ports import Capabilities, FindsAttempts, Gateway, RefundOrder, RefundsFound
from panel_refunds.refunds.attempt import Attempt


def order_of(attempt: Attempt, method: str) -> RefundOrder:
    """What the gateway is asked to do by this attempt, the same each time."""
    amount = Money(attempt.amount, attempt.currency)
    return RefundOrder(attempt.attempt_id, attempt.key, attempt.payment, method, amount)


def asks_by_name(can: Capabilities) -> bool:
    """Whether the gateway has no list of a payment's refunds."""
    return can.lookup == "by_name"


def look_up_attempts(desk: Desk, gateway: Gateway, attempts: Iterable[Attempt], method: str) -> RefundsFound:
    """Those of the attempts' refunds that a gateway without a list has; complete as far as these go.

    Raises what the gateway's look-up raises; LookupError, which proves nothing here, also for one that has none.
    """
    as_of = desk.now()
    if isinstance(gateway, FindsAttempts):
        asked = [gateway.find_attempt(order_of(attempt, method)) for attempt in attempts]
        return RefundsFound(tuple(refund for refund in asked if refund is not None), complete=True, as_of=as_of)
    raise LookupError("this gateway does not look refunds up by our names for them")


def look_up_attempt(desk: Desk, attempt: Attempt) -> RefundsFound:
    """What the gateway has that could be this attempt's refund."""
    gateway = desk.gateway(attempt.gateway)
    with desk.read() as books:
        method = books.get_deposit(attempt.deposit_id).method
    if asks_by_name(gateway.capabilities(method)):
        return look_up_attempts(desk, gateway, [attempt], method)
    return gateway.find_refunds(attempt.payment)


def look_up_deposit(desk: Desk, deposit: Deposit) -> RefundsFound:
    """The refunds of a deposit's payment: all of them, or those of our attempts where nothing else can be asked for."""
    gateway = desk.gateway(deposit.gateway)
    if not asks_by_name(gateway.capabilities(deposit.method)):
        return gateway.find_refunds(deposit.payment)
    with desk.read() as books:
        made = books.refunds_of_wallet(deposit.wallet_id, [deposit.deposit_id])
        attempts = [each for refund in made for each in books.attempts_of(refund.refund_id)]
    return look_up_attempts(desk, gateway, attempts, deposit.method)
