"""Writing an attempt down before anything is sent: is it still allowed, with which key, under which lease."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.recording import close_failed
from panel_refunds.flows.request_state import save_request_state
from panel_refunds.flows.stopping import not_sent
from panel_refunds.flows.ticketing import post
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.money import Money, format_units
from panel_refunds.ports import PaymentFacts
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import Books

RETRY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why nothing is sent now.

    ``later`` tries again, ``float`` waits for the gateway's money, ``operator`` needs a person, ``account`` and
    ``dispute`` wait until that changes, ``refused`` has closed the refund.
    """

    why: Literal["later", "float", "operator", "account", "dispute", "refused"]
    text: str


def prepare_attempt(
    desk: Desk, refund_id: str, facts: PaymentFacts, before: Deposit | None = None
) -> Attempt | Blocked:
    """In one transaction: look at everything again and write the attempt, or say what stands against it.

    An attempt that was prepared and not sent is taken up again: same attempt, same key. ``before`` is the deposit as it
    was before the gateway was asked; ``facts`` are too old when it has changed since.
    """
    float_there = _float_covers(desk, refund_id)
    with desk.read() as books:
        wallet_id = books.get_refund(refund_id).wallet_id
    with desk.begin(wallet_id) as books:
        wallet = books.wallet(wallet_id)
        refund = books.get_refund(refund_id)
        deposit = books.get_deposit(refund.deposit_id)
        open_attempt = books.find_open_attempt(deposit.deposit_id)
        if open_attempt:
            if open_attempt.refund_id == refund_id and open_attempt.state == "prepared":
                return _stopped(books, wallet, deposit, facts) or open_attempt
            return Blocked("later", "Another attempt on this deposit is not decided yet.")
        if refund.state != "approved":
            return Blocked("later", "The refund is not approved any more.")
        if before is not None and deposit.external_refunded != before.external_refunded:
            return Blocked("later", "The payment changed at the gateway while it was asked.")
        if blocked := _stopped(books, wallet, deposit, facts):
            return blocked
        if blocked := _does_not_fit(desk, books, wallet, refund, deposit, facts):
            return blocked
        if not float_there:
            return Blocked("float", f"{deposit.gateway} has not enough of our money at the moment.")
        attempt = _new_attempt(desk, refund, deposit)
        books.add_attempt(attempt)
    return attempt


def mark_sending(desk: Desk, attempt: Attempt, lease: timedelta, *, probing: bool = False) -> Attempt | None:
    """Commit that we are about to send.

    None when the account, payment or gateway was stopped, or another sender was faster. ``attempt`` is as it was when
    it was looked at: what was found out then says nothing of a send that came after. ``probing`` tries a stopped
    gateway.
    """
    now = desk.now()
    with desk.begin(attempt.wallet_id) as books:
        wallet = books.wallet(attempt.wallet_id)
        current = books.get_attempt(attempt.attempt_id)
        refund = books.get_refund(attempt.refund_id)
        deposit = books.get_deposit(attempt.deposit_id)
        first = current.state == "prepared"
        if current.fence != attempt.fence or first != (attempt.state == "prepared"):
            return None
        if not first and not (current.state in ("sending", "unknown") and lease_is_over(current, desk)):
            return None
        # What may have run is not sent again either: to whom nothing may go, nothing goes because an answer was lost.
        if refund.state not in ("approved", "sending") or _stopped(books, wallet, deposit, None):
            return None
        if not probing and books.find_gateway_stop(attempt.gateway):
            return None
        sending = replace(
            current,
            state="sending",
            # "Prepared" is only what surely never ran: from here on it is sent for the first time.
            first_sent_at=now if first else current.first_sent_at or now,
            fence=current.fence + 1,
            lease_until=now + lease,
            sends=1 if first else current.sends + 1,
        )
        if not books.save_attempt(sending, fence=current.fence):
            return None
        refund = replace(refund, state="sending", task=None)
        books.save_refund(refund)
        save_request_state(books, refund)
        # Should we die now, somebody looks it up when the lease is over.
        books.unschedule("pay", refund.refund_id)
        books.schedule("follow", refund.refund_id, now + lease)
    return sending


