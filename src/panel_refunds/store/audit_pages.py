"""The pages of the books as the audit turns them: everything of a few wallets at a time, in the order of their ids.

The journal is read by ranges of its key, wallets that do not exist included, so that no entry escapes. What belongs to
a wallet is asked for by indexes that the flows use anyway; rows that nothing leads to are counted in ``audit_strays``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import tuple_

from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.forfeit import OnRecord
from panel_refunds.ledger.audit.lots import KeptLot
from panel_refunds.ledger.customer import Customer
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.lot import Slice
from panel_refunds.orders.order import Order
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.audit.wallet_facts import RequestFacts
from panel_refunds.refunds.dispute import Dispute
from panel_refunds.refunds.refund import Refund
from panel_refunds.store.attempts import ATTEMPTS, DISPUTES
from panel_refunds.store.books import Books
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.customers import CUSTOMERS
from panel_refunds.store.deposits import DEPOSITS
from panel_refunds.store.link import Rows
from panel_refunds.store.orders import ORDERS, SLICES
from panel_refunds.store.refunds import REFUNDS
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among, number_param, such_as, text_param
from panel_refunds.store.tables import ActionRow, DecisionRow, RequestRow
from panel_refunds.store.wallets import ENTRIES, HOLDS, LOTS, POSTINGS, WALLETS, EntryLine, KeptWallet, PostingLine

RecordT = TypeVar("RecordT")
Place = tuple[str, int]
"""A wallet's id and a number in its journal."""

AFTER_ALL = "\U0010ffff"
"""Sorts behind every id."""
MOST_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """Which request a decision is about."""

    decision_id: str
    request_id: str


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """Whose account was terminated or forfeited, and the facts of it."""

    action_id: str
    action: str
    about: str
    facts: Mapping[str, str]


_REQUESTS = Shape(RequestFacts, RequestRow)
_DECISIONS = Shape(DecisionLine, DecisionRow)
_CLOSINGS = Shape(ClosingLine, ActionRow)

_WALLET, _ENTRY, _POSTING = WALLETS.table.c, ENTRIES.table.c, POSTINGS.table.c
_NEXT_WALLETS = Statement(
    WALLETS.select(_WALLET.wallet_id > text_param("after")).order_by(_WALLET.wallet_id).limit(number_param("many"))
)
_NEXT_ENTRIES = Statement(
    ENTRIES.select(
        tuple_(_ENTRY.wallet_id, _ENTRY.number) > tuple_(text_param("after"), number_param("number")),
        _ENTRY.wallet_id <= text_param("upto"),
    )
    .order_by(_ENTRY.wallet_id, _ENTRY.number)
    .limit(number_param("many"))
)
_POSTINGS_BETWEEN = Statement(
    POSTINGS.select(
        tuple_(_POSTING.wallet_id, _POSTING.number) > tuple_(text_param("after"), number_param("number")),
        tuple_(_POSTING.wallet_id, _POSTING.number) <= tuple_(text_param("upto"), number_param("last")),
    ).order_by(_POSTING.wallet_id, _POSTING.number, _POSTING.seq)
)


def _by(shape: Shape[Any], column: str) -> Statement:
    """Rows whose ``column`` is one of ``ids``, in the order of their keys."""
    table = shape.table.c
    return Statement(shape.select(among(table[column], "ids")).order_by(*(table[name] for name in shape.key)))


_CUSTOMERS = _by(CUSTOMERS, "customer_id")
_DEPOSITS = _by(DEPOSITS, "wallet_id")
_REFUNDS = _by(REFUNDS, "wallet_id")
_DISPUTES = _by(DISPUTES, "wallet_id")
_REQUESTS_OF = _by(_REQUESTS, "customer_id")
_DECISIONS_OF = _by(_DECISIONS, "request_id")
_ATTEMPTS = _by(ATTEMPTS, "refund_id")
_ORDERS = _by(ORDERS, "order_id")
_SLICES = _by(SLICES, "order_id")
_ACTION = _CLOSINGS.table.c
_CLOSINGS_OF = Statement(
    _CLOSINGS.select(among(_ACTION.about, "ids"), such_as("action IN ('terminate', 'forfeit')")).order_by(
        _ACTION.action_id
    )
)
_LOT, _HOLD = LOTS.table.c, HOLDS.table.c
_LOTS = Statement(LOTS.select(among(_LOT.lot_id, "ids")).add_columns(_LOT.wallet_id, _LOT.is_open))
_HOLDS = Statement(HOLDS.select(among(_HOLD.holder, "ids")).add_columns(_HOLD.wallet_id).order_by(_HOLD.hold_id))


