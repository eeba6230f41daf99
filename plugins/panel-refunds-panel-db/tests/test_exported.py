"""Rows from a file are read as rows from the table."""

import json
import subprocess
import sys

import pytest

from panel_refunds_panel_db.exported import read_export

ROWS = [{"id": 17, "status": "Partial", "remains": "61"}, {"id": "18", "status": None}, {"id": 99, "status": "Done"}]


def read(raw, asked=("17", "18", "19")):
    return read_export(raw, action="status", asked=asked, words={})


def test_rows_are_read_as_the_table_would_be():
    assert read(json.dumps(ROWS).encode()) == {
        "action": "status",
        "reply_error": None,
        "orders": {
            "17": {"status": "partial", "raw_status": "Partial", "remains": 61},
            "18": {"error": {"code": "shape_mismatch", "text": "The row gives no status."}},
        },
        "not_asked": ["99"],
        "missing": ["19"],
    }


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "unreadable"),
        (b"<html>", "unreadable"),
        (b"[" * 100_000, "unreadable"),
        (b"{}", "shape_mismatch"),
        (b"[1]", "shape_mismatch"),
    ],
)
def test_what_are_no_rows_says_nothing_of_any_order(raw, code):
    reading = read(raw)

    assert (reading["reply_error"]["code"], reading["orders"]) == (code, {})
    assert reading["missing"] == ["17", "18", "19"]


def test_nothing_else_is_asked_of_a_table():
    with pytest.raises(ValueError, match="only asked for status, not 'cancel'"):
        read_export(b"[]", action="cancel", asked=[], words={})


def test_the_command_line_reads_them(tmp_path):
    (tmp_path / "rows.json").write_text(json.dumps(ROWS), encoding="utf-8")
    command = ["read-reply", "panel_db", "--action", "status", "--asked", "17,18", str(tmp_path / "rows.json")]

    done = subprocess.run(
        [sys.executable, "-m", "panel_refunds", *command], capture_output=True, text=True, check=True, encoding="utf-8"
    )

    assert json.loads(done.stdout)["orders"]["17"]["status"] == "partial"
