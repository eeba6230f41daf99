"""What became of a refund? Ask the gateway, and believe only what it shows.

For attempts whose sender died or whose answer was lost, for those still pending, and for every hint that something
changed (a webhook, an operator, a story). A refund that is found is adopted; one that is certainly not there is sent
again with the same key while that key lives; what cannot be known waits for a person.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.attempting import lease_is_over, mark_sending
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.pay_refund import LEASE, call_gateway
from panel_refunds.flows.recording import LOOK_AFTER, record_outcome, record_word
from panel_refunds.flows.request_state import save_request_state
from panel_refunds.flows.stop_gateway import watched
from panel_refunds.flows.stopping import stop_if_over
from panel_refunds.flows.ticketing import post
from panel_refunds.ports import Capabilities, GatewayRefund, RefundsFound
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import Refund

KEY_MARGIN = timedelta(hours=1)


def follow_refund(desk: Desk, refund_id: str, shown: GatewayRefund | None = None) -> Refund:
    """Look the refund's last attempt up at the gateway and record what is found.

    ``shown`` is what the gateway has just shown of it by its own name: newer than what a list may show, and newer than
    the answer that its sender may still wait for.
    """
    with desk.read() as books:
        refund = books.get_refund(refund_id)
        attempts = books.attempts_of(refund_id)
    if not attempts:
        return refund
    attempt = attempts[-1]
    if shown is not None and not _is_of(shown, attempt):
        shown = None
    if shown is None and attempt.state == "sending" and not lease_is_over(attempt, desk):
        return refund  # its sender is alive
    if attempt.state == "prepared":
        return refund  # nothing was sent; ``pay_refund`` goes on with it

    # 1. Ask, with nothing locked.
    found, sight = (shown, None) if shown else _look(desk, attempt)
    if found is not None:
        # 2. It is there: adopt it, whatever state it is in.
        with desk.begin(attempt.wallet_id) as books:
            wallet = books.wallet(attempt.wallet_id)
            current = books.get_attempt(attempt.attempt_id)
            return record_word(desk, books, wallet, current, books.get_refund(refund_id), found)
    if attempt.state not in ("sending", "unknown"):
        return refund
    return _not_found(desk, refund, attempt, sight)


def _look(desk: Desk, attempt: Attempt) -> tuple[GatewayRefund | None, RefundsFound | None]:
    """Our refund as the gateway has it, or how complete the look was that did not find it."""
    gateway = desk.gateway(attempt.gateway)
    try:
        if ref := attempt.gateway_ref:
            return watched(desk, attempt.gateway, lambda: gateway.get_refund(ref)), None
        sight = watched(desk, attempt.gateway, lambda: gateway.find_refunds(attempt.payment))
    except Exception as error:  # noqa: BLE001 - no look, no knowledge
        desk.log.warning("gateway_raised", gateway=attempt.gateway, error=told_of(error))
        return None, None
    for refund in sight.refunds:
        if _is_of(refund, attempt):
            return refund, sight
    return None, sight


def _is_of(refund: GatewayRefund, attempt: Attempt) -> bool:
    return refund.attempt_id == attempt.attempt_id and refund.amount.units == attempt.amount


def _not_found(desk: Desk, refund: Refund, attempt: Attempt, sight: RefundsFound | None) -> Refund:
    """Send again, give up for certain, or wait: depends on what the gateway promises and how long ago it was."""
    with desk.read() as books:
        method = books.get_deposit(attempt.deposit_id).method
    can = desk.gateway(attempt.gateway).capabilities(method)
    age = desk.now() - (attempt.first_sent_at or attempt.created_at)
    absent = sight is not None and sight.complete and sight.as_of >= (attempt.first_sent_at or attempt.created_at)
    if absent and age >= can.lookup_lag and _key_lives(can, age):
        again = mark_sending(desk, attempt, LEASE)
        if again is None:
            # Somebody else was faster, or it may not be sent any more: then it stays unknown, and a person hears of it.
            return _still_unknown(desk, refund, attempt, blind=False)
        with desk.read() as books:
            deposit = books.get_deposit(attempt.deposit_id)
        return record_outcome(desk, again, call_gateway(desk, again, deposit))
    if absent and not _key_lives(can, age) and age > can.longest_processing and not _may_be_there(can, attempt, sight):
        return _never_ran(desk, refund, attempt)
    return _still_unknown(desk, refund, attempt, blind=can.lookup == "none" and can.dedupe == "none")


def _may_be_there(can: Capabilities, attempt: Attempt, sight: RefundsFound | None) -> bool:
    """Whether a refund in sight could be the attempt's: a list that tells no attempts proves no absence."""
    if can.lookup == "by_attempt" or sight is None:
        return False
    return any(each.attempt_id is None and each.amount.units == attempt.amount for each in sight.refunds)


def _key_lives(can: Capabilities, age: timedelta) -> bool:
    if can.dedupe in ("client_ref", "one_per_payment"):
        return True
    return can.dedupe == "key" and (can.dedupe_lifetime is None or age < can.dedupe_lifetime - KEY_MARGIN)


def _never_ran(desk: Desk, refund: Refund, attempt: Attempt) -> Refund:
    """A complete look long after the key's life shows nothing: it never ran; a new attempt may be made."""
    with desk.begin(attempt.wallet_id) as books:
        wallet = books.wallet(attempt.wallet_id)
        current = books.get_attempt(attempt.attempt_id)
        refund = books.get_refund(refund.refund_id)
        closed = replace(current, state="rejected", detail="never reached the gateway", lease_until=None)
        if current.state in ("sending", "unknown") and books.save_attempt(closed, fence=attempt.fence):
            if stopped := stop_if_over(desk, books, wallet, refund):
                return stopped
            refund = replace(refund, state="approved")
            books.save_refund(refund)
            save_request_state(books, refund)
            books.unschedule("follow", refund.refund_id)
            books.schedule("pay", refund.refund_id, desk.now())
    return refund


def _still_unknown(desk: Desk, refund: Refund, attempt: Attempt, *, blind: bool) -> Refund:
    """Look again later; where no look can ever tell, or none did for days, a person gets the evidence."""
    with desk.begin(attempt.wallet_id) as books:
        current = books.get_attempt(attempt.attempt_id)
        refund = books.get_refund(refund.refund_id)
        if current.fence != attempt.fence or current.state not in ("sending", "unknown"):
            return refund
        looks = current.looks + 1
        books.save_attempt(replace(current, state="unknown", lease_until=None, looks=looks), fence=attempt.fence)
        books.schedule("follow", refund.refund_id, desk.now() + LOOK_AFTER[min(looks, len(LOOK_AFTER)) - 1])
        if refund.task is None and (blind or looks > len(LOOK_AFTER)):
            text = "Nobody knows whether the gateway ran this refund: look there, and record what you see."
            refund = replace(refund, task=text)
            books.save_refund(refund)
            facts = {"attempt": attempt.attempt_id, "payment": attempt.payment, "sends": str(attempt.sends)}
            post(desk, books, "outcome_unknown", text, request_id=refund.request_id, facts=facts)
    return refund