def put_off(desk: Desk, refund: Refund, blocked: Blocked) -> Refund:
    """Write down why nothing is sent, tell finance once, and when to look again."""
    now = desk.now()
    with desk.begin(refund.wallet_id) as books:
        refund = books.get_refund(refund.refund_id)
        if refund.state != "approved" and not (refund.state == "sending" and not_sent(books, refund)):
            return refund
        deposit = books.get_deposit(refund.deposit_id)
        task = blocked.text if blocked.why in ("operator", "account", "dispute") else refund.task
        queued_at = refund.queued_at
        if blocked.why == "float":
            queued_at = queued_at or now
            patience = desk.tenant.policy_at(deposit.policy.partition("@")[0], now).rules.payout
            if now > desk.tenant.calendar.after(queued_at, patience.wait_for_gateway_balance):
                task = f"{blocked.text} It waited long enough: pay it by hand, or fill up the account."
        if (task, queued_at) != (refund.task, refund.queued_at):
            refund = replace(refund, task=task, queued_at=queued_at)
            books.save_refund(refund)
            facts = {"refund": refund.refund_id, "gross": format_units(refund.gross, deposit.currency)}
            post(desk, books, f"payout_{blocked.why}", blocked.text, request_id=refund.request_id, facts=facts)
        if blocked.why == "operator":
            books.unschedule("pay", refund.refund_id)
        else:
            books.schedule("pay", refund.refund_id, now + RETRY)
    return refund


def put_off_until(desk: Desk, refund: Refund, wait_until: datetime) -> Refund:
    """Its gateway is stopped, which finance was told already: come back then."""
    with desk.begin() as books:
        books.schedule("pay", refund.refund_id, wait_until)
    return refund


def _stopped(books: Books, wallet: Wallet, deposit: Deposit, facts: PaymentFacts | None) -> Blocked | None:
    """Freeze, dispute, termination and forfeiture stop what was not sent, however it was approved."""
    account = books.get_customer(wallet.customer_id).state
    if account in ("terminated", "forfeited", "suspended"):
        return Blocked("account", f"The account is {account}.")
    if deposit.dispute in ("open", "lost") or (facts and facts.dispute in ("open", "lost")):
        return Blocked("dispute", "The payment is disputed.")
    return None


def _does_not_fit(
    desk: Desk, books: Books, wallet: Wallet, refund: Refund, deposit: Deposit, facts: PaymentFacts
) -> Blocked | None:
    """The gateway's own figures: what was paid back there without us lowers what can go, and the fee stays kept."""
    made = [
        each.split
        for each in books.refunds_of_wallet(wallet.wallet_id, [deposit.deposit_id])
        if each.state in ("paid", "sent")
    ]
    ours = sum(split.net for split in made)
    kept = sum(split.processor_fee + split.own_fee for split in [*made, refund.split])
    net = refund.split.net
    if facts.amount.currency != deposit.currency:
        close_failed(desk, books, wallet, refund, "currency_mismatch")
        return Blocked("refused", "The gateway has this payment in another currency.")
    # Where the gateway does not tell what went back, what is known of others' refunds stays as it is.
    external = deposit.external_refunded if facts.refunded is None else max(facts.refunded.units - ours, 0)
    if external != deposit.external_refunded:
        books.save_deposit(replace(deposit, external_refunded=external))
    if ours + kept + external + net > facts.amount.units or not facts.captured:
        close_failed(desk, books, wallet, refund, "over_refund")
        return Blocked("refused", "At the gateway, less is left of this payment.")
    held = sum(hold.amount for hold in wallet.holds_for(refund.refund_id) if hold.purpose == "refund")
    if held != refund.gross:
        return Blocked("later", "The refund is not covered by what is set aside.")
    return None


def _float_covers(desk: Desk, refund_id: str) -> bool:
    """Whether the gateway has enough of our money, where it can tell."""
    with desk.read() as books:
        refund = books.get_refund(refund_id)
        deposit = books.get_deposit(refund.deposit_id)
    gateway = desk.gateway(deposit.gateway)
    if refund.net is None or not gateway.capabilities(deposit.method).knows_float:
        return True
    try:
        there = gateway.available_float(deposit.currency)
    except Exception as error:  # noqa: BLE001 - not knowing the float stops nothing: the gateway will say
        desk.log.warning("gateway_raised", gateway=deposit.gateway, error=told_of(error))
        return True
    return there is None or there.units >= refund.net


def _new_attempt(desk: Desk, refund: Refund, deposit: Deposit) -> Attempt:
    attempt_id = desk.new_id("attempt")
    amount = Money(refund.split.net, deposit.currency)
    content = f"{deposit.gateway}|{deposit.payment}|{amount}"
    return Attempt(
        attempt_id=attempt_id,
        refund_id=refund.refund_id,
        wallet_id=refund.wallet_id,
        deposit_id=deposit.deposit_id,
        gateway=deposit.gateway,
        payment=deposit.payment,
        key=attempt_id,
        amount=amount.units,
        currency=amount.currency,
        request_hash=hashlib.sha256(content.encode()).hexdigest(),
        state="prepared",
        created_at=desk.now(),
    )


def lease_is_over(attempt: Attempt, desk: Desk) -> bool:
    """Whether a sender of the attempt that has said nothing yet counts as dead."""
    return attempt.lease_until is None or attempt.lease_until <= desk.now()
