"""A provider's words arrive: orders get their new status, and what is due goes back to the balances at once.

Told by a poll, the panel (API), a webhook or a story, one order or a hundred; all of a call are one transaction,
so that a batch is applied whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from panel_refunds.flows.desk import Desk, wallet_ids
from panel_refunds.flows.giving_back import pay_back_orders
from panel_refunds.flows.moving_on import redecide_waiting
from panel_refunds.orders.apply_report import Outcome, Report, apply_report, read_word
from panel_refunds.orders.order import FINAL, Order
from panel_refunds.orders.undelivered import Doubt
from panel_refunds.orders.words import normalise_word
from panel_refunds.policy.resolve import rules_for_order
from panel_refunds.store import Books


@dataclass(frozen=True, slots=True)
class StatusTold:
    """One word about one of our orders; ``status`` is our reading of it, or ``unknown``.

    ``remains`` is of what the customer ordered; ``doubt`` is for what nobody can be sure of (``Report``). ``seen`` is
    the order as it was when the provider was asked: where somebody else has learnt something since, this word may be
    the older one, and is left out.
    """

    order_id: str
    status: str
    raw_status: str
    remains: int | None = None
    reason: str | None = None
    doubt: Doubt = "none"
    seen: Order | None = None

    def may_be_older(self, order: Order) -> bool:
        """Whether the order, as it is now, was told about after this word was asked for."""
        seen = self.seen
        return seen is not None and (seen.status, seen.raw_status, seen.remains, seen.reason) != (
            order.status,
            order.raw_status,
            order.remains,
            order.reason,
        )


def apply_statuses(desk: Desk, told: Sequence[StatusTold]) -> list[Order]:
    """Apply each report and give back what is due; returns the orders as they are now, in the order told.

    Several words about one order are applied in the order told, as if they had come one by one: the last is its status,
    and what an earlier one gave back stays given back.
    """
    with desk.read() as books:
        orders = books.get_orders(one.order_id for one in told)
    wallets = wallet_ids(order.wallet_id for order in orders.values())

    with desk.begin(*wallets) as books:
        desk.stop_if_replayed(books)
        books.load_wallets(wallets)
        orders = books.get_orders(one.order_id for one in told)
        for wave in _waves([one for one in told if not one.may_be_older(orders[one.order_id])]):
            orders.update(_apply_wave(desk, books, orders, wave))
        now_are = [orders[one.order_id] for one in told]
        desk.remember(books, told[0].order_id if told else "", now_are)
    return now_are


def _waves(told: Sequence[StatusTold]) -> list[list[StatusTold]]:
    """Reports in groups in which no order stands twice, so that each group can be booked at once."""
    waves: list[list[StatusTold]] = []
    seen: dict[str, int] = {}
    for one in told:
        number = seen.get(one.order_id, 0)
        seen[one.order_id] = number + 1
        if number == len(waves):
            waves.append([])
        waves[number].append(one)
    return waves


def _apply_wave(desk: Desk, books: Books, orders: Mapping[str, Order], wave: Sequence[StatusTold]) -> dict[str, Order]:
    now = desk.now()
    maps = {name: books.word_map(name) for name in {orders[one.order_id].provider for one in wave}}
    outcomes = [(one, _outcome(desk, orders[one.order_id], one, maps, now)) for one in wave]
    dues = [(outcome.order, outcome.pay) for _, outcome in outcomes if outcome.pay]
    paid = {order.order_id: order for order in pay_back_orders(desk, books, dues, at=now)}
    settled = {
        one.order_id: _with_next_poll(paid.get(one.order_id, outcome.order), orders[one.order_id], now)
        for one, outcome in outcomes
    }
    books.save_orders([order for order_id, order in settled.items() if order != orders[order_id]])
    for one, outcome in outcomes:
        if outcome.unknown_word is not None:
            word = normalise_word(outcome.unknown_word)
            books.note_unknown_word(outcome.order.provider, word, one.order_id, now)
    waiting = books.wallets_with_open_requests(order.wallet_id for order in settled.values())
    for order in settled.values():
        moved = order.order_id in paid or order.status != orders[order.order_id].status
        if moved and order.wallet_id in waiting:
            redecide_waiting(desk, books, books.wallet(order.wallet_id), about=order.order_id)
    return settled


def _outcome(
    desk: Desk, order: Order, told: StatusTold, maps: Mapping[str, Mapping[str, str]], at: datetime
) -> Outcome:
    version = desk.tenant.policy_labelled(order.policy)
    rules = rules_for_order(version, provider=order.provider, service=order.service)
    status = read_word(told.status, told.raw_status, maps[order.provider], rules)
    # Less than nothing remains when a provider delivered too much: nothing is left to pay for. (F23)
    remains = None if told.remains is None else max(told.remains, 0)
    return apply_report(order, Report(status, told.raw_status, remains, told.reason, told.doubt), rules, at)


def _with_next_poll(order: Order, before: Order, now: datetime) -> Order:
    """A live order is asked about at every poll; a finished one less and less, for the words that come late."""
    if order.provider_ref is None:
        return order
    if order.status not in FINAL:
        return order if order.poll_at and order.poll_at <= now else replace(order, poll_at=now)
    if order.status == before.status and before.poll_at:
        waited = max(now - order.placed_at, timedelta(hours=1))
        return replace(order, poll_at=None if waited > timedelta(days=90) else now + waited / 4)
    return replace(order, poll_at=now + timedelta(hours=1))
