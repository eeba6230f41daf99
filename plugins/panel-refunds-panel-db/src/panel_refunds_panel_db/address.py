"""The database's address: a URL that is a secret as a whole, because the password stands in it.

It says where the database is and nothing about how it is spoken to: options that could undo the read-only session or
make the driver read a file are refused by name. No message repeats any part of it.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from panel_refunds.errors import Refused

Server = Literal["postgresql", "mysql"]

_SERVERS: Mapping[str, Server] = MappingProxyType(
    {
        "postgresql": "postgresql",
        "postgresql+psycopg": "postgresql",
        "postgres": "postgresql",
        "mysql": "mysql",
        "mysql+pymysql": "mysql",
        "mariadb": "mysql",
        "mariadb+pymysql": "mysql",
    }
)
_DRIVERS: Mapping[Server, tuple[str, str]] = MappingProxyType(
    {"postgresql": ("postgresql+psycopg", "psycopg"), "mysql": ("mysql+pymysql", "pymysql")}
)
_OPTIONS: Mapping[Server, frozenset[str]] = MappingProxyType(
    {
        "postgresql": frozenset({"host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "channel_binding"}),
        "mysql": frozenset({"unix_socket", "charset", "ssl_ca", "ssl_cert", "ssl_key", "ssl_check_hostname"}),
    }
)
_ADVICE = "Write it like postgresql://reader:password@host/panel or mysql://reader:password@host/panel."


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is, and which of the two kinds it is of. The URL is left out of the repr."""

    server: Server
    url: URL = field(repr=False)


def parse_address(text: object) -> Address | None:
    """The address in ``text``; ``Refused`` says what is wrong with it, without repeating any of it.

    None for a text that is no address of any form, because a tenant's file is also checked without its secrets; the
    first question with it is refused.
    """
    if not isinstance(text, str) or not text.strip():
        raise Refused("field_missing", f"The database's address is empty. {_ADVICE}", field="database")
    if "://" not in text:
        return None
    try:
        url = make_url(str(text).strip())
        server = _SERVERS.get(url.drivername)
    except (ArgumentError, ValueError):
        raise Refused("field_invalid", f"The database's address cannot be read. {_ADVICE}", field="database") from None
    if server is None:
        raise Refused("field_invalid", f"Only PostgreSQL, MySQL and MariaDB are read. {_ADVICE}", field="database")
    if not url.database:
        raise Refused("field_invalid", f"The address names no database. {_ADVICE}", field="database")
    if strange := sorted(set(url.query) - _OPTIONS[server]):
        known = ", ".join(sorted(_OPTIONS[server]))
        raise Refused(
            "field_invalid",
            f"The address may not have the option {strange[0][:40]!r}; known: {known}.",
            field="database",
        )
    dialect, driver = _DRIVERS[server]
    if importlib.util.find_spec(driver) is None:
        raise Refused(
            "field_invalid",
            f"The driver {driver} is not installed; install panel-refunds-panel-db[{server}].",
            field="database",
        )
    return Address(server, url.set(drivername=dialect))
