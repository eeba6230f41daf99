"""Giving an order's money back inside a transaction: the step that statuses, people and refused placements share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from panel_refunds.flows.contested import load_losses
from panel_refunds.flows.desk import Desk
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.give_back import Obstacles, give_back
from panel_refunds.ledger.lot import Slice
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.orders.order import Order
from panel_refunds.policy.resolve import rules_for_deposit
from panel_refunds.policy.settings import BonusRules
from panel_refunds.refunds.refund import HOLDING
from panel_refunds.store import Books


def pay_back_orders(desk: Desk, books: Books, dues: Sequence[tuple[Order, int]], *, at: datetime) -> list[Order]:
    """Give each order its due units back to the wallet it was charged to; the wallets are locked and loaded.

    Returns the orders with what they have given back now; the caller saves them.
    """
    if not dues:
        return []
    slices = books.slices_of([order.order_id for order, _ in dues])
    wallets = {wallet_id: books.wallet(wallet_id) for wallet_id in {order.wallet_id for order, _ in dues}}
    obstacles = find_obstacles(desk, books, wallets, [piece for pieces in slices.values() for piece in pieces])
    done: list[Order] = []
    changed: list[Slice] = []
    for order, due in dues:
        pieces, wallet = slices[order.order_id], wallets[order.wallet_id]
        used_up = {piece.lot_id for piece in pieces if piece.kind == "bonus"} - wallet.lots.keys()
        if used_up:
            books.load_lots(wallet, used_up)
        how = desk.tenant.policy_labelled(order.policy).rules.spending.returns
        changed += give_back(
            wallet,
            order_id=order.order_id,
            slices=pieces,
            amount=due,
            how=how,
            at=at,
            obstacles=obstacles[order.wallet_id],
        )
        done.append(replace(order, refunded=order.refunded + due))
    books.save_slices(changed)
    return done


def find_obstacles(
    desk: Desk, books: Books, wallets: Mapping[str, Wallet], slices: Iterable[Slice]
) -> dict[str, Obstacles]:
    """What stands between returning money and the customers of ``wallets``."""
    deposit_ids = sorted({piece.deposit_id for piece in slices if piece.deposit_id})
    deposits = books.deposits_by_id(deposit_ids).values()
    forfeited = books.forfeited_among({wallet.customer_id for wallet in wallets.values()})
    takes = desk.tenant.policy_at(desk.tenant.policy_name, desk.now()).rules.accounts.forfeiture.takes
    found: dict[str, Obstacles] = {}
    for wallet_id, wallet in wallets.items():
        mine = [deposit for deposit in deposits if deposit.wallet_id == wallet_id]
        disputed: dict[str, str] = {}
        for deposit in mine:
            dispute = books.find_open_dispute(deposit.deposit_id) if deposit.dispute == "open" else None
            if dispute:
                disputed[deposit.deposit_id] = dispute.dispute_id
        found[wallet_id] = Obstacles(
            disputed=disputed,
            lost=load_losses(books, wallet, mine),
            bonus_out_of_use=_bonuses_out_of_use(desk, books, wallet, mine),
            forfeited=wallet.customer_id in forfeited,
            takes=frozenset(takes),
        )
    return found


def holder_of_bonuses(desk: Desk, books: Books, wallet: Wallet, deposit_id: str) -> str | None:
    """The refund that has this deposit's bonuses out of use, if one has."""
    return _bonuses_out_of_use(desk, books, wallet, [books.get_deposit(deposit_id)]).get(deposit_id)


def _bonuses_out_of_use(desk: Desk, books: Books, wallet: Wallet, deposits: Sequence[Deposit]) -> dict[str, str]:
    # Only a wallet with something set aside can have a request under way.
    if not any(hold.state == "open" and hold.purpose == "refund" for hold in wallet.holds.values()):
        return {}
    by_id = {deposit.deposit_id: deposit for deposit in deposits}
    return {
        refund.deposit_id: refund.refund_id
        for refund in books.refunds_of_wallet(wallet.wallet_id, sorted(by_id))
        if refund.state in HOLDING and refund.touches_own_lot and cancels_on_request(desk, by_id[refund.deposit_id])
    }


def cancels_on_request(desk: Desk, deposit: Deposit) -> bool:
    """Whether a request takes the deposit's bonuses out of use, by the version accepted with it."""
    return _bonus_rules(desk, deposit).cancel_on == "request"


def restores_bonus(desk: Desk, deposit: Deposit) -> bool:
    """Whether bonuses that went out of use come back when nothing was paid, by the version accepted with it."""
    return _bonus_rules(desk, deposit).restore_if_declined


def _bonus_rules(desk: Desk, deposit: Deposit) -> BonusRules:
    version = desk.tenant.policy_labelled(deposit.policy)
    return rules_for_deposit(version, method=deposit.method, gateway=deposit.gateway).bonus
