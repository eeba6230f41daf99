"""PostgreSQL: settings of a connection, and what a cut wire at COMMIT means."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url
from tests.store.till import Till

from panel_refunds.money import SCALE
from panel_refunds.store import CommitUnknownError, Store, TryAgain

pytestmark = pytest.mark.postgres


class CuttingProxy:
    """Stands between the store and the server, and cuts the wire when it is told to."""

    def __init__(self, socket_file: Path) -> None:
        self.server_file = socket_file
        self.cut = ""
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(str(self.server_file))
            threading.Thread(target=self._pass_on, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(server, client, False), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, from_client: bool) -> None:
        """``request`` cuts before the next thing the client says, ``answer`` before the next the server says."""
        while True:
            try:
                data = source.recv(65536)
                if not data or self.cut == ("request" if from_client else "answer"):
                    break
                target.sendall(data)
            except OSError:
                break
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        self.listener.close()


@pytest.fixture
def proxy(postgres_url):
    folder = Path(str(make_url(postgres_url).query["host"]))
    made = CuttingProxy(next(folder.glob(".s.PGSQL.*[0-9]")))
    yield made
    made.close()


@pytest.mark.parametrize(("cut", "happened"), [("request", False), ("answer", True)])
def test_a_wire_cut_at_commit_is_unknown_and_the_key_tells(postgres_url, proxy, new_id, clock, cut, happened):
    honest, shaky = Store(postgres_url), Store(f"postgresql://postgres@127.0.0.1:{proxy.port}/postgres")
    wallet_id = Till(honest, new_id, clock).deposit(amount=50).wallet_id
    till = Till(shaky, new_id, clock)

    def charge(store, cut=""):
        with store.begin(till.tenant, wallets=[wallet_id], new_id=new_id) as books:
            if books.find_reply("orders", "key-1"):
                return "done before"
            wallet = books.wallet(wallet_id)
            charge_one(wallet, till)
            books.add_reply("orders", "key-1", "hash", "ord_1", clock())
            proxy.cut = cut
        return "done"

    with pytest.raises(CommitUnknownError):
        charge(shaky, cut)
    shaky.close()

    with honest.read(till.tenant) as books:
        assert (books.find_reply("orders", "key-1") is not None) is happened
    assert charge(honest) == ("done before" if happened else "done")
    with honest.read(till.tenant) as books:
        assert books.balance(wallet_id).cash == 49 * SCALE
    honest.close()


def charge_one(wallet, till):
    from panel_refunds.ledger.spend import charge_order

    charge_order(wallet, order_id="ord_1", amount=SCALE, first=("bonus", "cash"), at=till.now())


def test_a_wire_cut_before_commit_changed_nothing_and_is_tried_again(postgres_url, proxy, new_id, clock):
    shaky = Store(f"postgresql://postgres@127.0.0.1:{proxy.port}/postgres")
    wallet_id = Till(shaky, new_id, clock).deposit(amount=50).wallet_id
    tries = []

    def charge():
        with shaky.begin(Till.tenant, wallets=[wallet_id], new_id=new_id) as books:
            charge_one(books.wallet(wallet_id), Till(shaky, new_id, clock))
            proxy.cut = "" if tries else "request"
            tries.append(1)
            try:
                # A question in the middle: the cut comes here, before anything is committed.
                books.find_work("pay", "x")
            finally:
                proxy.cut = ""

    shaky.retrying(charge)

    assert len(tries) == 2
    with shaky.read(Till.tenant) as books:
        assert books.balance(wallet_id).cash == 49 * SCALE
    shaky.close()


def test_a_server_that_is_not_there_is_locked(tmp_path, new_id):
    store = Store(f"postgresql://postgres@/postgres?host={tmp_path}")
    with pytest.raises(TryAgain):
        store.ping()
    store.close()


def test_connections_speak_utc_and_give_up_after_a_time(postgres_url):
    store = Store(postgres_url, statement_timeout_ms=1500, lock_timeout_ms=700)
    with store.engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("TimeZone", "statement_timeout", "lock_timeout", "enable_seqscan")
        ]
    store.close()

    assert found == ["UTC", "1500ms", "700ms", "off"]


def test_a_statement_that_takes_too_long_is_given_up(postgres_url):
    store = Store(postgres_url, statement_timeout_ms=20)
    with pytest.raises(TryAgain), store._link("BEGIN") as link:
        link._send([("SELECT pg_sleep(5)", ())])
    store.ping()
    store.close()


def test_both_names_of_the_protocol_are_understood(postgres_url):
    store = Store(postgres_url.replace("postgresql://", "postgres://", 1))
    store.ping()
    store.close()


def test_connections_that_died_while_they_were_idle_are_forgotten_together(postgres_url, new_id, clock):
    store = Store(f"{postgres_url}&application_name=restarted")
    till = Till(store, new_id, clock)
    wallet_id = till.wallet()
    with till.read() as one, till.read() as other:
        assert one.find_wallet("c1", "USD") == other.find_wallet("c1", "USD")
    with psycopg.connect(postgres_url, autocommit=True) as restart:
        ended = restart.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'restarted'"
        ).fetchall()

    assert len(ended) == 2
    assert store.retrying(till.wallet) == wallet_id
    store.close()
