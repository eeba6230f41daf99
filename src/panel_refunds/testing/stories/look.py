"""A look at the books from outside: how the people, requests and orders of a story stand at a moment.

What a story expects is compared with it, what an event changed is the difference of two looks, and an event that must
be refused must leave it as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from panel_refunds.orders.order import Order
from panel_refunds.policy.decision import Decision
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Balance, Books
from panel_refunds.testing.stories.stage import Stage

NOTHING = Balance(0, 0, 0)


@dataclass(frozen=True, slots=True)
class RequestLook:
    """A request with what stands behind it: its newest decision, and its refunds without those that were replaced."""

    request: RefundRequest
    decision: Decision
    refunds: tuple[Refund, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Everything by the story's names; ``balances`` by customer."""

    balances: Mapping[str, Balance]
    requests: Mapping[str, RequestLook]
    orders: Mapping[str, Order]


def look_at(stage: Stage) -> Look:
    """How the story stands now."""
    with stage.desk.read() as books:
        return Look(
            balances={customer: _balance(stage, books, customer) for customer in stage.customers},
            requests={name: _request(books, found) for name, found in stage.requests.items()},
            orders={name: books.get_order(found) for name, found in stage.orders.items()},
        )


def everything(stage: Stage) -> tuple[Any, ...]:
    """All rows that an event of a story could change, to be compared before and after."""
    rows: list[Any] = []
    with stage.desk.read() as books:
        for customer in stage.customers:
            rows.append(books.find_customer(customer))
            for wallet_id in books.wallets_of(customer):
                wallet = books.wallet(wallet_id)
                rows += [wallet.entries, wallet.head_hash, wallet.lots, wallet.holds]
                rows += [books.deposits_of(wallet_id), books.disputes_of(wallet_id)]
            for request in books.requests_of(customer):
                refunds = books.refunds_of(request.request_id)
                rows += [request, refunds, books.decisions_of(request.request_id)]
                rows += [books.messages_of(request.request_id), books.approvals_of(request.request_id)]
                rows += [books.attempts_of(refund.refund_id) for refund in refunds]
        rows += [books.get_order(order_id) for order_id in stage.orders.values()]
        rows.append(books.unknown_words(open_only=False))
    return tuple(rows)


def _balance(stage: Stage, books: Books, customer: str) -> Balance:
    found = stage.find_wallet(books, customer)
    return books.balance(found) if found else NOTHING


def _request(books: Books, request_id: str) -> RequestLook:
    request = books.get_request(request_id)
    refunds = tuple(each for each in books.refunds_of(request_id) if each.why != "replaced")
    return RequestLook(request, books.get_decision(request.decision_id), refunds)
