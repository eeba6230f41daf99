"""What can go wrong with a database that is no fault of the caller, and what it means.

Before COMMIT everything that failed did not happen: the same work can simply be done again, and ``TryAgain`` says so.
At COMMIT an error means *unknown*: the transaction may have happened. Nobody may guess then; who holds an idempotency
key asks again with it. Only the SQLSTATE is looked at, never the name of a constraint.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from panel_refunds.errors import Refused

_AGAIN: Final = frozenset({"40001", "40P01", "57P01", "57P02", "57P03", "55P03", "57014", "XX000", "23505"})
"""Serialisation, deadlock, shutdown, lock time-out, statement time-out, an internal error, and a row that somebody
else wrote a moment before: the second time it will be found."""

_SAID_NO: Final = frozenset({"22", "23", "25", "40", "42", "55"})
"""Classes of errors by which a server says that it refused a statement: it did not commit."""


class TryAgain(Refused):
    """The database could not do it now; nothing was changed and the same work may be done again."""

    def __init__(self, text: str, *, at_once: bool = True) -> None:
        super().__init__("locked", text)
        self.at_once = at_once
        """Whether it is worth another try without going back to the caller."""


class CommitUnknownError(Exception):
    """The connection broke while committing: it may have happened. Look it up by its idempotency key."""


class SchemaError(Exception):
    """The database is not the one this version works with."""


def sqlstate_of(error: BaseException) -> str:
    """The five letters of a PostgreSQL error, empty when the server said nothing."""
    return getattr(error, "sqlstate", None) or ""


def explain(error: BaseException) -> BaseException | None:
    """What an error of the driver means before COMMIT; None when it is a bug of ours."""
    if isinstance(error, sqlite3.OperationalError):
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return TryAgain("The database is busy with another write; try again with the same key.", at_once=False)
        return None
    if isinstance(error, sqlite3.IntegrityError):
        if error.sqlite_errorname not in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"):
            return None
        return TryAgain("The same thing was written a moment before; try again with the same key.")
    if isinstance(error, UnicodeEncodeError):
        return Refused("field_invalid", "A text holds characters that cannot be stored.")
    return _explain_postgres(error)


def _explain_postgres(error: BaseException) -> BaseException | None:
    code = sqlstate_of(error)
    if code in _AGAIN or code.startswith("08"):
        return TryAgain("The database could not finish this; try again with the same key.")
    if code in ("22021", "22P05"):
        return Refused("field_invalid", "A text holds characters that cannot be stored.")
    if not code and type(error).__module__.startswith("psycopg") and type(error).__name__ == "OperationalError":
        return TryAgain("The database gives no answer; try again with the same key.")
    return None


def is_certain(error: BaseException) -> bool:
    """Whether an error that came back after COMMIT was sent still says surely that nothing was committed."""
    code = sqlstate_of(error)
    return code[:2] in _SAID_NO and code != "40003"  # which means that the server itself does not know
