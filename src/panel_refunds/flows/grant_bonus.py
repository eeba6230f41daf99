"""The panel gives a bonus, or takes back what is left of one."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.giving_back import holder_of_bonuses
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.ledger.bonus import grant_bonus as book_bonus
from panel_refunds.ledger.bonus import void_bonuses
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.reserve import set_aside
from panel_refunds.money import Money


def grant_bonus(desk: Desk, customer_id: str, amount: Money, *, tied_to: str | None = None) -> Lot:
    """Give ``amount``; ``tied_to`` is the deposit it came with. The lot's id is the bonus's id.

    Where a request on that deposit has taken its bonuses out of use, this one is out of use too. (Clause 2.3)
    """
    if amount.units <= 0:
        raise Refused("amount_invalid", "A bonus is more than zero.", field="amount")
    with desk.begin() as books:
        wallet_id = books.ensure_wallet(customer_id, amount.currency, desk.now())
        desk.stop_if_replayed(books)
        if books.get_customer(customer_id).state == "forfeited":
            raise Refused("account_forfeited")
        if tied_to is not None and books.get_deposit(tied_to).wallet_id != wallet_id:
            raise Refused("not_found", "That deposit is not one of this customer.", field="tied_to")
        wallet = books.wallet(wallet_id, holds=tied_to is not None)
        lot = book_bonus(wallet, amount=amount.units, tied_to=tied_to, at=desk.now())
        if tied_to is not None and (holder := holder_of_bonuses(desk, books, wallet, tied_to)):
            set_aside(wallet, holder=holder, purpose="bonus", parts=[(lot, lot.left)], at=desk.now())
        desk.remember(books, lot.lot_id, lot)
    return lot


def void_bonus(desk: Desk, customer_id: str, bonus_id: str, *, by: str, text: str) -> int:
    """Take back what is left of a bonus; returns the units taken. Asked by staff, with a reason."""
    check_may(by, "take back a bonus")
    if not text.strip():
        raise Refused("reason_needed", field="text")
    with desk.read() as books:
        wallets = books.wallets_of(customer_id)
    with desk.begin(*wallets) as books:
        desk.stop_if_replayed(books)
        for wallet_id in wallets:
            wallet = books.wallet(wallet_id)
            if bonus_id in wallet.lots and not wallet.lots[bonus_id].is_cash:
                taken = void_bonuses(wallet, [wallet.lots[bonus_id]], about=bonus_id, at=desk.now())
                before, after = {"left": str(taken)}, {"left": "0"}
                facts = {"taken": str(taken)}
                books.add_action(by, "void_bonus", bonus_id, desk.now(), text, facts, before=before, after=after)
                desk.remember(books, bonus_id)
                return taken
    raise Refused("not_found", "Nothing of such a bonus is left.", field="bonus")
