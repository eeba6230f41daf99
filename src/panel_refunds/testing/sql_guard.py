"""A guard that reads every statement before it runs, and refuses those that could reach another tenant's rows.

One table holds the rows of all tenants, and one day they lie on many machines. Both forgive nothing: a query that
forgets its tenant reads everybody's rows, and a database spread by tenant asks every machine. So in the tests no
statement passes unless each of its queries, however deep it stands, carries a bare ``tenant_id = parameter``; nobody
locks rows without it; and time and chance come in as parameters, never from the server.

``install(store)`` listens on both ways to the database: the store's own prebuilt statements, and its SQLAlchemy engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import event

from panel_refunds.store import Store
from panel_refunds.store.keys import ACROSS_TENANTS
from panel_refunds.store.tables import METADATA

TENANT_TABLES = frozenset(table.name for table in METADATA.tables.values() if "tenant_id" in table.primary_key.columns)
_TOKEN = re.compile(
    r"""'(?:[^']|'')*' | "(?P<quoted>[^"]+)" | (?P<param>\$\d+ | \? | :\w+ | %\(\w+\)s)
    | :: \s* \w+ (?:\s*\[\])? | (?P<word>[A-Za-z_][\w.]*(?:\."\w+")?) | \d+ | [(),;=] | \S""",
    re.VERBOSE,
)
_CLOCKS = re.compile(
    r"\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|random|gen_random_uuid|uuidv7|randomblob"
    # Of a column it only reads what stands there.
    r"|datetime|julianday|strftime|unixepoch(?!\(\w+\.\w+\)))\s*\(|\b(?:current_timestamp|current_date|current_time|localtimestamp)\b",
    re.IGNORECASE,
)
_ARMS = frozenset({"UNION", "INTERSECT", "EXCEPT"})
_BEFORE_A_TABLE = frozenset({"FROM", "JOIN", "UPDATE", "USING"})
_AFTER_A_TABLE = frozenset(
    {"WHERE", "JOIN", "LEFT", "INNER", "CROSS", "FULL", "RIGHT", "ON", "SET", "ORDER", "GROUP", "LIMIT", "FOR"}
    | {"RETURNING", "USING", "UNION", "INTERSECT", "EXCEPT", "VALUES", "SELECT", "HAVING", "FROM", "OFFSET"}
)


class UnsafeStatementError(Exception):
    """A statement that breaks a rule for SQL; says which and shows the text."""


def install(store: Store) -> None:
    """Let the guard see everything this store sends."""
    store.watch = check

    def before(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        check(statement)

    event.listen(store.engine, "before_cursor_execute", before)


@lru_cache(maxsize=4096)
def check(sql: str) -> None:
    """UnsafeStatementError when ``sql`` breaks a rule; statements already seen cost nothing."""
    if _CLOCKS.search(re.sub(r"'(?:[^']|'')*'", "''", sql)):
        raise UnsafeStatementError(f"Times and random values are parameters: {sql}")
    if sql in _listed_across_tenants():
        return
    for query in _queries(_read(sql)):
        query.check(sql)


@lru_cache
def _listed_across_tenants() -> frozenset[str]:
    """The texts of the statements that may name no tenant; UnsafeStatementError if one of them writes or locks."""
    texts = {statement.on(dialect).sql for statement in ACROSS_TENANTS for dialect in ("sqlite", "postgresql")}
    for text in texts:
        if not text.startswith("SELECT") or re.search(r"\b(?:FOR (?:UPDATE|SHARE)|INSERT|UPDATE|DELETE)\b", text):
            raise UnsafeStatementError(f"A statement across tenants only reads, without a lock: {text}")
    return frozenset(texts)


@dataclass
class _Group:
    """What stands between two parentheses (or the whole text): words in capitals, names as written, groups."""

    parts: list[str | _Group] = field(default_factory=list)


def _read(sql: str) -> _Group:
    whole = _Group()
    open_groups = [whole]
    for match in _TOKEN.finditer(sql):
        text = match.group()
        if text == "(":
            inner = _Group()
            open_groups[-1].parts.append(inner)
            open_groups.append(inner)
        elif text == ")":
            open_groups.pop()
        elif match.group("param"):
            open_groups[-1].parts.append("?")
        elif match.group("quoted"):
            open_groups[-1].parts.append(match.group("quoted"))
        elif not text.startswith("::"):
            open_groups[-1].parts.append(text.replace('"', ""))
    return whole


def _queries(group: _Group) -> Iterator[_Query]:
    """Every query inside, each arm of a UNION for itself."""
    arm: list[str | _Group] = []
    for part in group.parts:
        if isinstance(part, _Group):
            yield from _queries(part)
        if isinstance(part, str) and part.upper() in _ARMS:
            yield _Query(arm)
            arm = []
        else:
            arm.append(part)
    yield _Query(arm)


@dataclass
class _Query:
    """One SELECT, INSERT, UPDATE or DELETE, without what stands in parentheses inside it."""

    parts: Sequence[str | _Group]

    def check(self, sql: str) -> None:
        """UnsafeStatementError when the rows of some table here are not bound to one tenant."""
        words = [part.upper() if isinstance(part, str) else "(" for part in self.parts]
        self._check_insert(words, sql)
        self._check_change(words, sql)
        tables = dict(self._tables(words))
        if not tables:
            return
        if "OR" in words:
            raise UnsafeStatementError(f"An OR beside the tenant's condition opens the query to all tenants: {sql}")
        bound = set(self._bound_to_parameter(tables))
        for one, other in self._bound_to_each_other():
            bound |= {one, other} if {one, other} & bound else set()
        for alias, table in tables.items():
            if alias not in bound:
                raise UnsafeStatementError(f"{table} is read without `tenant_id = parameter`: {sql}")

    def _tables(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The tables with a tenant that are read or changed here, each with its alias first."""
        listing = False
        for place, word in enumerate(words):
            listing = word in _BEFORE_A_TABLE or (listing and word not in _AFTER_A_TABLE)
            name = self.parts[place]
            before = words[place - 1] if place else ""
            if not isinstance(name, str) or name not in TENANT_TABLES or not listing:
                continue
            # A name in parentheses behind it makes it a function; ``DO UPDATE`` and ``FOR UPDATE OF`` name no table.
            if before in _BEFORE_A_TABLE or before == ",":
                yield self._alias(words, place), name

    def _alias(self, words: Sequence[str], place: int) -> str:
        following = words[place + 1 : place + 3]
        if following[:1] == ["AS"]:
            return str(self.parts[place + 2])
        if following and re.fullmatch(r"[A-Z_]\w*", following[0]) and following[0] not in _AFTER_A_TABLE:
            return str(self.parts[place + 1])
        return str(self.parts[place])

    def _equalities(self) -> Iterator[tuple[str, str]]:
        texts = [part if isinstance(part, str) else "(" for part in self.parts]
        for place in range(1, len(texts) - 1):
            if texts[place] == "=":
                yield texts[place - 1], texts[place + 1]

    def _bound_to_parameter(self, tables: dict[str, str]) -> Iterator[str]:
        for left, right in self._equalities():
            column, value = (left, right) if right == "?" else (right, left)
            if value != "?":
                continue
            if column == "tenant_id":
                yield from tables
            elif column.endswith(".tenant_id"):
                yield column.removesuffix(".tenant_id")

    def _bound_to_each_other(self) -> Iterator[tuple[str, str]]:
        for left, right in self._equalities():
            if left.endswith(".tenant_id") and right.endswith(".tenant_id"):
                yield left.removesuffix(".tenant_id"), right.removesuffix(".tenant_id")

    def _check_insert(self, words: Sequence[str], sql: str) -> None:
        if "INTO" not in words:
            return
        at = words.index("INTO") + 1
        if self.parts[at] not in TENANT_TABLES:
            return
        columns = self.parts[at + 1]
        if not isinstance(columns, _Group) or columns.parts[:1] != ["tenant_id"]:
            raise UnsafeStatementError(f"An INSERT names its columns, the tenant first: {sql}")
        values = self.parts[at + 3]
        first = values.parts[0] if isinstance(values, _Group) else values
        if first != "?":
            raise UnsafeStatementError(f"An INSERT takes the tenant as a parameter: {sql}")

    def _check_change(self, words: Sequence[str], sql: str) -> None:
        if "SET" in words and "tenant_id" in self._assigned(words):
            raise UnsafeStatementError(f"A row's tenant never changes: {sql}")

    def _assigned(self, words: Sequence[str]) -> Iterator[str]:
        for place in range(words.index("SET") + 1, len(words) - 1):
            if words[place] in ("WHERE", "FROM", "RETURNING"):
                return
            if words[place + 1] == "=" and words[place - 1] in ("SET", ","):
                yield str(self.parts[place])
