"""Answers are read strictly: what is missing or of another kind is unreadable, and no digit is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.money import Money
from panel_refunds.ports.said import Said, UnreadableError, parse_json


def said(text: str) -> Said:
    return Said.read(text.encode())


def test_numbers_keep_their_digits():
    assert parse_json(b'{"a": 0.1, "b": 12345678901234567890.12345678}') == {
        "a": Decimal("0.1"),
        "b": Decimal("12345678901234567890.12345678"),
    }


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b'{"a": NaN}', b'{"a": Infinity}', b"\xff", b"[" * 100_000, b'{"a": 1.' + b"1" * 99 + b"}"]
)
def test_what_is_no_json_is_unreadable(raw):
    with pytest.raises(UnreadableError):
        parse_json(raw)


@pytest.mark.parametrize("raw", [b"[]", b"null", b'"text"', b"7"])
def test_what_is_no_object_is_unreadable(raw):
    with pytest.raises(UnreadableError, match="no payment"):
        Said.read(raw, "payment")


def test_texts_and_refs():
    one = said('{"name": "x", "number": 7, "empty": "", "nothing": null, "yes": true}')

    assert one.text("name") == one.ref("name") == "x"
    assert one.ref("number") == "7"
    assert one.find_text("empty") is None
    assert one.find_text("nothing") is None
    assert "name" in one
    assert "nothing" not in one
    for name in ("number", "empty", "nothing", "missing"):
        with pytest.raises(UnreadableError, match=name):
            one.text(name)
    with pytest.raises(UnreadableError, match="yes"):
        one.ref("yes")


def test_whole_numbers_and_flags_are_not_one_another():
    one = said('{"one": 1, "true": true, "half": 0.5}')

    assert one.whole("one") == 1
    assert one.flag("true") is True
    for name in ("true", "half", "missing"):
        with pytest.raises(UnreadableError, match=name):
            one.whole(name)
    for name in ("one", "missing"):
        with pytest.raises(UnreadableError, match=name):
            one.flag(name)


def test_objects_lists_and_tables():
    one = said('{"in": {"a": "b"}, "many": [{"n": 1}, {"n": 2}], "mixed": [1], "notes": {"a": "b", "c": 3}}')

    assert one.inside("in").text("a") == "b"
    assert one.find_inside("missing") is None
    assert [each.whole("n") for each in one.objects("many")] == [1, 2]
    assert one.texts("notes") == {"a": "b"}
    assert one.texts("missing") == {}
    with pytest.raises(UnreadableError, match="missing"):
        one.inside("missing")
    with pytest.raises(UnreadableError, match="many"):
        one.find_inside("many")
    with pytest.raises(UnreadableError, match="mixed"):
        list(one.objects("mixed"))
    with pytest.raises(UnreadableError, match="notes"):
        one.listed("notes")


@pytest.mark.parametrize("written", ['"38.25"', "38.25", '"38.250000"'])
def test_an_amount_in_main_units(written):
    assert said(f'{{"amount": {written}}}').money("amount", "USD") == Money.of("38.25", "USD")


@pytest.mark.parametrize("written", ['"38.255"', "38.255", '"1e3"', "1e-3", "true", "null", '"1,50"', '""', "[]"])
def test_what_is_no_amount_is_unreadable(written):
    with pytest.raises(UnreadableError, match="amount"):
        said(f'{{"amount": {written}}}').money("amount", "USD")


def test_an_amount_in_minor_units():
    one = said('{"amount": 3825, "huge": 99999999999999999999999}')

    assert one.minor_money("amount", "USD") == Money.of("38.25", "USD")
    assert one.minor_money("amount", "JPY") == Money.of("3825", "JPY")
    assert one.minor_money("amount", "KWD") == Money.of("3.825", "KWD")
    with pytest.raises(UnreadableError, match="huge"):
        one.minor_money("huge", "USD")


@given(st.integers(0, 10**9), st.sampled_from(["USD", "JPY", "KWD"]))
def test_both_ways_of_writing_an_amount_read_the_same(minor, currency):
    money = Money.from_minor(minor, currency)
    text = str(money).split()[0]

    assert said(f'{{"a": "{text}", "b": {minor}, "c": {text}}}').money("a", currency) == money
    assert said(f'{{"a": {minor}}}').minor_money("a", currency) == money
    assert said(f'{{"a": {text}}}').money("a", currency) == money


def test_moments():
    one = said('{"iso": "2026-03-02T10:00:00+01:00", "z": "2026-03-02T09:00:00Z", "unix": 1772442000, "none": null}')
    nine = datetime(2026, 3, 2, 9, tzinfo=UTC)

    assert one.moment("iso") == one.moment("z") == one.moment("unix") == nine
    assert one.moment("iso").tzinfo is UTC
    assert one.find_moment("none") is None
    with pytest.raises(UnreadableError, match="none"):
        one.moment("none")


@pytest.mark.parametrize("written", ['"2026-03-02T09:00:00"', '"yesterday"', "-1", "1.5", "99999999999999", "true"])
def test_what_is_no_moment_is_unreadable(written):
    with pytest.raises(UnreadableError, match="at"):
        said(f'{{"at": {written}}}').find_moment("at")


def test_facts_about_another_are_no_answer():
    one = said('{"id": "a", "number": 7}')

    assert one.named("a") is one.named("7", "number") is one
    for ref, name in (("b", "id"), ("a", "number"), ("a", "missing")):
        with pytest.raises(UnreadableError, match=name):
            one.named(ref, name)


def test_an_error_does_not_repeat_what_stood_there():
    with pytest.raises(UnreadableError) as caught:
        said('{"amount": "4242424242424242 secret"}').money("amount", "USD")

    assert "4242" not in str(caught.value)
