"""A long past, written by SQL: orders of one customer, each charged, finished and never given back.

What a year of trade leaves behind is rows that nobody asks for any more. They are written in one statement a table,
because placing half a million orders would take longer than everything that is measured with them. Their hashes are no
chain: an audit of these books would say so.
"""

from __future__ import annotations

from panel_refunds.flows.desk import Desk

_NUMBERS = "WITH RECURSIVE past(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM past WHERE n < {many})"
_AT = "'2025-11-03T12:00:00.000000+00:00'"
_ORDERS = """INSERT INTO orders (tenant_id, order_id, wallet_id, customer_id, currency, provider, provider_ref, service,
quantity, runs, charge, placed_at, status, raw_status, refunded, refill_days, completed_at, policy, misses)
{numbers} SELECT '{tenant}', 'ord_{wallet}_' || n, '{wallet}', '{customer}', 'USD', 'main', '{wallet}_' || n, '',
1000, 1, 5, {at}, 'completed', 'Completed', 0, 0, {at}, 'default@2025-08-29', 0 FROM past"""
_SLICES = """INSERT INTO order_slice (tenant_id, order_id, seq, lot_id, kind, amount, returned)
{numbers} SELECT '{tenant}', 'ord_{wallet}_' || n, 0, '{lot}', 'deposit', 5, 0 FROM past"""
_ENTRIES = """INSERT INTO journal_entry (tenant_id, wallet_id, number, entry_id, kind, about, at, previous_hash, hash)
{numbers} SELECT '{tenant}', '{wallet}', {entries} + n, 'je_{wallet}_' || n, 'order_charged', 'ord_{wallet}_' || n,
{at}, '{head}', '{head}' FROM past"""
_POSTINGS = """INSERT INTO posting (tenant_id, wallet_id, number, seq, account, amount, lot_id)
{numbers} SELECT '{tenant}', '{wallet}', {entries} + n, {seq}, '{account}', {amount}, {leg} FROM past"""
_LOTS = """INSERT INTO lot (tenant_id, lot_id, kind, credited_at, amount, "left", held, deposit_id, void, deducted,
wallet_id, is_open) {numbers} SELECT '{tenant}', 'lot_{wallet}_' || n, 'deposit', {at}, 5, 0, 0, '{deposit}', 1 = 0, 0,
'{wallet}', 1 = 0 FROM past"""
_WALLET = "UPDATE wallet SET entries = entries + {many} WHERE tenant_id = '{tenant}' AND wallet_id = '{wallet}'"


def write_history(desk: Desk, customer_id: str, postings: int) -> None:
    """Give the customer so many postings of the past: half as many orders, and a used-up lot for every twentieth."""
    many = postings // 2
    with desk.read() as books:
        wallet_id = books.find_wallet(customer_id, desk.tenant.currency) or ""
        wallet = books.wallet(wallet_id)
    lot = next(lot for lot in wallet.lots.values() if lot.is_cash)
    given = {
        "tenant": desk.tenant.id.hex,
        "wallet": wallet_id,
        "customer": customer_id,
        "lot": lot.lot_id,
        "deposit": lot.deposit_id,
        "entries": wallet.entries,
        "head": wallet.head_hash,
        "at": _AT,
        "many": many,
    }
    numbers, fewer = _NUMBERS.format(many=many), _NUMBERS.format(many=max(many // 20, 1))
    statements = [
        _ORDERS.format(numbers=numbers, **given),
        _SLICES.format(numbers=numbers, **given),
        _ENTRIES.format(numbers=numbers, **given),
        _POSTINGS.format(numbers=numbers, seq=0, account="cash", amount=-5, leg=f"'{lot.lot_id}'", **given),
        _POSTINGS.format(numbers=numbers, seq=1, account="sales", amount=5, leg="NULL", **given),
        _LOTS.format(numbers=fewer, **given),
        _WALLET.format(**given),
    ]
    with desk.store.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("COMMIT")
