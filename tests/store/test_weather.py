"""An error before COMMIT means it did not happen; one at COMMIT means nobody knows."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from psycopg import errors

from panel_refunds.errors import Refused
from panel_refunds.store.weather import TryAgain, explain, is_certain


@pytest.mark.parametrize(
    "error",
    [
        errors.SerializationFailure,
        errors.DeadlockDetected,
        errors.AdminShutdown,
        errors.LockNotAvailable,
        errors.QueryCanceled,
        errors.ConnectionFailure,
        errors.InternalError_,
        errors.UniqueViolation,
    ],
)
def test_what_another_try_may_mend_is_tried_again(error):
    assert isinstance(explain(error("nothing to see")), TryAgain)


def test_a_server_that_says_nothing_is_tried_again():
    assert isinstance(explain(psycopg.OperationalError("connection refused")), TryAgain)


@pytest.mark.parametrize("error", [errors.CheckViolation("x"), errors.SyntaxError("x"), ZeroDivisionError()])
def test_our_own_mistakes_stay_what_they_are(error):
    assert explain(error) is None


def test_a_text_no_database_stores_is_refused():
    meaning = explain(errors.UntranslatableCharacter("\\u0000 cannot be converted"))

    assert isinstance(meaning, Refused)
    assert meaning.code == "field_invalid"


def test_a_locked_file_is_locked(tmp_path):
    one = sqlite3.connect(tmp_path / "x", isolation_level=None)
    other = sqlite3.connect(tmp_path / "x", isolation_level=None, timeout=0)
    one.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as busy:
        other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as wrong:
        other.execute("SELECT * FROM nothing")
    one.close()
    other.close()

    meaning = explain(busy.value)
    assert isinstance(meaning, TryAgain)
    assert not meaning.at_once
    assert explain(wrong.value) is None


@pytest.mark.parametrize(
    ("error", "certain"),
    [
        (errors.SerializationFailure, True),
        (errors.CheckViolation, True),
        (errors.UniqueViolation, True),
        (errors.LockNotAvailable, True),
        (errors.StatementCompletionUnknown, False),
        (errors.ConnectionFailure, False),
        (errors.AdminShutdown, False),
        (psycopg.OperationalError, False),
    ],
)
def test_only_a_server_that_said_no_did_surely_not_commit(error, certain):
    assert is_certain(error("at COMMIT")) is certain
