"""What only a person can move on, of every kind, the oldest first; each with its own page to do it on."""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds.ledger.deposit import Deposit
from panel_refunds.pages.answer import Answer
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.visit import Visit
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.dispute import Dispute
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Books

MOST = 100


@dataclass(frozen=True, slots=True)
class RefundTask:
    """A refund that waits: for a payment by hand, a word about what became of it, or the gateway's money."""

    refund: Refund
    request: RefundRequest
    deposit: Deposit
    attempt: Attempt | None

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows what became of the last try."""
        return self.attempt is not None and self.attempt.state == "unknown"


@dataclass(frozen=True, slots=True)
class DisputeTask:
    """A dispute or inquiry that is not decided."""

    dispute: Dispute
    deposit: Deposit


def show(visit: Visit) -> Answer:
    """All lists; an empty one is left out, and where all are empty the page says so."""
    with visit.desk.read() as books:
        refunds = _refunds(books)
        failed = books.requests_by_due(["failed"], limit=MOST)
        disputes = [DisputeTask(each, books.get_deposit(each.deposit_id)) for each in books.open_disputes(limit=MOST)]
        stops = books.gateway_stops()
        letters = books.dead_letters(limit=MOST)
        words = books.unknown_words(limit=MOST)
        orders = books.list_orders(in_review=True, limit=MOST)
    given = {
        "unknown": [each for each in refunds if each.is_unknown],
        "by_hand": [each for each in refunds if not each.is_unknown and each.refund.task],
        "waiting": [each for each in refunds if not each.is_unknown and not each.refund.task and each.refund.queued_at],
        "failed": failed,
        "disputes": disputes,
        "stops": stops,
        "letters": letters,
        "words_unknown": words,
        "orders": orders,
    }
    return desk_page(visit, "tasks", {**given, "nothing": not any(given.values())})


def _refunds(books: Books) -> list[RefundTask]:
    found = books.refunds_under_way(limit=MOST)
    deposits = books.deposits_by_id(each.deposit_id for each in found)
    return [task_of(books, each, deposits[each.deposit_id]) for each in found]


def task_of(books: Books, refund: Refund, deposit: Deposit) -> RefundTask:
    """The refund with its request, its deposit and its last try."""
    attempts = books.attempts_of(refund.refund_id)
    return RefundTask(refund, books.get_request(refund.request_id), deposit, attempts[-1] if attempts else None)