class AuditPages(Chapter):
    """The books of one transaction, page by page; what cannot be read is noted in ``unreadable``."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.unreadable: list[Fault] = []

    @classmethod
    def of(cls, books: Books) -> AuditPages:
        """The pages of these books."""
        link = books._link  # noqa: SLF001 - a chapter of its own in the same transaction
        return cls(link, books.tenant, new_id=None, read_only=True)

    # ------------------------------------------------------------ in the order of wallets

    def wallets(self, after: str, many: int) -> list[KeptWallet]:
        """The next wallets."""
        return self._read(WALLETS, self._rows(_NEXT_WALLETS, after=after, many=many))

    def entries(self, after: Place, upto: str, many: int) -> list[EntryLine]:
        """The next entries behind a place, of wallets up to ``upto``."""
        return self._read(ENTRIES, self._rows(_NEXT_ENTRIES, after=after[0], number=after[1], upto=upto, many=many))

    def postings(self, after: Place, upto: Place) -> list[PostingLine]:
        """The postings behind a place, up to another one and including it."""
        rows = self._rows(_POSTINGS_BETWEEN, after=after[0], number=after[1], upto=upto[0], last=upto[1])
        return self._read(POSTINGS, rows)

    # ------------------------------------------------------------ by what they belong to

    def customers(self, customer_ids: Iterable[str]) -> list[Customer]:
        """These customers."""
        return self._all(CUSTOMERS, _CUSTOMERS, customer_ids)

    def on_record(self, customer_ids: Iterable[str]) -> dict[str, OnRecord]:
        """Those of these customers whose account somebody terminated or forfeited, and what was taken."""
        found: dict[str, OnRecord] = {}
        for line in self._all(_CLOSINGS, _CLOSINGS_OF, customer_ids):
            known = found.get(line.about, OnRecord())
            if line.action == "forfeit":
                known = replace(known, takes=line.facts.get("takes", "").split(", "))
            else:
                known = replace(known, terminated=True)
            found[line.about] = known
        return found

    def deposits(self, wallet_ids: Iterable[str]) -> list[Deposit]:
        """The deposits of these wallets."""
        return self._all(DEPOSITS, _DEPOSITS, wallet_ids)

    def refunds(self, wallet_ids: Iterable[str]) -> list[Refund]:
        """The refunds of these wallets."""
        return self._all(REFUNDS, _REFUNDS, wallet_ids)

    def disputes(self, wallet_ids: Iterable[str]) -> list[Dispute]:
        """The disputes of these wallets."""
        return self._all(DISPUTES, _DISPUTES, wallet_ids)

    def requests(self, customer_ids: Iterable[str]) -> list[RequestFacts]:
        """The requests of these customers."""
        return self._all(_REQUESTS, _REQUESTS_OF, customer_ids)

    def decisions(self, request_ids: Iterable[str]) -> list[DecisionLine]:
        """The decisions about these requests."""
        return self._all(_DECISIONS, _DECISIONS_OF, request_ids)

    def attempts(self, refund_ids: Iterable[str]) -> list[Attempt]:
        """The attempts of these refunds."""
        return self._all(ATTEMPTS, _ATTEMPTS, refund_ids)

    def orders(self, order_ids: Iterable[str]) -> list[Order]:
        """These orders."""
        return self._all(ORDERS, _ORDERS, order_ids)

    def slices(self, order_ids: Iterable[str]) -> list[Slice]:
        """The slices of these orders, in the order in which the lots were spent."""
        return self._all(SLICES, _SLICES, order_ids)

    def holds(self, holders: Iterable[str]) -> list[tuple[Hold, str]]:
        """The holds for these refunds and disputes, each with its wallet."""
        rows = self._in_parts(_HOLDS, holders)
        return self._with_rows(HOLDS, rows, lambda hold, row: (hold, row[-1]))

    def lots(self, lot_ids: Iterable[str]) -> Iterator[KeptLot]:
        """These lots, a page at a time."""
        for part in _parts(lot_ids):
            rows = self._rows(_LOTS, ids=part)
            yield from self._with_rows(LOTS, rows, lambda lot, row: KeptLot(lot, row[-2], bool(row[-1])))

    # ------------------------------------------------------------ bare values

    def number(self, statement: Statement) -> int:
        """The one number that a statement answers with."""
        return int(self._rows(statement)[0][0])

    def texts(self, statement: Statement, **given: Any) -> list[str]:
        """The first column of a statement's rows."""
        return [row[0] for row in self._rows(statement, **given)]

    # ------------------------------------------------------------ reading rows

    def _all(self, shape: Shape[RecordT], statement: Statement, ids: Iterable[str]) -> list[RecordT]:
        return self._read(shape, self._in_parts(statement, ids))

    def _in_parts(self, statement: Statement, ids: Iterable[str]) -> Rows:
        return [row for part in _parts(ids) for row in self._rows(statement, ids=part)]

    def _read(self, shape: Shape[RecordT], rows: Rows) -> list[RecordT]:
        return self._with_rows(shape, rows, lambda record, _: record)

    def _with_rows(self, shape: Shape[RecordT], rows: Rows, make: Callable[[RecordT, Sequence[Any]], Any]) -> list[Any]:
        made: list[Any] = []
        for row in rows:
            try:
                made.append(make(shape.read(row, self._link.dialect), row))
            except (ValueError, TypeError) as error:
                key = [str(row[shape.names.index(name)]) for name in shape.key]
                text = f"A row of {shape.name} cannot be read: {error}."
                self.unreadable.append(fault("row_unreadable", text, *key))
        return made


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(sorted(set(ids)))
    while part := list(islice(rest, MOST_AT_ONCE)):
        yield part
