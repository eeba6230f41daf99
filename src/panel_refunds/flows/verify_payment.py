"""A payment the panel tells us of is looked at where it was taken, before a balance is credited.

Only gateways that can tell are asked (``Capabilities.verifies``); of the others, and of money that was handed over in
another way, the panel's word is all there is. Nothing is open while the gateway is asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from panel_refunds.errors import Refused
from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.handle_dispute import open_dispute
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import PaymentFacts


def verify_and_credit(desk: Desk, taken: PaymentTaken) -> Deposit:
    """Credit the payment as its gateway has it; a dispute that it has already is opened here too.

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
    return credit_as_seen(desk, taken, facts)


def credit_as_seen(desk: Desk, taken: PaymentTaken, facts: PaymentFacts) -> Deposit:
    """As ``verify_and_credit``, with what the gateway said of the payment."""
    with desk.read() as books:
        known = books.find_deposit_by_payment(taken.gateway, facts.ref)
    deposit = credit_deposit(desk, _as_seen(taken, facts, new=known is None))
    if known is None and facts.dispute in ("inquiry", "open"):
        # What the gateway told of it before found no deposit to be about.
        kind: Literal["inquiry", "open"] = "open" if facts.dispute == "open" else "inquiry"
        open_dispute(desk.with_once(None), deposit.deposit_id, kind=kind)
        with desk.read() as books:
            return books.get_deposit(deposit.deposit_id)
    return deposit


def _as_seen(taken: PaymentTaken, facts: PaymentFacts, *, new: bool) -> PaymentTaken:
    """The payment under the gateway's own name for it, so that each of its names is the same deposit."""
    if not facts.captured:
        raise Refused("payment_not_captured", field="payment")
    if facts.amount != taken.amount:
        text = f"The gateway took {facts.amount}, not {taken.amount}."
        raise Refused("payment_differs", text, field="amount", taken=str(facts.amount))
    gone = facts.amount if facts.dispute == "lost" else facts.refunded
    if new and gone is not None and gone.units:
        text = f"{gone} of that payment went back already; a person has to see what is left of it."
        raise Refused("payment_given_back", text, field="payment", gone=str(gone))
    return replace(
        taken,
        payment=facts.ref,
        method=facts.method or taken.method,
        fee=taken.fee if facts.fee is None or facts.fee.currency != taken.amount.currency else facts.fee,
        fingerprint=facts.fingerprint or taken.fingerprint,
        display=facts.display or taken.display,
    )
