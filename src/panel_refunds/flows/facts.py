"""The facts of a wallet, gathered under its lock, as the policy's rules want them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from panel_refunds.flows.desk import Desk
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.orders.order import Order
from panel_refunds.policy.resolve import rules_for_deposit, rules_for_order
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.policy.snapshot import DepositFacts, LotFacts, OrderFacts, Snapshot, TiedBonus
from panel_refunds.refunds.refund import HOLDING, Refund
from panel_refunds.refunds.request import Ask, RefundRequest
from panel_refunds.store import Books


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one look at a wallet found: the snapshot, and the rows it was made from."""

    snapshot: Snapshot
    deposits: tuple[Deposit, ...]
    refunds: tuple[Refund, ...]


def gather(
    desk: Desk,
    books: Books,
    wallet: Wallet,
    *,
    ask: Ask | None = None,
    request: RefundRequest | None = None,
    release: bool = True,
) -> Gathered:
    """Gather the facts for a decision on ``ask``.

    ``request`` is the one being decided again: what it holds counts as free (unless ``release`` is off), and it does
    not stand in its own way.
    """
    now = desk.now()
    mine = _own_refunds(books, request)
    ids = {lot.deposit_id for lot in wallet.lots.values() if lot.is_cash and lot.open and lot.deposit_id}
    if ask and ask.target == "deposit" and ask.about:
        ids.add(ask.about)
    deposits = sorted(
        (each for each in books.deposits_by_id(sorted(ids)).values() if each.wallet_id == wallet.wallet_id),
        key=lambda deposit: (deposit.credited_at, deposit.deposit_id),
    )
    refunds = books.refunds_of_wallet(wallet.wallet_id, [deposit.deposit_id for deposit in deposits])
    others = [refund for refund in refunds if request is None or refund.request_id != request.request_id]
    blocked = _blocked(books, wallet, deposits, others, request)
    if any(_deducts(desk, deposit) for deposit in deposits):
        books.load_bonuses(wallet, [deposit.deposit_id for deposit in deposits])
    held_by = {refund.refund_id for refund in mine} if release else set()
    freed = _freed(wallet, held_by)
    windows = any(_needs_last_use(desk, deposit) for deposit in deposits)
    snapshot = Snapshot(
        customer=wallet.customer_id,
        currency=wallet.currency,
        at=now,
        account=books.get_customer(wallet.customer_id).state,
        cash=wallet.cash + sum(freed.values()),
        bonus=wallet.bonus,
        held=wallet.held - sum(freed.values()),
        deposits=tuple(_deposit_facts(desk, wallet, each, others, freed, blocked) for each in deposits),
        order=_asked_order(desk, books, ask, request),
        last_use_at=books.last_use_at(wallet.wallet_id) if windows else None,
    )
    return Gathered(snapshot, tuple(deposits), tuple(refunds))


def governing(desk: Desk, deposit: Deposit) -> PolicyVersion:
    """The version that decides the deposit's refund: its own, or today's where the tenant says so."""
    own = desk.tenant.policy_labelled(deposit.policy)
    return own if desk.tenant.governing == "at_deposit" else desk.tenant.policy_at(own.name, desk.now())


def told_by_customer(desk: Desk, deposit: Deposit) -> bool:
    """Whether the customer says where the deposit's money goes, so that only a person can send it. (Clause 2.1)"""
    rules = rules_for_deposit(governing(desk, deposit), method=deposit.method, gateway=deposit.gateway)
    return rules.deposits.destination == "told_by_customer"


def order_facts(desk: Desk, books: Books, order: Order, request: RefundRequest | None = None) -> OrderFacts:
    """The order as a rule sees it."""
    version = desk.tenant.policy_labelled(order.policy)
    refill_until = None
    if order.refill_days and order.completed_at:
        refill_until = order.completed_at + timedelta(days=order.refill_days)
    open_request = next(
        (
            each.request_id
            for each in books.open_requests(order.wallet_id)
            if each.ask.target == "order"
            and each.ask.about == order.order_id
            and (request is None or each.request_id != request.request_id)
        ),
        None,
    )
    return OrderFacts(
        order_id=order.order_id,
        status=order.status,
        placed_at=order.placed_at,
        rules=rules_for_order(version, provider=order.provider, service=order.service),
        charge=order.charge,
        refunded=order.refunded,
        reason=order.reason,
        refill_until=refill_until,
        in_review=order.review is not None,
        open_request=open_request,
    )


