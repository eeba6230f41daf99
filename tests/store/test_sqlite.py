"""SQLite: commits reach the disk, writers queue, keys are kept."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import IntegrityError

from panel_refunds.store import Store, TryAgain
from panel_refunds.store.sqlite import WriteQueue, is_in_memory


def test_a_file_is_opened_for_safe_commits_and_many_readers(sqlite_url):
    store = Store(sqlite_url, lock_timeout_ms=1234)
    with store.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    store.close()

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 1234}


def test_foreign_keys_hold_where_there_are_any(sqlite_url):
    store = Store(sqlite_url)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), store.engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO approval VALUES ('a', 'rr_x', 'anna', 'finance', '2026-01-01', '')")
    store.close()


def test_writers_enter_one_at_a_time():
    queue, inside, most = WriteQueue(), [], []

    def write():
        with queue.turn(10):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=write) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1] * 20


def test_a_turn_that_does_not_come_is_refused():
    queue, taken, done = WriteQueue(), threading.Event(), threading.Event()

    def keep():
        with queue.turn(10):
            taken.set()
            done.wait(10)

    keeper = threading.Thread(target=keep)
    keeper.start()
    assert taken.wait(10)
    with pytest.raises(TryAgain), queue.turn(0.01):
        pytest.fail("two writers at once")
    done.set()
    keeper.join()


@pytest.mark.parametrize(
    ("url", "in_memory"), [("sqlite://", True), ("sqlite:///:memory:", True), ("sqlite:///a", False)]
)
def test_a_database_in_memory_is_known(url, in_memory):
    assert is_in_memory(make_url(url)) is in_memory
