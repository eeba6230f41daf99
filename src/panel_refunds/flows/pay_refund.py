"""An approved refund goes back through the gateway that took the money, once.

    facts from the gateway  →  prepare (transaction)  →  sending (transaction)  →  call, nothing open  →  record

What may have run is never sent again with another key; what nobody can know waits for a look-up or a person.
Called by the worker, the command line and the stories, any number of times: each call does the next thing that is due.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.errors import Refused
from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.attempting import (
    Blocked,
    mark_sending,
    prepare_attempt,
    put_off,
    put_off_until,
)
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.facts import told_by_customer
from panel_refunds.flows.gateway_limits import find_limit
from panel_refunds.flows.look_up_refunds import look_up_deposit, order_of
from panel_refunds.flows.recording import record_outcome
from panel_refunds.flows.stop_gateway import give_probe_back, start_proved, wait_until, watched
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, Outcome, OutcomeUnknown, PaymentFacts, Rejected
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import Refund

LEASE = timedelta(minutes=2)


def pay_refund(desk: Desk, refund_id: str) -> Refund:
    """Send one approved refund and record what the gateway said; returns the refund as it is then."""
    with desk.read() as books:
        refund = books.get_refund(refund_id)
        deposit = books.get_deposit(refund.deposit_id)
    if refund.state not in ("approved", "sending"):
        return refund

    # 1. Can this gateway do it alone, does it work, and what does it say of the payment? Nothing is locked.
    if blocked := _needs_a_person(desk, deposit):
        return put_off(desk, refund, blocked)
    wait, probing = wait_until(desk, deposit.gateway)
    facts = _payment_facts(desk, deposit, look_up_too=probing) if wait is None else None
    if facts is None:
        wait = wait or wait_until(desk, deposit.gateway)[0]
        if wait is not None:
            return put_off_until(desk, refund, wait)
        return put_off(desk, refund, Blocked("later", "The gateway does not answer."))
    if blocked := _beyond_the_gateway(desk, refund, deposit, facts):
        if probing:
            give_probe_back(desk, deposit.gateway)
        return put_off(desk, refund, blocked)
    return _send(desk, refund, deposit, facts, probing=probing)


def _send(desk: Desk, refund: Refund, deposit: Deposit, facts: PaymentFacts, *, probing: bool) -> Refund:
    """The steps that move money; ``probing``: its gateway is stopped, and this refund shows whether it works again."""
    # 2. Under the lock: is it still allowed? Then write the attempt down, with its key for ever.
    ready = prepare_attempt(desk, refund.refund_id, facts, deposit)
    # 3. Commit "sending" before a byte leaves; whoever holds the fencing number may record.
    attempt = None if isinstance(ready, Blocked) else mark_sending(desk, ready, LEASE, probing=probing)
    if attempt is None and probing:
        give_probe_back(desk, deposit.gateway)
    if isinstance(ready, Blocked):
        return put_off(desk, refund, ready)
    if attempt is None:
        with desk.read() as books:
            return books.get_refund(refund.refund_id)

    # 4. The call, with no transaction open. 5. What came of it.
    outcome = call_gateway(desk, attempt, deposit)
    refund = record_outcome(desk, attempt, outcome)
    if probing and isinstance(outcome, GatewayRefund | Rejected):
        start_proved(desk, deposit.gateway)
    return refund


def _needs_a_person(desk: Desk, deposit: Deposit) -> Blocked | None:
    if told_by_customer(desk, deposit):
        return Blocked("operator", "The customer says where to: send it, then record it.")
    if not desk.gateway(deposit.gateway).capabilities(deposit.method).automatic:
        return Blocked("operator", "This gateway is paid by hand: send it, then record it.")
    return None


def _beyond_the_gateway(desk: Desk, refund: Refund, deposit: Deposit, facts: PaymentFacts) -> Blocked | None:
    """What its capabilities say it would refuse. An attempt that is written down already goes its own way."""
    if refund.state != "approved" or refund.net is None:
        return None
    with desk.read() as books:
        others = books.refunds_of_wallet(refund.wallet_id, [deposit.deposit_id])
    made = sum(each.state in ("sending", "sent", "paid") for each in others)
    can = desk.gateway(deposit.gateway).capabilities(deposit.method)
    limit = find_limit(can, facts, Money(refund.net, deposit.currency), made=made, at=desk.now())
    return Blocked("operator", limit) if limit else None


def call_gateway(desk: Desk, attempt: Attempt, deposit: Deposit) -> Outcome:
    """Ask the gateway to make the refund; anything it raises, and any answer about other money, is *unknown*."""
    order = order_of(attempt, deposit.method)
    try:
        outcome = desk.gateway(attempt.gateway).create_refund(order)
    except Exception as error:  # noqa: BLE001 - it may have run, whatever the adapter tripped over
        desk.log.warning("gateway_raised", gateway=attempt.gateway, attempt=attempt.attempt_id, error=told_of(error))
        return OutcomeUnknown(f"the adapter failed: {told_of(error)}")
    if isinstance(outcome, GatewayRefund) and outcome.amount != order.amount:
        return OutcomeUnknown("the gateway answered about another amount")
    return outcome


def _payment_facts(desk: Desk, deposit: Deposit, *, look_up_too: bool) -> PaymentFacts | None:
    """What the gateway says of the payment; where it was stopped, also whether it can be looked up what it did."""
    gateway = desk.gateway(deposit.gateway)
    try:
        if look_up_too:
            watched(desk, deposit.gateway, lambda: look_up_deposit(desk, deposit))
        return watched(desk, deposit.gateway, lambda: gateway.get_payment(deposit.payment))
    except Refused:
        raise
    except Exception as error:  # noqa: BLE001 - without facts nothing is sent
        desk.log.warning("gateway_raised", gateway=deposit.gateway, error=told_of(error))
        return None
