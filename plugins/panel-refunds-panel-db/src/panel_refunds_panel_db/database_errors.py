"""What a database said instead of an answer, as one of the core's codes.

Only the server's own code is believed, never its text, which may name hosts, accounts and values. Whatever it was, no
order is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from panel_refunds.ports import ProviderError

_NO_RIGHT = ("auth", "The role may not read what the mapping names.")
_NO_ENTRY = ("auth", "The database does not let this account in.")
_NO_TABLE = ("shape_mismatch", "A table of the mapping is not there.")
_NO_COLUMN = ("shape_mismatch", "A column of the mapping is not there.")
_NO_DATABASE = ("shape_mismatch", "The database of the address is not there.")
_OTHER_TYPE = ("shape_mismatch", "A column holds something else than the mapping compares it with.")
_LOCKED = ("server_error", "The table is locked.")
_SLOW = ("server_error", "The answer took too long.")
_FULL = ("server_error", "The database takes no more connections.")
_AWAY = ("server_error", "There is no connection to the database.")
_OLD = ("server_error", "The server has no time limit for statements; MySQL 5.7.8 and MariaDB 10.1 have one.")

_POSTGRESQL: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "28000": _NO_ENTRY,
        "28P01": _NO_ENTRY,
        "42501": _NO_RIGHT,
        "42P01": _NO_TABLE,
        "3F000": _NO_TABLE,
        "42703": _NO_COLUMN,
        "3D000": _NO_DATABASE,
        "42883": _OTHER_TYPE,
        "42804": _OTHER_TYPE,
        "22P02": _OTHER_TYPE,
        "55P03": _LOCKED,
        "40P01": _LOCKED,
        "57014": _SLOW,
        "53300": _FULL,
    }
)
_MYSQL: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        1044: _NO_ENTRY,
        1045: _NO_ENTRY,
        1698: _NO_ENTRY,
        1142: _NO_RIGHT,
        1143: _NO_RIGHT,
        1146: _NO_TABLE,
        1054: _NO_COLUMN,
        1049: _NO_DATABASE,
        1205: _LOCKED,
        1213: _LOCKED,
        1969: _SLOW,
        3024: _SLOW,
        2013: _SLOW,
        1040: _FULL,
        1203: _FULL,
        1226: _FULL,
        2002: _AWAY,
        2003: _AWAY,
        2006: _AWAY,
        1193: _OLD,
    }
)


def as_error(error: SQLAlchemyError) -> ProviderError:
    """The error of the whole reply that ``error`` means."""
    driver = error.orig if isinstance(error, DBAPIError) else None
    # MySQL's own numbers say more than the states that it sends besides.
    named: object = driver.args[0] if driver is not None and driver.args else None
    if not isinstance(named, int):
        named = getattr(driver, "sqlstate", None)
    said = _MYSQL.get(named) if isinstance(named, int) else _POSTGRESQL.get(str(named))
    code, text = said or ("server_error", "The database gave no answer.")
    return ProviderError(code, f"{text} ({named})" if named else text)
