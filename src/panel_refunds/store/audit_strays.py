"""Rows that nothing leads to: they belong to a wallet, order, request or refund that does not exist.

The walk over the wallets counts what it meets. Where a table has more rows than were met, that table alone is walked
through by its key, and what nobody reaches is named. Two rows that claim to be the same one thing are found here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Table, cast, func, or_, select

from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.forfeit import OnRecord, check_recorded
from panel_refunds.store.audit_pages import AuditPages
from panel_refunds.store.statement import Statement, number_param, such_as, text_param, the_tenant
from panel_refunds.store.tables import (
    AttemptRow,
    CustomerRow,
    DecisionRow,
    DepositRow,
    DisputeRow,
    EntryRow,
    HoldRow,
    LotRow,
    OrderRow,
    PostingRow,
    RefundRow,
    RequestRow,
    SliceRow,
    WalletRow,
)

ROWS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of one table: how many there are, the next keys of it, and those among them that nobody reaches."""

    noun: str
    code: str
    text: str
    count: Statement
    keys: Statement
    strays: Statement


def find_strays(pages: AuditPages, met: Mapping[str, int]) -> Iterator[Fault]:
    """Rows beyond those ``met`` (by noun), and rows that stand twice for one thing."""
    for kind in KINDS:
        if pages.number(kind.count) == met[kind.noun]:
            continue
        after: str | None = ""
        while after is not None:
            found, after = strays_behind(pages, kind, after)
            yield from found
    # Accounts with a wallet were looked at with it; whoever has none can be closed behind the books all the same.
    walletless = pages.texts(_CLOSED_WITHOUT_WALLET)
    record = pages.on_record(walletless)
    for customer in pages.customers(walletless):
        yield from check_recorded(None, customer, record.get(customer.customer_id, OnRecord()))
    for payment in pages.texts(_PAYMENTS_TWICE, once=1):
        yield fault("payment_credited_twice", "More than one deposit is of this payment.", payment)
    for key in pages.texts(_KEYS_TWICE, once=1):
        yield fault("attempt_key_reused", "More than one attempt carries this key.", key)


def strays_behind(pages: AuditPages, kind: Kind, after: str) -> tuple[list[Fault], str | None]:
    """The strays among the next ``ROWS_AT_ONCE`` keys behind ``after``, and the last of these keys; None: no more."""
    keys = pages.texts(kind.keys, after=after, many=ROWS_AT_ONCE)
    if not keys:
        return [], None
    strays = pages.texts(kind.strays, after=after, upto=keys[-1])
    return [fault(kind.code, kind.text, stray) for stray in strays], keys[-1]


