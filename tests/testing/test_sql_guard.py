"""The guard refuses what could reach another tenant's rows, and lets all of the store pass."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import panel_refunds.store
from panel_refunds.ids import tenant_uuid
from panel_refunds.store import Store, keys
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement
from panel_refunds.testing import sql_guard
from panel_refunds.testing.sql_guard import UnsafeStatementError, check


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM lot WHERE lot_id = $1",
        "SELECT * FROM lot WHERE lot.tenant_id = 'x'",
        "SELECT * FROM lot WHERE tenant_id = $1 OR held > 0",
        "SELECT * FROM lot WHERE coalesce(tenant_id = $1, true)",
        'SELECT * FROM "lot" WHERE lot_id = ?',
        "SELECT * FROM wallet WHERE wallet_id = ? FOR UPDATE",
        "SELECT 1 FROM wallet WHERE wallet_id = $1 FOR UPDATE SKIP LOCKED",
        "SELECT 1 FROM wallet JOIN lot ON lot.wallet_id = wallet.wallet_id WHERE wallet.tenant_id = $1",
        "SELECT 1 FROM wallet, lot WHERE wallet.tenant_id = $1",
        "SELECT 1 FROM wallet w LEFT JOIN lot AS l ON w.wallet_id = l.wallet_id WHERE w.tenant_id = ?",
        "SELECT 1 FROM lot WHERE tenant_id = $1 AND lot_id IN (SELECT lot_id FROM hold WHERE holder = $2)",
        "SELECT 1 FROM lot WHERE tenant_id = $1 UNION SELECT 1 FROM hold",
        "WITH gone AS (DELETE FROM work WHERE kind = $1 RETURNING ref) SELECT ref FROM gone",
        "UPDATE lot SET void = true WHERE lot_id = $1",
        "DELETE FROM work",
    ],
)
def test_a_query_that_forgets_its_tenant_is_refused(sql):
    with pytest.raises(UnsafeStatementError, match="tenant"):
        check(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO lot (lot_id) VALUES ($1)",
        "INSERT INTO lot VALUES ($1, $2)",
        "INSERT INTO work (tenant_id, kind) VALUES ('186f7584', $1)",
        "INSERT INTO work (tenant_id, kind) SELECT tenant_id, kind FROM work WHERE tenant_id = $1",
    ],
)
def test_a_row_is_inserted_only_with_its_tenant_as_a_parameter(sql):
    with pytest.raises(UnsafeStatementError, match="tenant"):
        check(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE lot SET tenant_id = $2 WHERE tenant_id = $1",
        "UPDATE lot SET void = true, tenant_id = $2 WHERE tenant_id = $1",
    ],
)
def test_a_row_never_changes_its_tenant(sql):
    with pytest.raises(UnsafeStatementError, match="never changes"):
        check(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT now()",
        "UPDATE work SET due_at = CURRENT_TIMESTAMP WHERE tenant_id = $1",
        "INSERT INTO work (tenant_id, kind) VALUES ($1, gen_random_uuid())",
        "SELECT * FROM work WHERE tenant_id = ? AND due_at < datetime('now')",
        "INSERT INTO work (tenant_id) VALUES ($1) ON CONFLICT (tenant_id) DO UPDATE SET due_at = now()",
    ],
)
def test_time_and_chance_never_come_from_the_server(sql):
    with pytest.raises(UnsafeStatementError, match="parameters"):
        check(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "BEGIN IMMEDIATE",
        "COMMIT",
        "SELECT version_num FROM alembic_version",
        "SELECT 'now()' FROM lot WHERE tenant_id = $1::UUID",
        "SELECT 1 FROM wallet w JOIN lot AS l ON l.tenant_id = w.tenant_id WHERE w.tenant_id = ?",
        "SELECT 1 FROM lot WHERE tenant_id = $1 AND (held > 0 OR void)",
        "SELECT digest FROM api_key WHERE digest = $1",
        """INSERT INTO lot (tenant_id, lot_id) SELECT $1::UUID AS anon_1, given.lot_id FROM json_to_recordset($2::JSON)
        AS given(lot_id TEXT) ON CONFLICT (tenant_id, lot_id) DO UPDATE SET lot_id = excluded.lot_id""",
    ],
)
def test_a_safe_statement_passes(sql):
    check(sql)


def _statements():
    for module in pkgutil.walk_packages(panel_refunds.store.__path__, "panel_refunds.store."):
        if ".migrations" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Statement):
                yield f"{module.name}.{name}", value
            if isinstance(value, Shape):
                for both in (value.insert, value.save, value.insert_absent):
                    for dialect, statement in both.items():
                        yield f"{module.name}.{name} {dialect}", statement


def test_every_prebuilt_statement_of_the_store_is_safe_on_both_databases():
    seen = 0
    for name, statement in _statements():
        for dialect in ("sqlite", "postgresql"):
            if name.endswith(("sqlite", "postgresql")) and not name.endswith(dialect):
                continue
            check(statement.on(dialect).sql)
            seen += 1
    assert seen > 200


def test_a_listed_statement_across_tenants_may_neither_write_nor_lock(monkeypatch):
    locking = Statement(keys.TENANTS_WITH_WORK.expression.with_for_update())
    monkeypatch.setattr(sql_guard, "ACROSS_TENANTS", (locking,))
    sql_guard._listed_across_tenants.cache_clear()
    try:
        with pytest.raises(UnsafeStatementError, match="only reads"):
            check("SELECT lot.void FROM lot WHERE lot.tenant_id = $1 AND lot.void")
    finally:
        monkeypatch.undo()
        sql_guard._listed_across_tenants.cache_clear()


def test_an_installed_guard_sees_what_the_store_and_its_engine_send(new_id, monkeypatch):
    store = Store("sqlite://")
    sql_guard.install(store)
    with pytest.raises(UnsafeStatementError), store.engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM lot")

    reckless = Statement(
        keys.KEYS_OF.expression.with_only_columns(keys._WORK.due_at).select_from(keys._WORK.due_at.table)
    )
    monkeypatch.setattr(keys, "KEYS_OF", reckless)
    with pytest.raises(UnsafeStatementError):
        store.list_api_keys(tenant_uuid("a"))
    store.close()
