"""Decoding: nothing is lost, and what cannot be read says why."""

import json

import pytest

from panel_refunds_smm_v2.reading.body import CONTRADICTION, Number, Record, read_body
from panel_refunds_smm_v2.reading.fault import Fault


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<html>maintenance</html>", "HTML"),
        (b"  <!DOCTYPE html>", "HTML"),
        (b'{"status":"Canc', "cut off"),
        (b'{"status":"Canceled"', "cut off"),
        (b'{"status":"Canceled"}<br />', "not JSON"),
        (b"Warning: mysql_connect()", "not JSON"),
        (b'{"remains":NaN}', "NaN"),
        (b'{"remains":-Infinity}', "-Infinity"),
        (b"{'status':'Canceled'}", "not JSON"),
        (b'{"status":"Canc\xe9led"}', "UTF-8"),
        (b"\xff\xfe{\x00}\x00", "UTF-8"),
        (b"[" * 100_000, "deep"),
        (b"[" * 100_000 + b"]" * 100_000, "deep"),
        (b'{"a":' * 200 + b"1" + b"}" * 200, "deep"),
    ],
)
def test_what_cannot_be_read_is_unreadable_and_says_why(raw, why):
    fault = read_body(raw)
    assert isinstance(fault, Fault)
    assert fault.code == "unreadable"
    assert why in fault.text


def test_a_byte_order_mark_does_not_disturb():
    assert read_body(b'\xef\xbb\xbf{"order":1}') == Record({"order": "1"}, {})


@pytest.mark.parametrize("digits", ["0.10", "100.84292", "1e400", "12345678901234567890123", "-0", "9" * 5000])
def test_numbers_stay_the_text_they_were_sent_as(digits):
    body = read_body(f'{{"balance":{digits}}}'.encode())
    assert isinstance(body, Record)
    assert body.value("balance") == digits
    assert isinstance(body.value("balance"), Number)


def test_fields_compare_without_case_and_ids_with_it():
    body = read_body(b'{" Status ":"Partial","aB3":{},"Ab3":{}}')
    assert isinstance(body, Record)
    assert body.value("status") == "Partial"
    assert set(body.entries) == {"Status", "aB3", "Ab3"}


@pytest.mark.parametrize(
    "text",
    [
        '{"status":"Canceled","status":"Completed"}',
        '{"Status":"Canceled","status":"Completed"}',
        '{"status":"x","status":"Canceled","status":"x","STATUS":"y"}',
        '{"status":true,"status":"true"}',
    ],
)
def test_a_name_given_two_values_is_a_contradiction(text):
    body = read_body(text.encode())
    assert isinstance(body, Record)
    assert body.value("status") is CONTRADICTION
    assert repr(CONTRADICTION) == "CONTRADICTION"


def test_a_name_given_the_same_value_twice_is_said_once():
    body = read_body(b'{"remains":157,"Remains":"157"}')
    assert isinstance(body, Record)
    assert body.value("remains") == "157"


def test_deep_values_compared_with_each_other_do_not_exhaust_the_stack():
    deep = "[" * 400 + "]" * 400
    assert isinstance(read_body(f'{{"a":{deep},"a":{deep}}}'.encode()), Fault)


def test_thirty_levels_are_read():
    assert read_body(json.dumps(_nested(30)).encode()) is not None
    assert not isinstance(read_body(json.dumps(_nested(30)).encode()), Fault)


def _nested(levels):
    return [_nested(levels - 1)] if levels > 1 else []
