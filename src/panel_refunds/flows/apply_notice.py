"""What a gateway hinted at is read from the gateway, and applied as if we had looked by ourselves.

Of a refund that is ours the attempt is followed; one that we did not make lowers what the deposit can still give
back; of a payment the fee is learnt, or it is credited where the tenant wants that; a dispute is opened or closed; an
early fraud warning is told to the desk. Every part may run any number of times, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from panel_refunds.errors import Refused
from panel_refunds.flows.credit_by_webhook import Told, credit_by_webhook
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.recheck_request import recheck_request
from panel_refunds.flows.record_fee import record_fee
from panel_refunds.flows.ticketing import post
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import Money
from panel_refunds.ports import DisputeFacts, GatewayRefund, WatchesPayments
from panel_refunds.refunds.reconcile.sides import RefundThere, external_units
from panel_refunds.refunds.refund import HOLDING
from panel_refunds.store import Books, Notice


def apply_notice(desk: Desk, gateway: str, event_id: str) -> None:
    """Look at what the notice is about; what the gateway cannot tell now raises, and is looked at again later."""
    with desk.read() as books:
        notice = books.find_notice(gateway, event_id)
    if notice is None or notice.applied_at is not None:
        return
    if notice.kind == "refund":
        _look_at_refund(desk, notice)
    elif notice.kind == "dispute":
        _look_at_dispute(desk, notice)
    elif notice.kind == "warning":
        _tell_warning(desk, notice)
    else:
        _look_at_payment(desk, notice)
    with desk.begin() as books:
        books.note_applied(notice, desk.now())


def refresh_deposit(desk: Desk, deposit: Deposit) -> Deposit:
    """Read a deposit's payment at its gateway: learn its fee, and what was paid back there by somebody else."""
    gateway = desk.gateway(deposit.gateway)
    facts = gateway.get_payment(deposit.payment)
    if deposit.fee is None and facts.fee is not None and facts.fee.currency == deposit.currency:
        deposit = record_fee(desk, deposit.deposit_id, facts.fee)
    sight = gateway.find_refunds(deposit.payment)
    if sight.complete:
        deposit = _note_external(desk, deposit, sight.refunds)
    return deposit


def _look_at_refund(desk: Desk, notice: Notice) -> None:
    try:
        found = desk.gateway(notice.gateway).get_refund(notice.ref)
    except LookupError:
        return
    with desk.read() as books:
        attempt = books.find_attempt(found.attempt_id) if found.attempt_id else None
    if attempt is not None and attempt.gateway == notice.gateway:
        follow_refund(desk, attempt.refund_id)
    _refresh_all(desk, notice.gateway, (*notice.payments, *found.payments))


def _look_at_payment(desk: Desk, notice: Notice) -> None:
    names = (notice.ref, *notice.payments)
    if _deposits(desk, notice.gateway, names):
        _refresh_all(desk, notice.gateway, names)
    else:
        credit_by_webhook(desk, Told(notice.gateway, notice.ref))


def _look_at_dispute(desk: Desk, notice: Notice) -> None:
    gateway = desk.gateway(notice.gateway)
    if not isinstance(gateway, WatchesPayments):
        return
    try:
        facts = gateway.get_dispute(notice.ref)
    except LookupError:
        return
    for deposit in _deposits(desk, notice.gateway, facts.payments):
        _apply_dispute(desk, deposit, facts)


def _apply_dispute(desk: Desk, deposit: Deposit, facts: DisputeFacts) -> None:
    """Bring the books to where the dispute stands; a decided one may be the first we hear of it."""
    if facts.state in ("none", deposit.dispute):
        return
    try:
        if deposit.dispute not in ("inquiry", "open") or facts.state == "open":
            kind: Literal["inquiry", "open"] = "inquiry" if facts.state == "inquiry" else "open"
            open_dispute(desk, deposit.deposit_id, kind=kind, amount=facts.amount)
        if facts.state in ("won", "lost"):
            close_dispute(desk, deposit.deposit_id, outcome=facts.state)
    except Refused as refused:
        desk.log.warning("dispute_not_applied", deposit=deposit.deposit_id, code=refused.code)
        with desk.begin() as books:
            text = f"Deposit {deposit.deposit_id}: the gateway says its dispute is {facts.state} ({refused.code})."
            post(desk, books, "dispute_differs", text, facts={"deposit": deposit.deposit_id})


def _tell_warning(desk: Desk, notice: Notice) -> None:
    """A bank thinks the payment was fraud: finance hears it, and the checks are asked again about what is open."""
    for deposit in _deposits(desk, notice.gateway, (notice.ref, *notice.payments)):
        text = f"Deposit {deposit.deposit_id}: the bank that paid warns of fraud. A dispute may follow."
        with desk.begin() as books:
            post(desk, books, "fraud_warning", text, facts={"deposit": deposit.deposit_id})
            concerned = _requests_about(books, deposit)
        for request_id in concerned:
            recheck_request(desk, request_id, why=text)


def _requests_about(books: Books, deposit: Deposit) -> list[str]:
    """The open requests that ask for this deposit, or hold something of it."""
    refunds = books.refunds_of_wallet(deposit.wallet_id, [deposit.deposit_id])
    holding = {refund.request_id for refund in refunds if refund.state in HOLDING}
    return [
        request.request_id
        for request in books.open_requests(deposit.wallet_id)
        if request.request_id in holding or request.ask.about == deposit.deposit_id
    ]


def _refresh_all(desk: Desk, gateway: str, payments: Iterable[str]) -> None:
    for deposit in _deposits(desk, gateway, payments):
        refresh_deposit(desk, deposit)


def _deposits(desk: Desk, gateway: str, payments: Iterable[str]) -> list[Deposit]:
    with desk.read() as books:
        found = [books.find_deposit_by_payment(gateway, payment) for payment in dict.fromkeys(payments)]
    return list({deposit.deposit_id: deposit for deposit in found if deposit}.values())


def _note_external(desk: Desk, deposit: Deposit, refunds: Iterable[GatewayRefund]) -> Deposit:
    """What somebody paid back in the gateway's own pages cannot be paid back again."""
    with desk.begin(deposit.wallet_id) as books:
        deposit = books.get_deposit(deposit.deposit_id)
        made = books.refunds_of_wallet(deposit.wallet_id, [deposit.deposit_id])
        attempts = [attempt for refund in made for attempt in books.attempts_of(refund.refund_id)]
        external = external_units(deposit, made, attempts, [refund_there(each) for each in refunds])
        if external == deposit.external_refunded:
            return deposit
        deposit = replace(deposit, external_refunded=external)
        books.save_deposit(deposit)
        told = Money(external, deposit.currency)
        text = f"Deposit {deposit.deposit_id}: {told} was paid back at the gateway and not by us."
        post(desk, books, "external_refund", text, facts={"deposit": deposit.deposit_id, "external": str(told)})
    return deposit


def refund_there(refund: GatewayRefund) -> RefundThere:
    """A refund of the gateway as a side of a comparison."""
    return RefundThere(refund.ref, refund.status.value, refund.amount, refund.attempt_id)
