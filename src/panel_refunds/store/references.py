"""Rows that name another row: is it there, in this tenant and this wallet?

A foreign key would say so for some of them, while it holds; the audit asks for all. Another tenant's row counts as not
there. What names a wallet of another customer, or a refund of another wallet, is found the same way: the columns that
must agree are compared together.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import exists, select

from panel_refunds.store.audit_wallet import Fault
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.statement import Statement, the_tenant
from panel_refunds.store.tables import METADATA

MOST = 100


class _Reference(NamedTuple):
    """Columns of ``child`` that must be found together in one row of ``parent``: own column → its column."""

    child: str
    shown: str
    parent: str
    columns: dict[str, str]


def _to(child: str, shown: str, parent: str, *columns: str) -> _Reference:
    return _Reference(child, shown, parent, {name: name for name in columns})


_OF_WALLET = ("wallet_id", "customer_id", "currency")
_REFERENCES = (
    _to("wallet", "wallet_id", "customer", "customer_id"),
    _to("lot", "lot_id", "wallet", "wallet_id"),
    _to("lot", "lot_id", "deposit", "deposit_id", "wallet_id"),
    _to("lot", "lot_id", "orders", "order_id", "wallet_id"),
    _to("hold", "hold_id", "lot", "lot_id", "wallet_id"),
    _to("journal_entry", "entry_id", "wallet", "wallet_id"),
    _to("posting", "wallet_id", "journal_entry", "wallet_id", "number"),
    _to("deposit", "deposit_id", "wallet", *_OF_WALLET),
    _to("orders", "order_id", "wallet", *_OF_WALLET),
    _to("order_slice", "order_id", "orders", "order_id"),
    _to("order_slice", "order_id", "lot", "lot_id"),
    _to("refund_request", "request_id", "wallet", *_OF_WALLET),
    _to("refund_request", "request_id", "decision", "decision_id", "request_id"),
    _to("decision", "decision_id", "refund_request", "request_id"),
    _to("refund", "refund_id", "refund_request", "request_id", "wallet_id"),
    _to("refund", "refund_id", "deposit", "deposit_id", "wallet_id"),
    _to("attempt", "attempt_id", "refund", "refund_id", "deposit_id", "wallet_id"),
    _to("dispute", "dispute_id", "deposit", "deposit_id", "wallet_id"),
    _to("ticket_message", "message_id", "refund_request", "request_id", "wallet_id"),
    _to("approval", "request_id", "refund_request", "request_id"),
)


def _missing(reference: _Reference) -> Statement:
    child, parent = METADATA.tables[reference.child], METADATA.tables[reference.parent]
    named = next(iter(reference.columns))
    there = exists().where(
        parent.c.tenant_id == the_tenant(),
        *(parent.c[theirs] == child.c[own] for own, theirs in reference.columns.items()),
    )
    return Statement(
        select(child.c[reference.shown], child.c[named])
        .where(child.c.tenant_id == the_tenant(), child.c[named].is_not(None), ~there)
        .order_by(child.c[reference.shown])
        .limit(MOST)
    )


_MISSING = tuple((reference, _missing(reference)) for reference in _REFERENCES)


class ReferenceChapter(Chapter):
    """Looks for rows that name what is not there."""

    def dangling(self) -> list[Fault]:
        """One fault for each such row, at most a hundred of a kind."""
        faults = []
        for reference, statement in _MISSING:
            for shown, named in self._rows(statement):
                columns = " and ".join(reference.columns)
                text = f"{reference.child} {shown}: no {reference.parent} of this tenant agrees with its {columns}."
                faults.append(Fault("dangling", text, (str(shown), str(named))))
        return faults
