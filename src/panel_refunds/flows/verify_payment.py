"""A payment the panel tells us of is looked at where it was taken, before a balance is credited.

Only gateways that can tell are asked (``Capabilities.verifies``); of the others, and of money that was handed over in
another way, the panel's word is all there is. Nothing is open while the gateway is asked.
"""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.errors import Refused
from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.desk import Desk
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import PaymentFacts


def verify_and_credit(desk: Desk, taken: PaymentTaken) -> Deposit:
    """Credit the payment as its gateway has it.

    Refused with ``payment_unknown``, ``payment_not_captured``, ``payment_differs`` (amount or currency) or
    ``payment_given_back``; with ``gateway_silent`` when the gateway cannot be asked now. Nothing is credited then.
    """
    gateway = desk.gateway(taken.gateway)
    if not gateway.capabilities(taken.method).verifies:
        return credit_deposit(desk, taken)
    try:
        facts = gateway.get_payment(taken.payment)
    except LookupError:
        raise Refused("payment_unknown", field="payment") from None
    except Exception as error:  # noqa: BLE001 - whatever the adapter tripped over, the payment was not seen
        desk.log.warning("gateway_raised", gateway=taken.gateway, error=told_of(error))
        raise Refused("gateway_silent", field="payment") from None
    return credit_deposit(desk, _as_seen(taken, facts))


def _as_seen(taken: PaymentTaken, facts: PaymentFacts) -> PaymentTaken:
    """The payment under the gateway's own name for it, so that each of its names is the same deposit."""
    if not facts.captured:
        raise Refused("payment_not_captured", field="payment")
    if facts.amount != taken.amount:
        text = f"The gateway took {facts.amount}, not {taken.amount}."
        raise Refused("payment_differs", text, field="amount", taken=str(facts.amount))
    if facts.refunded.units >= facts.amount.units:
        raise Refused("payment_given_back", field="payment")
    return replace(
        taken,
        payment=facts.ref,
        method=facts.method or taken.method,
        fee=taken.fee if facts.fee is None or facts.fee.currency != taken.amount.currency else facts.fee,
        fingerprint=facts.fingerprint or taken.fingerprint,
        display=facts.display or taken.display,
    )
