"""Two roles on PostgreSQL: one migrates and owns the tables, the other serves and may not rewrite the past.

What is written once (the journal, decisions, verdicts, what people did, what was said) is only ever read and added to
by the service. Its role gets no right to update or delete there, so that neither a mistake of ours nor somebody with
the service's password can change it unseen.
"""

from __future__ import annotations

from sqlalchemy import Engine, text

from panel_refunds.store.schema import transaction
from panel_refunds.store.weather import SchemaError

WRITTEN_ONCE = (
    *("journal_entry", "posting", "decision", "action", "action_person"),
    *("ticket_message", "attachment", "verdict", "told_facts"),
)

_ROLE = text("SELECT rolsuper FROM pg_roles WHERE rolname = :role")
_OWNED = text(
    "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
    " AND pg_has_role(CAST(:role AS name), CAST(tableowner AS name), 'USAGE')"
)


def restrict(engine: Engine, role: str) -> None:
    """Grant ``role`` what the service needs and nothing more; SchemaError when it could take the rest by itself."""
    if engine.dialect.name != "postgresql":
        raise SchemaError("Only PostgreSQL has roles; on SQLite whoever may write the file may change all of it.")
    with transaction(engine) as connection:
        found = connection.execute(_ROLE, {"role": role}).first()
        if found is None:
            raise SchemaError(f"There is no role {role!r}. Make it first: CREATE ROLE … LOGIN.")
        if found[0] or connection.scalar(_OWNED, {"role": role}):
            raise SchemaError(f"{role!r} is a superuser or owns the tables; the service needs a role that does not.")
        quote = engine.dialect.identifier_preparer.quote_identifier
        name = quote(role)
        schema = quote(str(connection.scalar(text("SELECT current_schema()"))))
        once = ", ".join(f"{schema}.{quote(table)}" for table in WRITTEN_ONCE)
        for grant in (
            f"GRANT USAGE ON SCHEMA {schema} TO {name}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {name}",
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {once} FROM {name}",
            f"REVOKE INSERT, UPDATE, DELETE ON {schema}.alembic_version FROM {name}",
        ):
            connection.execute(text(grant))
