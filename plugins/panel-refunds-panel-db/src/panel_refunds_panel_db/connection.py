"""Connections that can only read.

Each is opened for one call and closed with it, so none is shared between threads or left behind. It is read-only before
the first statement of ours runs, reads committed data only, and nothing on it waits for long: connecting, locks and
statements all have an end, on the server's side too.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, NullPool, create_engine, event

from panel_refunds_panel_db.address import Address


def make_engine(address: Address, seconds: int) -> Engine:
    """An engine that connects to nobody yet; ``seconds`` bound connecting, waiting for a lock and each statement."""
    engine = create_engine(
        address.url,
        poolclass=NullPool,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        connect_args=_for_postgresql(seconds) if address.server == "postgresql" else _for_mysql(seconds),
    )
    if address.server == "mysql":
        event.listen(engine, "connect", lambda connection, _record: _bound_mysql(connection, seconds))
    return engine


def _for_postgresql(seconds: int) -> dict[str, Any]:
    limits = {
        "default_transaction_read_only": "on",
        "statement_timeout": f"{seconds}s",
        # Less than the statement's own, so that a table that is locked is told from one that is slow.
        "lock_timeout": f"{seconds * 500}ms",
        "idle_in_transaction_session_timeout": f"{seconds * 2}s",
    }
    return {
        "options": " ".join(f"-c {name}={value}" for name, value in limits.items()),
        "connect_timeout": max(seconds, 2),
        "tcp_user_timeout": seconds * 2000,
        "application_name": "panel-refunds",
    }


def _for_mysql(seconds: int) -> dict[str, Any]:
    return {
        "init_command": "SET SESSION TRANSACTION READ ONLY",
        "connect_timeout": seconds,
        # The server ends a statement by itself; this is for a server that is no longer there.
        "read_timeout": seconds * 2,
        "write_timeout": seconds * 2,
        "local_infile": False,
    }


def _bound_mysql(connection: Any, seconds: int) -> None:
    """The limits of MySQL's session; the two servers call the one for statements differently."""
    maria = "mariadb" in str(connection.get_server_info()).lower()
    statement = f"max_statement_time = {seconds}" if maria else f"max_execution_time = {seconds * 1000}"
    wait = max(seconds // 2, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SET SESSION {statement}, SESSION lock_wait_timeout = {wait}, SESSION innodb_lock_wait_timeout = {wait}"
        )
