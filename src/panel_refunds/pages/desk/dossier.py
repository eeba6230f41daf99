"""All that is known about a request, read in one look: what whoever decides it has to see on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from panel_refunds.flows.preview_approval import Preview, preview_in
from panel_refunds.ledger.customer import Customer
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.lot import Lot
from panel_refunds.pages.desk.queue import Line, line_of
from panel_refunds.pages.visit import Visit
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Action, Books
from panel_refunds.store.suspicions import Sharing
from panel_refunds.web.answers.requests import RequestView, request_of

MOST_BEFORE = 20
MOST_SHARING = 20


@dataclass(frozen=True, slots=True)
class DepositWithLots:
    """A deposit the request may touch, and what of it is on the balance, lot by lot."""

    deposit: Deposit
    lots: tuple[Lot, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything on the request's page that needs no gateway.

    ``before`` are the customer's other requests, newest first; ``sharing`` the customers who paid from the same payment
    account; ``last`` is what a person did to the request last.
    """

    request: RefundRequest
    view: RequestView
    line: Line
    preview: Preview
    customer: Customer
    deposits: tuple[DepositWithLots, ...]
    other_lots: tuple[Lot, ...]
    before: tuple[Line, ...]
    more_before: bool
    sharing: dict[str, Sharing]
    more_sharing: bool
    last: Action | None
    now: datetime


def read_dossier(visit: Visit, request_id: str) -> Dossier:
    """The dossier of the request; refused with ``not_found``."""
    now = visit.desk.now()
    with visit.desk.read() as books:
        request = books.get_request(request_id)
        wallet = books.wallet(request.wallet_id)
        deposits, other_lots = _deposits(books, request, list(wallet.lots.values()))
        others = [each for each in reversed(books.requests_of(request.customer_id)) if each.request_id != request_id]
        shared = books.shared_payment_accounts(request.customer_id)
        actions = books.actions_of(request_id)
        return Dossier(
            request=request,
            view=request_of(visit, books, request),
            line=line_of(books, request, now),
            preview=preview_in(visit.desk, books, request, by=visit.person),
            customer=books.get_customer(request.customer_id),
            deposits=deposits,
            other_lots=other_lots,
            before=tuple(line_of(books, each, now) for each in others[:MOST_BEFORE]),
            more_before=len(others) > MOST_BEFORE,
            sharing=books.sharing_of(request.customer_id, shared[:MOST_SHARING]),
            more_sharing=len(shared) > MOST_SHARING,
            last=actions[-1] if actions else None,
            now=now,
        )


def _deposits(
    books: Books, request: RefundRequest, lots: list[Lot]
) -> tuple[tuple[DepositWithLots, ...], tuple[Lot, ...]]:
    """The deposits that have money on the balance or are in the request, and the lots that belong to none."""
    there = [lot for lot in lots if lot.open]
    wanted = {lot.deposit_id for lot in there if lot.deposit_id}
    wanted |= {refund.deposit_id for refund in books.refunds_of(request.request_id)}
    found = books.deposits_by_id(wanted)
    told = tuple(
        DepositWithLots(each, tuple(lot for lot in sorted(there, key=_age) if lot.deposit_id == each.deposit_id))
        for each in found.values()
    )
    return told, tuple(lot for lot in there if lot.deposit_id is None)


def _age(lot: Lot) -> tuple[datetime, int, str]:
    return lot.age