def _own_refunds(books: Books, request: RefundRequest | None) -> Sequence[Refund]:
    return books.refunds_of(request.request_id) if request else ()


def _asked_order(desk: Desk, books: Books, ask: Ask | None, request: RefundRequest | None) -> OrderFacts | None:
    if ask is None or ask.target != "order" or not ask.about:
        return None
    return order_facts(desk, books, books.get_order(ask.about), request)


def _freed(wallet: Wallet, holders: set[str]) -> dict[str, int]:
    """What each lot would have free again if ``holders`` let go."""
    freed: dict[str, int] = {}
    for hold in wallet.holds.values():
        if hold.holder in holders and hold.state == "open" and hold.purpose == "refund":
            freed[hold.lot_id] = freed.get(hold.lot_id, 0) + hold.amount
    return freed


def _blocked(
    books: Books,
    wallet: Wallet,
    deposits: Iterable[Deposit],
    refunds: Sequence[Refund],
    request: RefundRequest | None,
) -> dict[str, str]:
    """Deposit → the other open request on it. A request that holds nothing covers all that it is about."""
    blocked: dict[str, str] = {}
    for other in books.open_requests(wallet.wallet_id):
        if request is not None and other.request_id == request.request_id:
            continue
        holding = [each.deposit_id for each in refunds if each.request_id == other.request_id and each.state in HOLDING]
        if holding:
            blocked.update(dict.fromkeys(holding, other.request_id))
        elif other.ask.target == "deposit" and other.ask.about:
            blocked[other.ask.about] = other.request_id
        elif other.ask.target != "order":
            blocked.update({deposit.deposit_id: other.request_id for deposit in deposits})
    return blocked


def _deposit_facts(
    desk: Desk,
    wallet: Wallet,
    deposit: Deposit,
    refunds: Sequence[Refund],
    freed: dict[str, int],
    blocked: dict[str, str],
) -> DepositFacts:
    live = [each for each in refunds if each.deposit_id == deposit.deposit_id and each.state in HOLDING | {"paid"}]
    gone = sum(each.gross for each in live if each.state == "paid")
    lots = wallet.lots_of(deposit.deposit_id)
    there = sum(lot.left + lot.held for lot in lots)
    gateway = desk.gateways.get(deposit.gateway)
    return DepositFacts(
        deposit_id=deposit.deposit_id,
        payment=deposit.payment,
        gateway=deposit.gateway,
        method=deposit.method,
        amount=deposit.amount,
        credited_at=deposit.credited_at,
        version=desk.tenant.policy_labelled(deposit.policy),
        governed_by=governing(desk, deposit),
        fee=deposit.fee,
        fee_kept=sum(each.processor_fee or 0 for each in live),
        gross_refunded=sum(each.gross for each in live),
        spent=max(deposit.amount - gone - there, 0),
        elsewhere=deposit.external_refunded,
        lots=tuple(_lot_facts(lot, freed) for lot in lots if lot.open),
        bonuses=tuple(_tied_bonus(lot) for lot in wallet.bonuses_of(deposit.deposit_id)),
        dispute=deposit.dispute,
        open_request=blocked.get(deposit.deposit_id),
        original_guaranteed=gateway is not None
        and gateway.capabilities(deposit.method).destination == "original_guaranteed",
    )


def _lot_facts(lot: Lot, freed: dict[str, int]) -> LotFacts:
    left = lot.left + freed.get(lot.lot_id, 0)
    kind: Literal["deposit", "order_refund"] = "order_refund" if lot.kind == "order_refund" else "deposit"
    return LotFacts(lot.lot_id, kind, left, lot.returned_at, lot.order_id, lot.asked_at)


def _tied_bonus(lot: Lot) -> TiedBonus:
    spent = 0 if lot.void else lot.amount - lot.left - lot.held - lot.deducted
    return TiedBonus(lot.lot_id, lot.amount, max(spent, 0))


def _deducts(desk: Desk, deposit: Deposit) -> bool:
    return desk.tenant.policy_labelled(deposit.policy).rules.bonus.already_spent == "deduct"


def _needs_last_use(desk: Desk, deposit: Deposit) -> bool:
    rules = governing(desk, deposit).rules
    return "last_use" in (rules.deposits.window.start, rules.order_refunds.window.start)
