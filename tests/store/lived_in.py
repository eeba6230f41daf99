"""Books that people have lived in: a bit of everything that can happen, through the flows, and the ids to find it by."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tests.flows.shop import Shop, usd

from panel_refunds.flows.close_account import forfeit_account, terminate_account
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.store import Store


def live_in(store: Store) -> tuple[UUID, datetime, dict[str, str]]:
    """Fill the store; returns the tenant, the moment it is then, and the ids by what they are called here."""
    shop = Shop(store)
    ids: dict[str, str] = {}

    # A refund that was paid, of a deposit with a bonus, an order that gave some back, and one that did not.
    paid = shop.deposit("50.00", "1.75")
    tied = grant_bonus(shop.desk, "c1", usd("5.00"), tied_to=paid.deposit_id)
    partial, done = shop.order("10.00"), shop.order("4.00")
    shop.status(partial, "Partial", 500)
    shop.status(done, "Completed", 0)
    ids |= {"paid": paid.deposit_id, "tied": tied.lot_id, "partial": partial.order_id, "done": done.order_id}
    _pay(shop, ids, "paid", paid.deposit_id, "20.00")

    # One that waits for finance, one that the gateway has, one that succeeded and failed later.
    waiting, sent, failed = (shop.deposit(amount, "0.50") for amount in ("30.00", "31.00", "32.00"))
    ids |= {"waiting": waiting.deposit_id, "sent": sent.deposit_id, "failed": failed.deposit_id}
    request = shop.request("all", waiting)
    ids |= {"waiting_request": request.request_id, "waiting_refund": shop.refund_of(request).refund_id}
    shop.gateway.script("pending")
    _pay(shop, ids, "sent", sent.deposit_id, "11.00")
    _pay(shop, ids, "failed", failed.deposit_id, "12.00")
    shop.gateway.later(ids["failed_attempt"], "failed")
    shop.passes(days=1)
    follow_refund(shop.desk, ids["failed_refund"])

    # A payment that is contested, one that was lost; a bonus tied to nothing.
    disputed, lost = shop.deposit("25.00"), shop.deposit("15.00")
    ids |= {"disputed": disputed.deposit_id, "lost": lost.deposit_id}
    ids["open_dispute"] = open_dispute(shop.desk, disputed.deposit_id).dispute_id
    open_dispute(shop.desk, lost.deposit_id)
    ids["lost_dispute"] = close_dispute(shop.desk, lost.deposit_id, outcome="lost").dispute_id
    # Of another one the bank took a part, for which too little was left, until an order gave back more than that.
    part = shop.deposit("9.00", customer="c7")
    cheap = shop.order("8.00", "c7")
    open_dispute(shop.desk, part.deposit_id, amount=usd("4.00"))
    ids["part_dispute"] = close_dispute(shop.desk, part.deposit_id, outcome="lost").dispute_id
    shop.status(cheap, "Canceled", 1000)
    with shop.desk.read() as books:
        ids["covering_lot"] = books.wallet(part.wallet_id).lots_of(part.deposit_id)[0].lot_id
    ids["untied"] = grant_bonus(shop.desk, "c1", usd("3.00")).lot_id

    # Somebody else, who forfeited everything; a third, who never did much; others without money, two of them closed.
    taken = shop.deposit("20.00", customer="c2")
    shop.passes(hours=1)
    forfeit_account(shop.desk, "c2", cause="fraud", evidence="two accounts", by=["boss-1", "boss-2"])
    for poor in ("c4", "c5", "c6"):
        shop.deposit("1.00", customer=poor)
        shop.order("1.00", poor)
    forfeit_account(shop.desk, "c5", cause="fraud", evidence="two accounts", by=["boss-1", "boss-2"])
    terminate_account(shop.desk, "c6", cause="tos", by="boss-1")
    quiet = shop.deposit("7.00", customer="c3")
    ids |= {"taken": taken.deposit_id, "quiet": quiet.deposit_id}
    ids |= {"w1": paid.wallet_id, "w2": taken.wallet_id, "w3": quiet.wallet_id}

    with shop.desk.read() as books:
        for name, wallet_id in (("paid", "w1"), ("waiting", "w1"), ("disputed", "w1"), ("quiet", "w3")):
            lots = books.wallet(ids[wallet_id]).lots_of(ids[name])
            ids[f"{name}_lot"] = lots[0].lot_id
    shop.check_books()
    return shop.tenant.id, shop.at, ids


def _pay(shop: Shop, ids: dict[str, str], name: str, deposit_id: str, amount: str) -> None:
    with shop.desk.read() as books:
        deposit = books.get_deposit(deposit_id)
    request = shop.approve(shop.request(amount, deposit))
    refund = pay_refund(shop.desk, shop.refund_of(request).refund_id)
    with shop.desk.read() as books:
        attempt = books.attempts_of(refund.refund_id)[-1]
    ids |= {
        f"{name}_request": request.request_id,
        f"{name}_refund": refund.refund_id,
        f"{name}_attempt": attempt.attempt_id,
    }
