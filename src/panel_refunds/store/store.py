"""The store: a database, and transactions on it.

``begin`` opens the books of one tenant for writing with the wallets it names locked, ``read`` for one consistent look.
There is no network call, no clock and no retry inside a transaction: whoever calls ``begin`` may do the whole thing
again when it is told so (``retrying``), and looks up by its idempotency key when nobody can say whether it happened
(``CommitUnknownError``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import make_url

from panel_refunds.store import keys, roles, schema, sqlite
from panel_refunds.store.books import Books, Owner, ReplyKey
from panel_refunds.store.chapter import NewId
from panel_refunds.store.link import Link, Rows, Watch
from panel_refunds.store.records import ApiKey, StoredReply
from panel_refunds.store.schema import create_in_memory
from panel_refunds.store.statement import TENANT, Statement
from panel_refunds.store.upkeep import REPLIES, REPLY_BY_KEY
from panel_refunds.store.weather import TryAgain, explain

ResultT = TypeVar("ResultT")
TRIES = 5


class Store:
    """One database: ``sqlite:///file``, ``sqlite://`` (in memory, shared in this process) or ``postgresql://…``.

    ``schema`` (PostgreSQL) keeps all tables in a schema of that name, for throw-away books. ``statement_timeout_ms``
    and ``lock_timeout_ms`` bound how long one statement, and one wait for somebody else's lock, may take. ``file`` is
    SQLite's, None where there is none; ``in_memory``: everything is gone when it is closed.
    """

    file: Path | None = None
    in_memory: bool = False

    def __init__(
        self,
        url: str,
        *,
        schema: str | None = None,
        statement_timeout_ms: int = 15_000,
        lock_timeout_ms: int = 5_000,
        watch: Watch | None = None,
    ) -> None:
        self.url = make_url(url.replace("postgres://", "postgresql://", 1))
        self.schema = schema
        self.watch = watch
        self.dialect = self.url.get_backend_name()
        self._wait_seconds = lock_timeout_ms / 1000
        self._checked = False
        if self.dialect == "sqlite":
            self.engine = sqlite.make_engine(self.url, wait_ms=lock_timeout_ms)
            self.in_memory = sqlite.is_in_memory(self.url)
            self.file = None if self.in_memory else Path(str(self.url.database)).absolute()
            self._queue = sqlite.WriteQueue() if self.file is None else sqlite.queue_of(self.file)
            # A database in memory is one connection: readers wait for their turn like writers.
            self._readers_queue = self.in_memory
            if self.in_memory:
                create_in_memory(self.engine)
                self._checked = True
        elif self.dialect == "postgresql":
            from panel_refunds.store import postgres  # the driver is an extra

            self.engine = postgres.make_engine(
                self.url, statement_timeout_ms=statement_timeout_ms, lock_timeout_ms=lock_timeout_ms, schema=schema
            )
        else:
            raise ValueError(f"{self.dialect}: the store works on sqlite and postgresql")

    # ------------------------------------------------------------ transactions

    @contextmanager
    def begin(
        self,
        tenant: UUID,
        *,
        wallets: Iterable[str] = (),
        owner: Owner | None = None,
        reply: ReplyKey | None = None,
        door: str | None = None,
        new_id: NewId,
    ) -> Iterator[Books]:
        """One write transaction of ``tenant``, with ``wallets`` locked first, in the order of their ids.

        ``owner`` locks the wallet of a customer in a currency instead, if there is one; ``reply`` is an idempotency key
        that will be looked up: it is, in the same trip, after the locks. ``door`` is noted with what people do.

        Leaving it writes everything that changed and commits; an exception undoes everything. Refused ``not_found`` for
        an unknown wallet, ``locked`` (``TryAgain``) when the database is busy; CommitUnknownError as it says.
        """
        opening = "BEGIN IMMEDIATE" if self.dialect == "sqlite" else "BEGIN"
        with self._turn(writing=True), self._link(opening) as link:
            books = Books(link, tenant, new_id=new_id, read_only=False)
            books.door = door
            books.open(list(wallets), owner, reply)
            yield books
            books.close()

    @contextmanager
    def read(self, tenant: UUID, *, new_id: NewId | None = None) -> Iterator[Books]:
        """One consistent look at the books of ``tenant``: nothing is locked, nothing can be written."""
        opening = "BEGIN" if self.dialect == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with self._turn(writing=False), self._link(opening) as link:
            books = Books(link, tenant, new_id=new_id or _no_ids, read_only=True)
            books.open()
            yield books
            link.leave()

    def retrying(self, work: Callable[[], ResultT]) -> ResultT:
        """Run a unit of work again while the database asks for it, at most five times; then ``locked``."""
        for _ in range(TRIES - 1):
            try:
                return work()
            except TryAgain as again:
                if not again.at_once:
                    raise
        return work()

    def _turn(self, *, writing: bool) -> Any:
        if self.dialect == "sqlite" and (writing or self._readers_queue):
            return self._queue.turn(self._wait_seconds)
        return nullcontext()

    @contextmanager
    def _link(self, opening: str) -> Iterator[Link]:
        """A pooled connection in a transaction; driver errors come out as what they mean."""
        connection = self._connect()
        link = self._make_link(connection, opening)
        try:
            yield link
        except BaseException as error:
            link.roll_back()
            meaning = explain(error)
            if meaning is not None:
                raise meaning from error
            raise
        finally:
            link.roll_back()
            if link.is_broken:
                # The server was restarted, or the wire cut: the other idle connections are of the same age.
                connection.invalidate()
                self.engine.dispose()
            else:
                connection.close()

    def _make_link(self, connection: Any, opening: str) -> Link:
        if self.dialect == "sqlite":
            return sqlite.SqliteLink(connection.driver_connection, self.watch, opening)
        from panel_refunds.store.postgres import PostgresLink

        return PostgresLink(connection.info["wire"], self.watch, opening)

    def _connect(self) -> Any:
        try:
            self._must_be_current()
            return self.engine.raw_connection()
        except Exception as error:
            meaning = explain(getattr(error, "orig", error))
            if meaning is not None:
                raise meaning from error
            raise

    def find_reply(self, tenant: UUID, scope: str, key: str) -> StoredReply | None:
        """As ``Books.find_reply``, for who has nothing else to ask: one trip, no transaction."""
        rows = self._ask(REPLY_BY_KEY, **{TENANT: tenant, "scope": scope, "key": key})
        return REPLIES.read(rows[0], self.dialect) if rows else None

    # ------------------------------------------------------------ over all tenants

    def _ask(self, statement: Statement, **given: Any) -> Rows:
        with self._turn(writing=False), self._link("BEGIN") as link:
            return link.look(statement, given)

    def _change(self, statement: Statement, **given: Any) -> int:
        opening = "BEGIN IMMEDIATE" if self.dialect == "sqlite" else "BEGIN"
        with self._turn(writing=True), self._link(opening) as link:
            link.begin()
            changed = link.change(statement, given)
            link.commit(given[TENANT], [])
            return changed

    def find_api_key(self, digest: str) -> ApiKey | None:
        """The key with this SHA-256 digest (hex), revoked ones included; None when there is none."""
        rows = self._ask(keys.KEY_BY_DIGEST, digest=digest)
        return keys.read_key(rows[0], self.dialect) if rows else None

    def add_api_key(self, key: ApiKey) -> None:
        """Write a new key."""
        given = {name: getattr(key, name) for name in keys.NAMES}
        self._change(keys.ADD_KEY, **{TENANT: key.tenant_id}, **given)

    def revoke_api_key(self, tenant: UUID, key_id: str, at: datetime) -> bool:
        """End a key; False when this tenant has no such key in use."""
        return self._change(keys.REVOKE_KEY, **{TENANT: tenant}, key=key_id, moment=at) == 1

    def note_key_use(self, key: ApiKey, at: datetime, unless_since: datetime) -> bool:
        """Note that a key was used ``at``; False where a use after ``unless_since`` is known."""
        given = {"key": key.key_id, "moment": at, "before": unless_since}
        return self._change(keys.NOTE_USE, **{TENANT: key.tenant_id}, **given) == 1

    def list_api_keys(self, tenant: UUID) -> list[ApiKey]:
        """All keys of a tenant, oldest first."""
        return [keys.read_key(row, self.dialect) for row in self._ask(keys.KEYS_OF, **{TENANT: tenant})]

    def tenants_with_work(self, now: datetime) -> list[UUID]:
        """The tenants that have something due; a hint, each tenant's books know better."""
        return [keys.read_tenant(row[0]) for row in self._ask(keys.TENANTS_WITH_WORK, now=now)]

    def policies_used(self) -> dict[UUID, dict[str, str]]:
        """Of every tenant the policy versions that were ever used: label → the digest that the file had then."""
        used: dict[UUID, dict[str, str]] = {}
        for tenant, label, digest in self._ask(keys.POLICIES_USED):
            used.setdefault(keys.read_tenant(tenant), {})[label] = digest
        return used

    # ------------------------------------------------------------ the schema

    def _must_be_current(self) -> None:
        if not self._checked:
            schema.check_current(self.engine, str(self))
            self._checked = True

    def create_schema(self) -> None:
        """Make all tables in an empty database (or in this store's ``schema``) as the newest migration leaves them."""
        schema.create(self.engine, self.schema)
        self._checked = True

    def drop_schema(self) -> None:
        """Remove all tables; with ``schema`` the schema itself."""
        schema.drop(self.engine, self.schema)
        self._checked = False

    def migrate(self, revision: str = "head") -> None:
        """Bring the database up to ``revision``; a database that is newer than this version is an error."""
        schema.upgrade(self.engine, revision)
        self._checked = False

    def downgrade(self, revision: str) -> None:
        """Take the database back to ``revision`` (``base``: nothing left)."""
        schema.downgrade(self.engine, revision)
        self._checked = False

    def current_revision(self) -> str | None:
        """The revision the database is at, None for an empty one."""
        return schema.current_revision(self.engine)

    def restrict_role(self, role: str) -> None:
        """PostgreSQL: let ``role`` work with the tables, but never change or delete what is written once.

        For a service that connects as another role than the one that migrates. SchemaError where that cannot hold.
        """
        roles.restrict(self.engine, role)

    def ping(self) -> None:
        """Ask the database for a sign of life; raises what is wrong with it."""
        self._ask(keys.SIGN_OF_LIFE)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __str__(self) -> str:
        return self.url.render_as_string(hide_password=True)


def _no_ids(noun: str) -> str:
    raise RuntimeError(f"books opened for reading make no ids (wanted one of {noun})")
