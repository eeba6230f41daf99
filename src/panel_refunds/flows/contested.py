"""Money of a contested payment that would become free: the bank's claim on it comes first.

While a dispute is open it is set aside for it. Once one was lost it covers what that cost the house, and only what lies
beyond is the customer's: spent money that an order gives back later, and a refund that fails late, are all alike here.
"""

from __future__ import annotations

from collections.abc import Iterable

from panel_refunds.flows.desk import Desk
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.dispute import Loss, cover_losses, freeze_deposit
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.store import Books


def keep_contested(desk: Desk, books: Books, wallet: Wallet, deposit_id: str) -> None:
    """Something of the deposit has become free: cover what it lost before, set aside what is contested now."""
    deposit = books.get_deposit(deposit_id)
    lost = load_losses(books, wallet, [deposit])
    cover_losses(wallet, lost.get(deposit_id, ()), deposit_id=deposit_id, at=desk.now())
    dispute = books.find_open_dispute(deposit_id) if deposit.dispute == "open" else None
    if dispute:
        freeze_deposit(wallet, dispute_id=dispute.dispute_id, deposit_id=deposit_id, at=desk.now())


def load_losses(books: Books, wallet: Wallet, deposits: Iterable[Deposit]) -> dict[str, list[Loss]]:
    """Deposit → its lost disputes, oldest first; the holds settled for them are in the wallet then."""
    # A deposit tells only of its newest dispute; one that was lost may lie behind it.
    contested = {deposit.deposit_id for deposit in deposits if deposit.dispute != "none"}
    if not contested:
        return {}
    lost: dict[str, list[Loss]] = {}
    for dispute in books.disputes_of(wallet.wallet_id):
        if dispute.state == "lost" and dispute.deposit_id in contested:
            wallet.adopt_holds(books.settled_holds(wallet, dispute.dispute_id))
            lost.setdefault(dispute.deposit_id, []).append(Loss(dispute.dispute_id, dispute.amount))
    return lost
