"""Both sides of a deposit, read and compared: first the gateway, with nothing locked, then our books.

While the two are read the world goes on, so what differs at the first look is looked at once more: only what differs
both times is a difference.
"""

from __future__ import annotations

from panel_refunds.flows.desk import Desk
from panel_refunds.flows.look_up_refunds import asks_by_name, look_up_deposit
from panel_refunds.flows.paid_elsewhere import refund_there
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import Capabilities, PaymentFacts
from panel_refunds.refunds.attempt import OPEN
from panel_refunds.refunds.reconcile.compare import compare
from panel_refunds.refunds.reconcile.difference import Difference
from panel_refunds.refunds.reconcile.sides import OurSide, PaymentThere, TheirSide
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import Books


def compare_deposit(desk: Desk, deposit: Deposit) -> list[Difference]:
    """What differs about the deposit between its gateway and our books; raises what the gateway's reads raise."""
    found = _look(desk, deposit)
    if not found:
        return []
    again = {difference.key for difference in _look(desk, deposit)}
    return [difference for difference in found if difference.key in again]


def can_compare(can: Capabilities) -> bool:
    """Whether a gateway keeps anything of a payment that could be looked up."""
    return can.lookup != "none" or can.verifies


def _look(desk: Desk, deposit: Deposit) -> list[Difference]:
    theirs = _their_side(desk, deposit)
    return compare(_our_side(desk, deposit.deposit_id), theirs)


def _their_side(desk: Desk, deposit: Deposit) -> TheirSide:
    gateway = desk.gateway(deposit.gateway)
    can = gateway.capabilities(deposit.method)
    as_of = desk.now()
    payment: PaymentThere | None
    try:
        payment = _payment_there(gateway.get_payment(deposit.payment), deposit, can)
    except LookupError:
        payment = None
    if payment is None or can.lookup == "none":
        return TheirSide(payment, None, complete=False, as_of=as_of, reports_disputes=can.disputes)
    sight = look_up_deposit(desk, deposit)
    refunds = tuple(refund_there(each) for each in sight.refunds)
    others = not asks_by_name(can)
    return TheirSide(payment, refunds, sight.complete, sight.as_of, can.lookup_lag, can.disputes, others)


def _payment_there(facts: PaymentFacts, deposit: Deposit, can: Capabilities) -> PaymentThere:
    """A fee in another currency than the payment's says nothing here; a gateway that does not say its mode fits."""
    fee = facts.fee.units if facts.fee is not None and facts.fee.currency == deposit.currency else None
    return PaymentThere(facts.amount, facts.captured, facts.dispute, fee, other_mode=facts.live is can.sandbox)


def _our_side(desk: Desk, deposit_id: str) -> OurSide:
    with desk.read() as books:
        deposit = books.get_deposit(deposit_id)
        refunds = books.refunds_of_wallet(deposit.wallet_id, [deposit_id])
        attempts = [attempt for refund in refunds for attempt in books.attempts_of(refund.refund_id)]
        undecided = {attempt.refund_id for attempt in attempts if attempt.state in OPEN}
        disputes = books.disputes_of(deposit.wallet_id) if deposit.dispute != "none" else []
        return OurSide(
            deposit,
            desk.now(),
            tuple(refunds),
            tuple(attempts),
            books.booked_to_gateway(deposit.wallet_id, deposit.gateway, [refund.refund_id for refund in refunds]),
            sum(each.amount for each in disputes if each.deposit_id == deposit_id and each.state == "lost"),
            frozenset(
                refund.refund_id for refund in refunds if refund.refund_id in undecided and _cared(books, refund)
            ),
        )


def _cared(books: Books, refund: Refund) -> bool:
    """Whether a piece of work, or a person's task, will go on with an undecided refund."""
    if refund.task is not None:
        return True
    return any(books.find_work(kind, refund.refund_id) is not None for kind in ("pay", "follow"))
