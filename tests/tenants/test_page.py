"""Reading a TOML file: broken ones name the line, values know where they stand."""

from __future__ import annotations

import pytest

from panel_refunds.tenants.page import load_page


@pytest.mark.parametrize(
    ("raw", "line", "what"),
    [
        (b"a = 1\nb = \nc = 2\n", 2, "Invalid value"),
        (b"a = 1\n\n[t]\nx = 1\n[t]\ny = 1\n", 5, "twice"),
        (b"a = 1\na = 2\n", 2, "overwrite"),
        (b'a = "open\n', 1, "not valid TOML"),
        (b"a = 1\r\nb == 2\r\n", 2, "Invalid value"),
        (b"a = '\xff'\n", None, "not UTF-8 text (byte 5)"),
        (b"a = " + b"[" * 5000, None, "nested too deeply"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path, faults_of, raw, line, what) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(raw)
    (fault,) = faults_of(load_page, file)
    assert fault.place.file == file
    assert fault.place.line == line
    assert what in fault.text


def test_a_missing_file_is_a_fault_with_its_name(tmp_path, faults_of) -> None:
    (fault,) = faults_of(load_page, tmp_path / "none.toml")
    assert str(fault).startswith(f"{tmp_path / 'none.toml'}: cannot be read: No such file")


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path) -> None:
    file = tmp_path / "page.toml"
    file.write_bytes(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    assert str(load_page(file).root.child("b").place) == f"{file}:2"


def test_a_value_knows_its_key_and_place(written) -> None:
    deep = written('[[list]]\nx = 1\n[[list]]\ny = [\n1,\n{ z = "deep" }]\n').child(1).child("y").child(1).child("z")
    assert (deep.key, deep.place.line, deep.text()) == ("list[1].y[1].z", 6, "deep")


@pytest.mark.parametrize(
    ("text", "ask", "advice"),
    [
        ('x = "a"', lambda x: x.items(), 'Write a list: x = ["a"]'),
        ("x = 1", lambda x: x.items("[3, 15]"), "Write a list: x = [3, 15]"),
        ("x = 1", lambda x: x.items(), "Write a list."),
        ("x = {}", lambda x: x.items(heading="[[x]]"), "Write a list: [[x]]"),
        ("x = 1", lambda x: x.table("{ days = 14 }"), "Write a table: x = { days = 14 }"),
        ("x = 1", lambda x: x.table(), "Write a table: [x]"),
        ("x.y = 1", lambda x: x.child("y").table(), "Write a table: [x.y]"),
        ("x = [1]", lambda x: x.child(0).table(), "Write a table: [[x]]"),
        ("x = 1", lambda x: x.text('Write "a" or "b".'), 'Write "a" or "b".'),
    ],
)
def test_a_value_of_another_type_is_told_how_to_spell_it(written, faults_of, text, ask, advice) -> None:
    (fault,) = faults_of(ask, written(text))
    assert fault.advice == advice


@pytest.mark.parametrize(
    ("text", "ask", "what"),
    [
        ("x = 1", "text", "is a whole number."),
        ("x = 1.5", "text", "is a decimal number without quotes."),
        ('x = ""', "text", "is empty."),
        ("x = true", "whole", "is true or false."),
        ("x = 1", "flag", "is a whole number."),
        ("x = {}", "items", "is a table."),
        ("x = []", "table", "is a list."),
        ("x = 12:30:00", "text", "is a date or time."),
    ],
)
def test_another_type_than_expected_is_a_fault_in_words(written, faults_of, text, ask, what) -> None:
    (fault,) = faults_of(getattr(written(text), ask))
    assert fault.text == what
    assert fault.advice.startswith("Write ")