def _exists(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(table.c.tenant_id).where(table.c.tenant_id == the_tenant(), *conditions).exists()


def _kind(noun: str, table: Table, key: str, code: str, text: str, reached: ColumnElement[bool]) -> Kind:
    name = table.c[key]
    mine = table.c.tenant_id == the_tenant()
    behind = name > text_param("after")
    return Kind(
        noun,
        code,
        text,
        Statement(select(cast(func.count(), BigInteger)).select_from(table).where(mine)),
        Statement(select(name).where(mine, behind).distinct().order_by(name).limit(number_param("many"))),
        Statement(select(name).where(mine, behind, name <= text_param("upto"), ~reached).distinct().order_by(name)),
    )


_WALLET, _ENTRY, _POSTING = WalletRow.__table__, EntryRow.__table__, PostingRow.__table__
_LOT, _HOLD, _DEPOSIT, _DISPUTE = LotRow.__table__, HoldRow.__table__, DepositRow.__table__, DisputeRow.__table__
_ORDER, _SLICE, _REQUEST = OrderRow.__table__, SliceRow.__table__, RequestRow.__table__
_DECISION, _REFUND, _ATTEMPT = DecisionRow.__table__, RefundRow.__table__, AttemptRow.__table__


def _in_wallet(table: Table) -> ColumnElement[bool]:
    return _exists(_WALLET, _WALLET.c.wallet_id == table.c.wallet_id)


KINDS = (
    _kind(
        "lots",
        _LOT,
        "lot_id",
        "lot_unposted",
        "No entry of its wallet ever put money into it.",
        _in_wallet(_LOT)
        & _exists(_POSTING, _POSTING.c.wallet_id == _LOT.c.wallet_id, _POSTING.c.lot_id == _LOT.c.lot_id),
    ),
    _kind(
        "holds",
        _HOLD,
        "hold_id",
        "hold_orphaned",
        "It is for no refund and no dispute that exists.",
        or_(
            _exists(_REFUND, _REFUND.c.refund_id == _HOLD.c.holder),
            _exists(_DISPUTE, _DISPUTE.c.dispute_id == _HOLD.c.holder),
        ),
    ),
    _kind("deposits", _DEPOSIT, "deposit_id", "deposit_misplaced", "Its wallet does not exist.", _in_wallet(_DEPOSIT)),
    _kind(
        "orders",
        _ORDER,
        "order_id",
        "order_not_charged",
        "No entry of its wallet charges it.",
        _in_wallet(_ORDER)
        & _exists(
            _ENTRY,
            _ENTRY.c.wallet_id == _ORDER.c.wallet_id,
            _ENTRY.c.kind == "order_charged",
            _ENTRY.c.about == _ORDER.c.order_id,
        ),
    ),
    _kind(
        "slices",
        _SLICE,
        "order_id",
        "slice_orphaned",
        "Slices of an order that does not exist.",
        _exists(_ORDER, _ORDER.c.order_id == _SLICE.c.order_id),
    ),
    _kind(
        "requests",
        _REQUEST,
        "request_id",
        "request_misplaced",
        "Its wallet does not exist, or is another customer's.",
        _exists(
            _WALLET,
            _WALLET.c.wallet_id == _REQUEST.c.wallet_id,
            _WALLET.c.customer_id == _REQUEST.c.customer_id,
        ),
    ),
    _kind(
        "decisions",
        _DECISION,
        "decision_id",
        "decision_orphaned",
        "It is about no request that exists.",
        _exists(_REQUEST, _REQUEST.c.request_id == _DECISION.c.request_id),
    ),
    _kind("refunds", _REFUND, "refund_id", "refund_misplaced", "Its wallet does not exist.", _in_wallet(_REFUND)),
    _kind(
        "attempts",
        _ATTEMPT,
        "attempt_id",
        "attempt_misplaced",
        "It is of no refund that exists.",
        _exists(_REFUND, _REFUND.c.refund_id == _ATTEMPT.c.refund_id),
    ),
    _kind("disputes", _DISPUTE, "dispute_id", "dispute_misplaced", "Its wallet does not exist.", _in_wallet(_DISPUTE)),
)


_CUSTOMER = CustomerRow.__table__
_CLOSED_WITHOUT_WALLET = Statement(
    select(_CUSTOMER.c.customer_id)
    .where(
        _CUSTOMER.c.tenant_id == the_tenant(),
        such_as("customer.state IN ('terminated', 'forfeited')"),
        ~_exists(_WALLET, _WALLET.c.customer_id == _CUSTOMER.c.customer_id),
    )
    .order_by(_CUSTOMER.c.customer_id)
)


def _more_than_once(table: Table, *columns: str) -> Statement:
    named: list[ColumnElement[Any]] = [table.c[column] for column in columns]
    return Statement(
        select(named[-1])
        .where(table.c.tenant_id == the_tenant())
        .group_by(*named)
        .having(func.count() > number_param("once"))
        .order_by(*named)
    )


_PAYMENTS_TWICE = _more_than_once(_DEPOSIT, "gateway", "payment")
_KEYS_TWICE = _more_than_once(_ATTEMPT, "key")
