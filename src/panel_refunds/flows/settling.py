"""Settling a refund in the books, and bringing its money back when it failed. Inside the caller's transaction."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.flows.contested import keep_contested
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.giving_back import cancels_on_request, restores_bonus
from panel_refunds.ledger.bonus import void_out_of_use
from panel_refunds.ledger.forfeit import forfeit_wallet
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.payout import reverse_refund, settle_refund
from panel_refunds.ledger.reserve import release_as_returned
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import Books


def settle(desk: Desk, books: Books, wallet: Wallet, refund: Refund, gateway: str) -> Refund:
    """The refund succeeded: its money leaves the wallet, the bonuses of its deposit are void. (Clause 2.3)"""
    bonuses: list[Lot] = []
    if refund.touches_own_lot:
        books.load_bonuses(wallet, [refund.deposit_id])
        bonuses = [lot for lot in wallet.bonuses_of(refund.deposit_id) if not lot.void]
        _charge_spent(wallet, bonuses, refund.bonus_deducted)
        bonuses = [wallet.lots[lot.lot_id] for lot in bonuses]
    settle_refund(
        wallet, refund_id=refund.refund_id, gateway=gateway, split=refund.split, bonuses=bonuses, at=desk.now()
    )
    refund = replace(refund, state="paid", paid_at=desk.now(), task=None)
    books.save_refund(refund)
    return refund


def bring_back(desk: Desk, books: Books, wallet: Wallet, refund: Refund, settled_at: str | None, why: str) -> Refund:
    """A refund failed: the gross is back on its lots, in time as it was when asked for.

    ``settled_at`` is the gateway where it had succeeded before, None when it never did.
    """
    request = books.get_request(refund.request_id)
    asked_at = request.submitted_at or desk.now()
    restore = restores_bonus(desk, books.get_deposit(refund.deposit_id))
    if settled_at is None:
        void_if_not_restored(desk, books, wallet, refund)
        release_as_returned(
            wallet, wallet.holds_for(refund.refund_id), about=refund.refund_id, asked_at=asked_at, at=desk.now()
        )
    else:
        settled = books.settled_holds(wallet, refund.refund_id)
        books.load_lots(wallet, {hold.lot_id for hold in settled} - wallet.lots.keys())
        reverse_refund(
            wallet,
            refund_id=refund.refund_id,
            gateway=settled_at,
            split=refund.split,
            settled=settled,
            restore_bonus=restore,
            asked_at=asked_at,
            at=desk.now(),
        )
        if refund.bonus_deducted:
            _uncharge_spent(books, wallet, refund)
    refund = replace(refund, state="failed", why=why, task=None)
    books.save_refund(refund)
    keep_contested(desk, books, wallet, refund.deposit_id)
    seize_forfeited(desk, books, wallet, refund)
    return refund


def void_if_not_restored(desk: Desk, books: Books, wallet: Wallet, refund: Refund) -> None:
    """Where a request cancels bonuses for good, they are void though nothing was paid. (Clause 2.3)"""
    deposit = books.get_deposit(refund.deposit_id)
    if refund.touches_own_lot and cancels_on_request(desk, deposit) and not restores_bonus(desk, deposit):
        books.load_bonuses(wallet, [refund.deposit_id])
        void_out_of_use(wallet, refund.refund_id, deposit_id=refund.deposit_id, at=desk.now())


def seize_forfeited(desk: Desk, books: Books, wallet: Wallet, refund: Refund) -> None:
    """Money that a refund lets go on a forfeited account does not become free."""
    if books.get_customer(wallet.customer_id).state == "forfeited":
        deposit = books.get_deposit(refund.deposit_id)
        takes = desk.tenant.policy_labelled(deposit.policy).rules.accounts.forfeiture.takes
        forfeit_wallet(wallet, about=refund.refund_id, takes=takes, spare=_at_gateway(books, wallet), at=desk.now())


def _at_gateway(books: Books, wallet: Wallet) -> set[str]:
    holders = {hold.holder for hold in wallet.holds.values() if hold.state == "open"}
    return {refund.refund_id for refund in books.refunds_by_id(sorted(holders)) if refund.state in ("sending", "sent")}


def _charge_spent(wallet: Wallet, bonuses: list[Lot], charged: int) -> None:
    """Note on the bonuses how much of what was spent the refund has paid for."""
    for lot in bonuses:
        part = min(charged, max(lot.amount - lot.left - lot.held - lot.deducted, 0))
        if part:
            wallet.change_lot(replace(wallet.lots[lot.lot_id], deducted=lot.deducted + part))
        charged -= part


def _uncharge_spent(books: Books, wallet: Wallet, refund: Refund) -> None:
    books.load_bonuses(wallet, [refund.deposit_id])
    rest = refund.bonus_deducted
    for lot in wallet.bonuses_of(refund.deposit_id):
        part = min(rest, lot.deducted)
        if part:
            wallet.change_lot(replace(lot, deducted=lot.deducted - part))
        rest -= part
