"""The keys of ``panel-refunds.toml``, with their defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from panel_refunds.money import register_currencies
from panel_refunds.tenants.faults import Faults
from panel_refunds.tenants.forwarded import Network
from panel_refunds.tenants.kinds import ListOf, OneOf, Text, Whole
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.plugin_tables import is_secret, parse_secret
from panel_refunds.tenants.table import Key, Table
from panel_refunds.tenants.tenant import SecretRef

MIB = 1024 * 1024
DEFAULT_MEMORY = 256 * MIB


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the service listens; port 0 takes a free one."""

    host: str = "127.0.0.1"
    port: int = 8086


@dataclass(frozen=True, slots=True)
class ListenAt:
    """``{ host = "127.0.0.1", port = 8086 }``."""

    def read(self, written: Written) -> Listen:
        default = Listen()
        written.table(f'{{ host = "{default.host}", port = {default.port} }}')
        return Listen(
            **Table(
                {
                    "host": Key(Text("a host name or address", r"[A-Za-z0-9.:_-]{1,253}"), default=default.host),
                    "port": Key(Whole(0, 65_535), default=default.port),
                }
            ).values(written)
        )

    def says(self) -> str:
        return f"`{{ {', '.join(field.name for field in fields(Listen))} }}`"

    def shows(self, value: Listen) -> str:
        return f'{{ host = "{value.host}", port = {value.port} }}'


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """A SQLite or PostgreSQL URL; one with a password only by reference."""

    def read(self, written: Written) -> str | SecretRef:
        if is_secret(written.value):
            return parse_secret(written)
        url = written.text()
        scheme = url.partition(":")[0].partition("+")[0]
        if scheme not in ("sqlite", "postgresql"):
            raise written.wrong("is no database we know.", 'Write "sqlite:///FILE" or "postgresql://HOST/NAME".')
        try:
            password = urlsplit(url).password
        except ValueError:
            raise written.wrong("is no URL.", 'Write "sqlite:///FILE" or "postgresql://HOST/NAME".') from None
        if password:
            raise written.wrong("holds a password.", 'Refer to it: { env = "DATABASE_URL" } or { file = "path" }.')
        return url

    def says(self) -> str:
        return 'URL of SQLite or PostgreSQL, `{ env = "NAME" }` or `{ file = "path" }`'

    def shows(self, value: str) -> str:
        return f'"{value}"'


@dataclass(frozen=True, slots=True)
class SecretKept:
    """A secret, only by reference; None where nothing is written."""

    def read(self, written: Written) -> SecretRef:
        if not is_secret(written.value):
            raise written.wrong("is no reference to a secret.", 'Write { env = "NAME" } or { file = "path" }.')
        return parse_secret(written)

    def says(self) -> str:
        return '`{ env = "NAME" }` or `{ file = "path" }`'

    def shows(self, value: SecretRef | None) -> str:
        return "none" if value is None else f'{{ {value.kind} = "{value.name}" }}'


@dataclass(frozen=True, slots=True)
class Networks:
    """IP addresses and networks."""

    def read(self, written: Written) -> tuple[Network, ...]:
        faults, found = Faults(), list[Network]()
        for item in written.items('["127.0.0.1"]'):
            with faults.kept():
                text = item.text()
                try:
                    found.append(ip_network(text))
                except ValueError as error:
                    raise item.wrong(f"{error}.", 'Write an address or a network like "10.0.0.0/8".') from None
        faults.raise_any()
        return tuple(found)

    def says(self) -> str:
        return "list of IP addresses and networks"

    def shows(self, value: tuple[Network, ...]) -> str:
        return str([str(network) for network in value])


@dataclass(frozen=True, slots=True)
class Exponents:
    """Currency → number of decimal digits; each is known to ``panel_refunds.money`` from then on."""

    def read(self, written: Written) -> dict[str, int]:
        faults, found = Faults(), dict[str, int]()
        for code, item in written.table("{ XAU = 6 }").items():
            with faults.kept():
                digits = item.whole()
                try:
                    register_currencies({code: digits})
                except ValueError as error:
                    raise item.wrong(f"{error}.", "Write a code in capitals and its digits: XAU = 6.") from None
                found[code] = digits
        faults.raise_any()
        return found

    def says(self) -> str:
        return "table of codes and their decimal digits, 0 to 8"

    def shows(self, value: dict[str, Any]) -> str:
        return "{}" if not value else str(value)


@dataclass(frozen=True, slots=True)
class Memory:
    """``"256 MiB"`` or ``"1 GiB"``, as bytes; never less than what a plugin's process needs to begin with."""

    least: int = 128 * MIB

    def read(self, written: Written) -> int:
        match = re.fullmatch(r"([1-9]\d{0,5}) (MiB|GiB)", written.text())
        if match is None:
            raise written.wrong("is no amount of memory.", f'Write "{self._text(DEFAULT_MEMORY)}" or "1 GiB".')
        size = int(match.group(1)) * (MIB if match.group(2) == "MiB" else 1024 * MIB)
        if size < self.least:
            raise written.wrong("is too little.", f'Write "{self._text(self.least)}" or more.')
        return size

    def says(self) -> str:
        return f'amount of memory, at least `"{self._text(self.least)}"`'

    def shows(self, value: int) -> str:
        return f'"{self._text(value)}"'

    def _text(self, size: int) -> str:
        return f"{size // MIB} MiB"


INSTALLATION = Table(
    {
        "database": Key(
            DatabaseUrl(), "where the books are; a SQLite path is relative", default="sqlite:///panel-refunds.sqlite3"
        ),
        "tenants": Key(Text("a folder"), "the folder of tenants, relative to the file", default="tenants"),
        "attachments_dir": Key(
            Text("a folder"),
            "where the files of conversations are kept, relative to the file; without it, in `attachments` beside a "
            "SQLite database, else beside this file",
        ),
        "listen": Key(ListenAt(), "where `serve` listens", default=Listen()),
        "payouts_at_once": Key(Whole(1, 16), "how many calls to gateways a worker waits for at once", default=4),
        "plugins_apart": Key(
            ListOf(Text('the name of a plugin, or `"*"` for all that are not built in', r"\*|[\w.:-]{1,100}"), least=0),
            "plugins that run in processes of their own",
            default=(),
        ),
        "plugins_memory": Key(Memory(), "the memory of each such process", default=DEFAULT_MEMORY),
        "trusted_proxies": Key(Networks(), "whose X-Forwarded-Host is believed", "1.1", default=()),
        "uncertified": Key(
            OneOf(("warn", "refuse")),
            "what becomes of a gateway for real money that has no valid certificate of the conformance kit",
            default="warn",
        ),
        "secrets_key": Key(
            SecretKept(),
            "the key under which the staff's one-time code secrets are kept; several, newest first, one a line",
            default=None,
        ),
        "currencies": Key(Exponents(), "currencies beyond ISO 4217", default={}),
    }
)
