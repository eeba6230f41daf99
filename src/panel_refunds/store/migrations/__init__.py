"""How a database of an earlier version becomes one of this version: Alembic's scripts, each in one transaction."""
