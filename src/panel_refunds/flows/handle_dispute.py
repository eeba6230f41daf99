"""A payment is disputed: freeze what is left of its deposit, and release or lose it when the dispute is decided.

A disputed payment is never refunded as well; what a gateway already has goes on and is recorded. (Clause 2.1)
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import check_named
from panel_refunds.flows.stopping import not_sent, stop_refund
from panel_refunds.flows.ticketing import post
from panel_refunds.ledger.bonus import void_bonuses
from panel_refunds.ledger.deposit import Deposit, DisputeState
from panel_refunds.ledger.dispute import freeze_deposit, lose_deposit, unfreeze_deposit
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.money import Money
from panel_refunds.refunds.dispute import Dispute
from panel_refunds.refunds.refund import AT_GATEWAY
from panel_refunds.store import Books


def open_dispute(
    desk: Desk,
    deposit_id: str,
    *,
    kind: Literal["inquiry", "open"] = "open",
    amount: Money | None = None,
    seen: DisputeState | None = None,
) -> Dispute:
    """A dispute, or a mere inquiry, was opened. Told twice it is one; an inquiry may grow into a dispute.

    ``seen`` is how the deposit stood before its gateway was asked: ``gateway_silent`` when it has moved on since, for
    then this may be the dispute that was decided meanwhile.
    """
    with desk.read() as books:
        wallet_id = books.get_deposit(deposit_id).wallet_id
    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(wallet_id)
        deposit = books.get_deposit(deposit_id)
        if amount is not None and amount.currency != deposit.currency:
            raise Refused("currency_mismatch", field="amount")
        if seen is not None and deposit.dispute != seen:
            raise Refused("gateway_silent", "The dispute changed while the gateway was asked.", field="deposit")
        dispute = books.find_open_dispute(deposit_id)
        if dispute is None:
            contested = amount.units if amount else deposit.amount - _gone(books, wallet, deposit)
            if contested <= 0 or contested > deposit.amount:
                raise Refused("amount_invalid", "A dispute is about a part of the deposit.", field="amount")
            dispute_id = desk.new_id("dispute")
            dispute = Dispute(dispute_id, wallet_id, deposit_id, contested, kind, desk.now())
            books.add_dispute(dispute)
        elif dispute.state == "inquiry" and kind == "open":
            dispute = replace(dispute, state="open")
            books.save_dispute(dispute)
        else:
            desk.remember(books, dispute.dispute_id)
            return dispute
        books.save_deposit(replace(deposit, dispute=dispute.state))
        if dispute.state == "open":
            freeze_deposit(wallet, dispute_id=dispute.dispute_id, deposit_id=deposit_id, at=desk.now())
        post(
            desk,
            books,
            f"dispute_{kind}",
            f"Deposit {deposit_id}: the payment is contested.",
            facts={"deposit": deposit_id},
        )
        desk.remember(books, dispute.dispute_id)
    return dispute


def close_dispute(
    desk: Desk, deposit_id: str, *, outcome: Literal["won", "lost"], by: str | None = None, text: str = ""
) -> Dispute:
    """The dispute was decided. Won: the money is free again. Lost: it is gone; what was spent is the house's loss.

    ``by`` is the person who says so, with the evidence as ``text``, where no gateway told it.
    """
    if by is not None:
        check_named(by)
        if not text.strip():
            raise Refused("evidence_needed", field="text")
    with desk.read() as books:
        wallet_id = books.get_deposit(deposit_id).wallet_id
    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(wallet_id)
        deposit = books.get_deposit(deposit_id)
        dispute = books.find_open_dispute(deposit_id)
        if dispute is None:
            if deposit.dispute == outcome:
                return next(each for each in books.disputes_of(wallet_id) if each.deposit_id == deposit_id)
            raise Refused("dispute_closed" if deposit.dispute in ("won", "lost") else "no_dispute", field="deposit")
        was_frozen = dispute.state == "open"
        if outcome == "won":
            unfreeze_deposit(wallet, dispute_id=dispute.dispute_id, at=desk.now())
            _try_unsent_again(desk, books, wallet, deposit)
        else:
            # While it is not decided yet, what is let go of here falls to it like the rest.
            _stop_unsent(desk, books, wallet, deposit)
            freeze_deposit(wallet, dispute_id=dispute.dispute_id, deposit_id=deposit_id, at=desk.now())
            lose_deposit(
                wallet, dispute_id=dispute.dispute_id, gateway=deposit.gateway, amount=dispute.amount, at=desk.now()
            )
            _void_bonuses_of(desk, books, wallet, dispute)
        dispute = replace(dispute, state=outcome, closed_at=desk.now())
        books.save_dispute(dispute)
        books.save_deposit(replace(deposit, dispute=outcome))
        if by is not None:
            books.add_action(by, "close_dispute", deposit_id, desk.now(), text, {"outcome": outcome})
        kind = f"dispute_{outcome}"
        facts = {"deposit": deposit_id, "frozen": str(was_frozen).lower()}
        post(desk, books, kind, f"Deposit {deposit_id}: the dispute is {outcome}.", facts=facts)
        desk.remember(books, dispute.dispute_id)
    return dispute


def _void_bonuses_of(desk: Desk, books: Books, wallet: Wallet, dispute: Dispute) -> None:
    """The bank gave the payment back: a bonus that came with it is void, as after a refund. (Clause 2.3)"""
    books.load_bonuses(wallet, [dispute.deposit_id])
    if lots := [lot for lot in wallet.bonuses_of(dispute.deposit_id) if not lot.void]:
        void_bonuses(wallet, lots, about=dispute.dispute_id, at=desk.now())


def _gone(books: Books, wallet: Wallet, deposit: Deposit) -> int:
    """What of the payment went back, was lost, or is on its way back, and so cannot be contested again."""
    refunds = books.refunds_of_wallet(wallet.wallet_id, [deposit.deposit_id])
    lost = [each for each in books.disputes_of(wallet.wallet_id) if each.deposit_id == deposit.deposit_id]
    gone = sum(each.split.net for each in refunds if each.state in {"paid", *AT_GATEWAY})
    return deposit.external_refunded + gone + sum(each.amount for each in lost if each.state == "lost")


def _try_unsent_again(desk: Desk, books: Books, wallet: Wallet, deposit: Deposit) -> None:
    for refund in books.refunds_of_wallet(wallet.wallet_id, [deposit.deposit_id]):
        if refund.state == "approved":
            books.save_refund(replace(refund, task=None))
            books.schedule("pay", refund.refund_id, desk.now())


def _stop_unsent(desk: Desk, books: Books, wallet: Wallet, deposit: Deposit) -> None:
    """What was set aside for a refund of the lost payment is not sent any more."""
    for refund in books.refunds_of_wallet(wallet.wallet_id, [deposit.deposit_id]):
        if not_sent(books, refund):
            stop_refund(desk, books, wallet, refund, "payment_disputed")
