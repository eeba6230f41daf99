"""The raw work of settling orders on the store's own tables: no decision, no chain, no policy, only the rows.

One transaction a batch. The wallets are locked in the order of their ids; then every table gets all its rows by one
``unnest``: orders, slices, new lots, entries, postings, balances. The amounts are known beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg

from benchmarks.panel import new_id
from panel_refunds.orders.order import Order

_LOCK = """SELECT wallet_id, entries FROM wallet WHERE tenant_id = %s AND wallet_id = ANY(%s::text[])
ORDER BY wallet_id FOR UPDATE"""
_ORDERS = """UPDATE orders SET status = 'partial', raw_status = 'Partial', remains = 157, refunded = given.amount,
poll_at = now() FROM unnest(%s::text[], %s::bigint[]) AS given(id, amount)
WHERE tenant_id = %s AND order_id = given.id"""
_SLICES = """UPDATE order_slice SET returned = given.amount FROM unnest(%s::text[], %s::bigint[]) AS given(id, amount)
WHERE tenant_id = %s AND order_id = given.id AND seq = 0"""
_LOTS = """INSERT INTO lot (tenant_id, lot_id, kind, credited_at, amount, "left", held, deposit_id, order_id,
returned_at, void, deducted, wallet_id, is_open)
SELECT %s, lot, 'order_refund', now(), amount, amount, 0, 'dep', id, now(), false, 0, wallet, true
FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[]) AS given(lot, id, wallet, amount)"""
_ENTRIES = """INSERT INTO journal_entry (tenant_id, wallet_id, number, entry_id, kind, about, at, previous_hash, hash)
SELECT %s, wallet, number, entry, 'order_refunded', id, now(), repeat('0', 64), repeat('0', 64)
FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::text[]) AS given(wallet, number, entry, id)"""
_POSTINGS = """INSERT INTO posting (tenant_id, wallet_id, number, seq, account, amount, lot_id)
SELECT %s, wallet, number, seq, CASE seq WHEN 0 THEN 'sales' ELSE 'cash' END,
CASE seq WHEN 0 THEN -amount ELSE amount END, CASE seq WHEN 0 THEN NULL ELSE lot END
FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::bigint[]) AS given(wallet, number, lot, amount),
generate_series(0, 1) AS seq"""
_WALLETS = """UPDATE wallet SET cash = cash + given.amount, entries = given.number
FROM (SELECT wallet, sum(amount)::bigint AS amount, max(number) AS number
FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) AS each(wallet, amount, number) GROUP BY wallet) AS given
WHERE tenant_id = %s AND wallet_id = given.wallet"""


class RawSettling:
    """One connection that settles batches of orders, each with one slice."""

    def __init__(self, url: str, tenant: UUID) -> None:
        self._tenant = tenant
        self._connection = psycopg.connect(url, prepare_threshold=0)

    def settle(self, orders: Sequence[Order], amount: int) -> None:
        """Give ``amount`` units of each order back."""
        tenant, ids, wallets = self._tenant, [one.order_id for one in orders], [one.wallet_id for one in orders]
        amounts = [amount] * len(orders)
        lots, entries = [new_id("lot") for _ in orders], [new_id("entry") for _ in orders]
        with self._connection.transaction(), self._connection.cursor() as cursor:
            last = dict(cursor.execute(_LOCK, [tenant, sorted(set(wallets))]).fetchall())
            numbers = [_next(last, wallet) for wallet in wallets]
            statements: list[tuple[str, list[Any]]] = [
                (_ORDERS, [ids, amounts, tenant]),
                (_SLICES, [ids, amounts, tenant]),
                (_LOTS, [tenant, lots, ids, wallets, amounts]),
                (_ENTRIES, [tenant, wallets, numbers, entries, ids]),
                (_POSTINGS, [tenant, wallets, numbers, lots, amounts]),
                (_WALLETS, [wallets, amounts, numbers, tenant]),
            ]
            with self._connection.pipeline():
                for sql, given in statements:
                    cursor.execute(sql.encode(), given)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _next(last: dict[str, int], wallet: str) -> int:
    last[wallet] += 1
    return last[wallet]
