"""An operator sent the money by hand and records it with a reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from panel_refunds.errors import Refused
from panel_refunds.flows.approvals import approvers_of
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.paid_elsewhere import count_recorded, look_there
from panel_refunds.flows.people import check_role
from panel_refunds.flows.request_state import save_request_state
from panel_refunds.flows.settling import settle
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.flows.ticketing import arrival_of, tell
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import format_units
from panel_refunds.refunds.reconcile.sides import RefundThere
from panel_refunds.refunds.refund import AT_GATEWAY, Refund
from panel_refunds.store import Books
from panel_refunds.tickets import letters


def record_payout(desk: Desk, refund_id: str, *, reference: str, by: str) -> Refund:
    """Book a refund that an operator paid by hand; the same reference again changes nothing.

    One that was made in the gateway's own pages is recorded by the gateway's name for it, so that it is not taken for
    somebody else's as well: while the gateway shows one that nobody recorded, it counts against what is left. Only
    refunds that wait for an operator: what a gateway may have cannot be recorded over its head. Who does it has one of
    the roles that may approve the request.
    """
    if not reference.strip():
        raise Refused("field_missing", "The reference of the payment is needed.", field="reference")
    with desk.read() as books:
        waiting = books.get_refund(refund_id)
        before, wallet_id = books.get_deposit(waiting.deposit_id), waiting.wallet_id
    there = look_there(desk, before) if waiting.state == "approved" and waiting.task is not None else ()
    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(wallet_id)
        refund = books.get_refund(refund_id)
        check_role(by, approvers_of(desk, books, refund), "record payments")
        check_may(by, "record payments")
        if refund.state == "paid" and refund.reference == reference:
            return refund
        if refund.state == "paid":
            raise Refused("not_an_operator_task", _paid_already(desk, refund), state=refund.state)
        if refund.state != "approved" or refund.task is None:
            raise Refused("not_an_operator_task", state=refund.state)
        deposit = books.get_deposit(refund.deposit_id)
        if deposit.dispute in ("open", "lost"):
            raise Refused("payment_disputed")
        account = books.get_customer(wallet.customer_id).state
        if account in ("terminated", "suspended"):
            raise Refused(f"account_{account}")
        if books.find_open_attempt(deposit.deposit_id):
            raise Refused("too_late", "An attempt at the gateway is not decided yet.")
        waiting_state = refund.state
        refund = replace(refund, reference=reference, sent_at=desk.now())
        deposit, unrecorded = count_recorded(desk, books, before, refund, there)
        _must_fit(books, deposit, refund, unrecorded)
        refund = settle(desk, books, wallet, refund, deposit.gateway)
        books.unschedule("pay", refund_id)
        was, became = {"state": waiting_state}, {"state": refund.state}
        books.add_action(by, "record_payout", refund_id, desk.now(), reference, {}, before=was, after=became)
        request = save_request_state(books, refund)
        when = arrival_of(desk, request, desk.now())
        tell(desk, books, request, "refund_sent", letters.sent(refund.split.net, request.currency, when, reference))
        desk.remember(books, refund_id)
    return refund


def _paid_already(desk: Desk, refund: Refund) -> str:
    when = f" on {desk.tenant.calendar.day_of(refund.paid_at)}" if refund.paid_at else ""
    return f"It was paid already with reference {refund.reference}{when}; if this is a second payment, ask for it back."


def _must_fit(books: Books, deposit: Deposit, refund: Refund, unrecorded: Sequence[RefundThere]) -> None:
    """What was paid back at the gateway without us counts, as it does before a gateway is asked to send."""
    refunds = books.refunds_of_wallet(refund.wallet_id, [deposit.deposit_id])
    gone = sum(each.split.net for each in refunds if each.state == "paid" or each.state in AT_GATEWAY)
    left = deposit.amount - deposit.external_refunded - gone
    if refund.split.net > left:
        text = (
            f"At the gateway {format_units(left, deposit.currency)} are left of this payment: decline the refund, and "
            "let the customer ask for so much."
        )
        if unrecorded:
            names = ", ".join(f"{each.ref} ({each.amount})" for each in unrecorded)
            text = f"The gateway shows {names}, which nobody recorded: if that is it, record it by that name. {text}"
        raise Refused("exceeds_unspent", text, field="refund")
