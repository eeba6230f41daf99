"""Whether the database's role may write to the tables that are read.

Our own session is read-only whatever the role may do; but an address with which nothing can be written cannot be
misused by whoever finds it either. Where the server does not say, nothing is known.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, TableClause, text

_POSTGRESQL = text(
    "SELECT has_table_privilege(:name, 'INSERT, UPDATE, DELETE, TRUNCATE')"
    " OR has_any_column_privilege(:name, 'INSERT, UPDATE')"
)
# What an account was given everywhere, in the database, for the table, for a column of it. Database names of grants are
# patterns; information_schema writes an account as 'name'@'host'.
_MYSQL = text(
    """
    SELECT COUNT(*) FROM (
        SELECT privilege_type, grantee FROM information_schema.user_privileges
        UNION ALL
        SELECT privilege_type, grantee FROM information_schema.schema_privileges
        WHERE COALESCE(:schema, DATABASE()) LIKE table_schema
        UNION ALL
        SELECT privilege_type, grantee FROM information_schema.table_privileges
        WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :name
        UNION ALL
        SELECT privilege_type, grantee FROM information_schema.column_privileges
        WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :name
    ) AS given
    WHERE privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'DROP', 'ALTER')
    AND grantee = CONCAT(
        '''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''@''', SUBSTRING_INDEX(CURRENT_USER(), '@', -1), ''''
    )
    """
)


def find_writable(connection: Connection, tables: Sequence[TableClause]) -> str | None:
    """The first of ``tables``, all of which exist, that the role may write to, or None where none is known."""
    for one in tables:
        if connection.dialect.name == "postgresql":
            name = connection.dialect.identifier_preparer.format_table(one)
            found = connection.execute(_POSTGRESQL, {"name": name})
        else:
            found = connection.execute(_MYSQL, {"name": str(one.name), "schema": one.schema})
        if found.scalar():
            return str(one.name)
    return None
