"""The worker asks a provider how its orders stand, a hundred at a time, and applies what it says.

In a poll it is every order that is due; after a hint of the provider only those it named. Two questions about one order
may cross, so an answer only counts for an order that nobody has learnt anything about since the question was put.

An unreadable reply touches nothing, and its orders are asked about later than the others. An id nobody asked for is
reported. An order the provider no longer knows keeps its state, and after many replies without it a person is asked.

A provider may take only so many questions within a time. Nobody waits here: a poll ends after that many, says when the
next may begin, and lets the orders it asked about go behind those that were not reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.apply_statuses import StatusTold, apply_statuses
from panel_refunds.flows.desk import Desk, wallet_ids
from panel_refunds.flows.read_answers import word_about
from panel_refunds.orders.order import Order
from panel_refunds.ports import OrdersReply, OrderState, ProviderCapabilities, ProviderError

MOST_IN_ONE_QUESTION = 100
MISSES_UNTIL_REVIEW = 20
LOOK_AGAIN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of one poll: orders asked and answered, and what went wrong with the whole reply, if anything did.

    ``more`` orders are due and may be asked about after ``rest``, before which the provider takes no other question.
    """

    asked: int = 0
    answered: int = 0
    refunded: int = 0
    error: str | None = None
    retry_after: timedelta | None = None
    rest: timedelta = timedelta(0)
    more: bool = False


def poll_provider(desk: Desk, name: str) -> Polled:
    """One poll of the provider called ``name`` by this tenant: every order that is due, batch by batch."""
    begun_at, polled = desk.now(), _poll_all(desk, name)
    if polled.asked:
        with desk.begin() as books:
            books.note_poll(name, begun_at, polled.error)
    return polled


def _poll_all(desk: Desk, name: str) -> Polled:
    can = desk.provider(name).capabilities()
    size = batch_size(can)
    questions = None if can.questions is None else max(1, can.questions)
    started_at, last = desk.now(), None
    total = Polled(rest=timedelta(0) if questions is None else max(can.per, timedelta(0)))
    asked: list[Sequence[Order]] = []
    while True:
        with desk.read() as books:
            batch = books.orders_to_poll(name, started_at, size, after=last)
        if not batch:
            return total
        if questions is not None and len(asked) == questions:
            _let_others_begin(desk, asked, desk.now())
            return replace(total, more=True)
        last = batch[-1]
        if questions is not None:
            asked.append(batch)
        done = ask_about(desk, name, can, batch)
        total = replace(
            total,
            asked=total.asked + done.asked,
            answered=total.answered + done.answered,
            refunded=total.refunded + done.refunded,
            error=done.error,
            retry_after=done.retry_after,
        )
        if done.error:
            _let_others_begin_after_error(desk, name, started_at, batch)
            return total


def batch_size(can: ProviderCapabilities) -> int:
    """How many orders one question to the provider may name."""
    return max(1, min(can.batch, MOST_IN_ONE_QUESTION))


def ask_about(desk: Desk, name: str, can: ProviderCapabilities, batch: Sequence[Order]) -> Polled:
    """Put one question about these orders, which are as the books have them now, and apply the answer."""
    return _apply(desk, name, can, batch, _ask(desk, name, [order.provider_ref or "" for order in batch]))


def _ask(desk: Desk, name: str, refs: Sequence[str]) -> OrdersReply:
    try:
        return desk.provider(name).get_orders(refs)
    except Exception as error:  # noqa: BLE001 - whatever an adapter raises, no order is touched
        desk.log.warning("provider_raised", provider=name, error=told_of(error))
        return OrdersReply(reply_error=ProviderError("unreadable", "the adapter failed"))


def _apply(desk: Desk, name: str, can: ProviderCapabilities, batch: Sequence[Order], reply: OrdersReply) -> Polled:
    if reply.reply_error:
        desk.log.warning("provider_reply_unusable", provider=name, code=reply.reply_error.code)
        return Polled(len(batch), 0, 0, reply.reply_error.code, reply.retry_after)
    if reply.not_asked:
        desk.log.warning("provider_answered_unasked", provider=name, count=len(reply.not_asked))
    by_ref = {order.provider_ref: order for order in batch}
    told: list[StatusTold] = []
    silent: list[Order] = []
    for ref, order in by_ref.items():
        answer = reply.orders.get(ref or "")
        if isinstance(answer, OrderState):
            told.append(replace(word_about(order, answer, can), seen=order))
        else:
            silent.append(order)
    after = apply_statuses(desk, told) if told else []
    _note_silence(desk, silent)
    before = {order.order_id: order.refunded for order in batch}
    return Polled(len(batch), len(told), sum(order.refunded > before[order.order_id] for order in after))


def _let_others_begin_after_error(desk: Desk, name: str, now: datetime, batch: Sequence[Order]) -> None:
    """Where others wait behind these, the next poll begins with them: nobody waits for what cannot be read."""
    with desk.read() as books:
        if not books.orders_to_poll(name, now, 1, after=batch[-1]):
            return
    _let_others_begin(desk, [batch], desk.now() + LOOK_AGAIN)


def _let_others_begin(desk: Desk, batches: Sequence[Sequence[Order]], at: datetime) -> None:
    """Ask about these orders ``at`` the earliest; what finished meanwhile keeps a later time of its own."""
    for batch in batches:
        with desk.begin(*wallet_ids(order.wallet_id for order in batch)) as books:
            for order in books.orders_by_id([order.order_id for order in batch]).values():
                if order.poll_at is not None and order.poll_at < at:
                    books.save_order(replace(order, poll_at=at))


def _note_silence(desk: Desk, orders: Sequence[Order]) -> None:
    """Count replies that did not speak of an order; many of them in a row are for a person."""
    if not orders:
        return
    with desk.begin(*wallet_ids(order.wallet_id for order in orders)) as books:
        fresh = books.orders_by_id([order.order_id for order in orders])
        for order in fresh.values():
            misses = order.misses + 1
            review = order.review or ("order_lost" if misses >= MISSES_UNTIL_REVIEW else None)
            books.save_order(replace(order, misses=misses, review=review, poll_at=desk.now() + LOOK_AGAIN))
