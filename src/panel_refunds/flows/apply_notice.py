"""What a gateway hinted at is read from the gateway, and applied as if we had looked by ourselves.

Of a refund that is ours the attempt is followed; one that we did not make lowers what the deposit can still give
back; of a payment the fee is learnt, or it is credited where the tenant wants that; a dispute is opened or closed; an
early fraud warning is told to the desk. Every part may run any number of times, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from panel_refunds.errors import Refused
from panel_refunds.flows.credit_by_webhook import Told, credit_by_webhook
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.look_up_refunds import asks_by_name, look_up_deposit
from panel_refunds.flows.paid_elsewhere import refund_there, write_external
from panel_refunds.flows.recheck_request import recheck_request
from panel_refunds.flows.record_fee import record_fee
from panel_refunds.flows.ticketing import post
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import DisputeFacts, GatewayRefund, RefundStatus, WatchesPayments
from panel_refunds.refunds.reconcile.sides import external_units
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
    if desk.now() < notice.received_at + _lag(desk, notice):
        raise Refused("gateway_silent", "What the gateway lists may be older than this hint.", field="payment")
    with desk.begin() as books:
        books.note_applied(notice, desk.now())


def _lag(desk: Desk, notice: Notice) -> timedelta:
    """For how long after a hint the gateway's lists may not show what it is about."""
    methods = {deposit.method for deposit in _deposits(desk, notice.gateway, (notice.ref, *notice.payments))}
    can = desk.gateway(notice.gateway).capabilities
    return max((can(method).lookup_lag for method in methods), default=timedelta(0))


def refresh_deposit(desk: Desk, deposit: Deposit, shown: GatewayRefund | None = None) -> Deposit:
    """Read a deposit's payment at its gateway: learn its fee, and what was paid back there by somebody else.

    Refused with ``gateway_silent`` when the gateway cannot show all refunds now, or when somebody else has noted what
    was paid back there while it was asked: then it has to be asked again. ``shown`` is a refund of the payment that the
    gateway has just shown by its own name: its list may lag behind that. Where there is no list, what is shown is all
    that is ever seen of others' refunds.
    """
    gateway = desk.gateway(deposit.gateway)
    facts = gateway.get_payment(deposit.payment)
    if deposit.fee is None and facts.fee is not None and facts.fee.currency == deposit.currency:
        deposit = record_fee(desk, deposit.deposit_id, facts.fee)
    sight = look_up_deposit(desk, deposit)
    if not sight.complete:
        raise Refused("gateway_silent", "The gateway cannot show every refund of the payment now.", field="payment")
    refunds = {refund.ref: refund for refund in sight.refunds}
    if shown is not None:
        refunds.setdefault(shown.ref, shown)
    for refund in refunds.values():
        _follow_failed(desk, refund)
    by_name = asks_by_name(gateway.capabilities(deposit.method))
    return _note_external(desk, deposit, refunds.values(), at_least=by_name)


def _follow_failed(desk: Desk, refund: GatewayRefund) -> None:
    """One of ours that came back made room for what others paid back since: it is told first."""
    if refund.attempt_id is None or refund.status not in (RefundStatus.FAILED, RefundStatus.CANCELED):
        return
    with desk.read() as books:
        attempt = books.find_attempt(refund.attempt_id)
    if attempt is not None and attempt.state in ("pending", "action_required", "succeeded"):
        follow_refund(desk, attempt.refund_id, refund)


def _look_at_refund(desk: Desk, notice: Notice) -> None:
    try:
        found = desk.gateway(notice.gateway).get_refund(notice.ref)
    except LookupError:
        return
    with desk.read() as books:
        attempt = books.find_attempt(found.attempt_id) if found.attempt_id else None
    if attempt is not None and attempt.gateway == notice.gateway:
        follow_refund(desk, attempt.refund_id, found)
    _refresh_all(desk, notice.gateway, (*notice.payments, *found.payments), found)


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
    before = {deposit.deposit_id: deposit for deposit in _deposits(desk, notice.gateway, notice.payments)}
    try:
        facts = gateway.get_dispute(notice.ref)
    except LookupError:
        return
    for deposit in _deposits(desk, notice.gateway, facts.payments):
        # Somebody else has learnt more while the gateway was asked: what it said may be the older word.
        if before.get(deposit.deposit_id, deposit).dispute != deposit.dispute:
            raise Refused("gateway_silent", "The dispute changed while the gateway was asked.", field="payment")
        _apply_dispute(desk, deposit, facts)


def _apply_dispute(desk: Desk, deposit: Deposit, facts: DisputeFacts) -> None:
    """Bring the books to where the dispute stands; a decided one may be the first we hear of it."""
    if facts.state in ("none", deposit.dispute):
        return
    try:
        if deposit.dispute not in ("inquiry", "open") or facts.state == "open":
            kind: Literal["inquiry", "open"] = "inquiry" if facts.state == "inquiry" else "open"
            open_dispute(desk, deposit.deposit_id, kind=kind, amount=facts.amount, seen=deposit.dispute)
        if facts.state in ("won", "lost"):
            close_dispute(desk, deposit.deposit_id, outcome=facts.state)
    except Refused as refused:
        if refused.code == "gateway_silent":
            raise
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


def _refresh_all(desk: Desk, gateway: str, payments: Iterable[str], shown: GatewayRefund | None = None) -> None:
    for deposit in _deposits(desk, gateway, payments):
        refresh_deposit(desk, deposit, shown)


def _deposits(desk: Desk, gateway: str, payments: Iterable[str]) -> list[Deposit]:
    with desk.read() as books:
        found = [books.find_deposit_by_payment(gateway, payment) for payment in dict.fromkeys(payments)]
    return list({deposit.deposit_id: deposit for deposit in found if deposit}.values())


def _note_external(
    desk: Desk, deposit: Deposit, refunds: Iterable[GatewayRefund], *, at_least: bool = False
) -> Deposit:
    """What somebody paid back in the gateway's own pages cannot be paid back again.

    ``at_least``: these are not all refunds, so what is known already stays known.
    """
    with desk.begin(deposit.wallet_id) as books:
        before, deposit = deposit, books.get_deposit(deposit.deposit_id)
        if deposit.external_refunded != before.external_refunded:
            raise Refused("gateway_silent", "The payment changed while the gateway was asked.", field="payment")
        made = books.refunds_of_wallet(deposit.wallet_id, [deposit.deposit_id])
        attempts = [attempt for refund in made for attempt in books.attempts_of(refund.refund_id)]
        external = external_units(deposit, made, attempts, [refund_there(each) for each in refunds])
        if at_least:
            external = max(external, deposit.external_refunded)
        return write_external(desk, books, deposit, external)
