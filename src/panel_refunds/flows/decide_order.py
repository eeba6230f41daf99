"""Staff decide an order that waits for a person, and map the words that nobody knew."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from panel_refunds.errors import Refused
from panel_refunds.flows.apply_statuses import StatusTold, apply_statuses
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.giving_back import pay_back_orders
from panel_refunds.flows.moving_on import redecide_waiting
from panel_refunds.flows.people import check_acts
from panel_refunds.orders.order import Order
from panel_refunds.orders.refund_due import refund_due
from panel_refunds.orders.words import KNOWN, normalise_word


def decide_order(
    desk: Desk, order_id: str, *, pays: Literal["whole", "undelivered", "nothing"], by: str, text: str
) -> Order:
    """Give back the whole charge, the undelivered share, or nothing, and take the order out of review."""
    if not text.strip():
        raise Refused("reason_needed", field="text")
    check_acts(by)
    with desk.read() as books:
        wallet_id = books.get_order(order_id).wallet_id
    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        books.wallet(wallet_id)
        order = books.get_order(order_id)
        if order.review is None:
            raise Refused("request_not_in_review", "That order does not wait for a person.", field="order")
        if pays == "undelivered" and order.remains is None:
            raise Refused("field_invalid", "Nobody knows what remains of that order.", field="pays")
        due = 0
        if pays != "nothing":
            due = refund_due(pays, charge=order.charge, total=order.total, remains=order.remains) - order.refunded
        if due > 0:
            (order,) = pay_back_orders(desk, books, [(order, due)], at=desk.now())
        order = replace(order, review=None)
        books.save_order(order)
        books.add_action(by, "decide_order", order_id, desk.now(), text, {"pays": pays})
        redecide_waiting(desk, books, books.wallet(wallet_id), about=order_id)
        desk.remember(books, order_id, order)
    return order


def resolve_word(
    desk: Desk, word_id: str, *, status: str, by: str, scope: Literal["provider", "tenant"] = "provider"
) -> list[Order]:
    """Map an unknown word to one of ours, for its provider or the whole tenant, and replay the orders that had it.

    Returns the orders as they are after the replay.
    """
    check_acts(by)
    if status not in KNOWN:
        raise Refused("field_invalid", f"status is one of {', '.join(sorted(KNOWN))}.", field="status")
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        word = books.get_unknown_word(word_id)
        if desk.provider(word.provider).read_status(word.word) != "unknown":
            raise Refused("word_builtin", field="word")
        books.resolve_unknown_word(word_id, status=status, by=by, at=desk.now(), everywhere=scope == "tenant")
        books.add_action(by, "map_word", word_id, desk.now(), "", {"word": word.word, "status": status})
        desk.remember(books, word_id)
    with desk.read() as books:
        provider = None if scope == "tenant" else word.provider
        waiting = [
            order
            for order in books.orders_with_review("unknown_word", provider=provider)
            if normalise_word(order.raw_status) == word.word
        ]
    told = [StatusTold(order.order_id, status, order.raw_status, order.remains) for order in waiting]
    return apply_statuses(replace(desk, once=None), told) if told else []
