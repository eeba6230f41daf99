"""From the HTTP status to the reading: which error wins, and that nothing makes it raise or guess."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from panel_refunds_smm_v2.reading import ACTIONS, read_reply

ERRORS_OF_ONE = [
    ("status", "Order not found", "order_not_found"),
    ("refill_status", "Refill not found", "refill_not_found"),
    ("cancel", "This order cannot be cancelled", "not_cancelable"),
    ("refill", "You cannot refill this order yet", "not_refillable"),
]


def read(body, *asked, action="status", http_status=200, **more):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_reply(raw, action=action, asked=asked, http_status=http_status, **more)


def said_of(reading, one):
    return reading.get("orders", reading.get("refills"))[one]["error"]["code"]


@pytest.mark.parametrize(("action", "text", "code"), ERRORS_OF_ONE)
def test_to_a_single_question_errors_of_one_order_belong_to_the_asked_id(action, text, code):
    reading = read({"error": text}, "71", action=action)
    assert (reading["reply_error"], reading["missing"], said_of(reading, "71")) == (None, [], code)


@pytest.mark.parametrize(("action", "text", "code"), ERRORS_OF_ONE)
def test_to_a_batch_every_envelope_is_a_reply_error_with_its_own_code(action, text, code):
    reading = read({"error": text}, "71", "72", action=action)
    assert reading["reply_error"] == {"code": code, "text": text}
    assert reading["missing"] == ["71", "72"]
    assert not reading.get("orders", reading.get("refills"))


@pytest.mark.parametrize(
    "body",
    [
        {"error": "Invalid API key"},
        {"error": "Invalid API key", "status": "104"},
        {"error": "Invalid API key", "status": 4},
        {"ERROR": "Invalid API key"},
        {"status": "error", "message": "Invalid API key"},
        {"Status": "ERROR", "Message": "Invalid API key"},
        {"data": {"error": "Invalid API key"}},
        {"status": False, "error": "Invalid API key", "data": {"71": {"status": "Canceled"}}},
        {"error": "Invalid API key", "71": {"status": "Canceled"}},
    ],
)
@pytest.mark.parametrize("asked", [["71"], ["71", "72"]])
def test_every_envelope_is_seen_and_touches_no_order(body, asked):
    reading = read(body, *asked)
    assert reading["reply_error"] == {"code": "auth", "text": "Invalid API key"}
    assert (reading["orders"], reading["not_asked"], reading["missing"]) == ({}, [], asked)


@pytest.mark.parametrize(
    ("http_status", "raw", "code"),
    [
        (429, b'{"71":{"status":"Canceled"}}', "rate_limited"),
        (429, b"<html>slow down</html>", "rate_limited"),
        (429, b"", "rate_limited"),
        (429, b'{"error":"Order not found"}', "rate_limited"),
        (500, b"<html>oops</html>", "server_error"),
        (503, b"", "server_error"),
        (502, b'{"71":{"sta', "server_error"),
        (500, b'{"error":"Invalid API key"}', "auth"),
        (500, b'{"message":"Server Error"}', "shape_mismatch"),
        (401, b'{"error":"Unauthorized"}', "auth"),
        (403, b"<html>checking your browser</html>", "unreadable"),
        (301, b"", "unreadable"),
        (200, b"<html>maintenance</html>", "unreadable"),
    ],
)
def test_the_http_status_decides_only_where_the_body_cannot(http_status, raw, code):
    reading = read(raw, "71", http_status=http_status)
    assert reading["reply_error"]["code"] == code
    assert (reading["orders"], reading["missing"]) == ({}, ["71"])


def test_a_server_error_with_an_answer_in_it_is_read():
    assert read({"status": "Partial", "remains": 6}, "71", http_status=500)["orders"]["71"]["remains"] == 6


@pytest.mark.parametrize(
    "raw", [b"<html>nothing here</html>", b"", b"{}", b'{"error":"Quux"}', b'{"status":"Canceled"}']
)
def test_404_to_a_single_question_is_that_the_order_was_not_found(raw):
    reading = read(raw, "71", http_status=404)
    assert reading["reply_error"] is None
    assert said_of(reading, "71") == "order_not_found"


def test_404_with_a_known_error_keeps_it_and_404_to_a_batch_is_read_by_its_body():
    assert read({"error": "Invalid API key"}, "71", http_status=404)["reply_error"]["code"] == "auth"
    assert read(b"<html>", "71", "72", http_status=404)["reply_error"]["code"] == "unreadable"
    assert read(b"<html>", action="balance", http_status=404)["reply_error"]["code"] == "unreadable"


def test_the_text_of_a_reply_error_says_what_was_wrong():
    assert (
        read(b"<html>", "71", http_status=502)["reply_error"]["text"]
        == "HTTP 502. The reply is an HTML page, not JSON."
    )
    assert "2 ids" in read({"status": "Canceled"}, "71", "72")["reply_error"]["text"]
    assert "`status`" in read({"ok": True}, "71")["reply_error"]["text"]


def test_a_panels_own_texts_are_read():
    reading = read({"error": "E-104"}, "71", texts={"e 104": "order_not_found"})
    assert said_of(reading, "71") == "order_not_found"


def test_asked_ids_count_once_and_without_space():
    assert read({"status": "Completed"}, "71", " 71 ")["orders"]["71"]["status"] == "completed"


def test_without_an_asked_id_nothing_is_an_order_of_ours():
    reading = read({"71": {"status": "Canceled"}})
    assert (reading["orders"], reading["not_asked"]) == ({}, ["71"])
    assert read({"status": "Canceled"})["reply_error"]["code"] == "shape_mismatch"


def test_an_action_there_is_none_of_is_the_callers_mistake():
    with pytest.raises(ValueError, match="There is no action 'refund'; the actions are status, add"):
        read_reply(b"", action="refund", asked=())


# ---------------------------------------------------------------- no bytes make it raise or guess

ACTION = st.sampled_from(ACTIONS)
HTTP = st.sampled_from([200, 204, 301, 400, 404, 429, 500, 503])
WORDS = st.sampled_from(
    ["Canceled", "Partial", "error", "Order not found", "0", "4", "71", "", "success", "1e9", "\ud800"]
)
SCALARS = st.none() | st.booleans() | st.integers(-5, 10**25) | st.floats(allow_nan=True) | WORDS | st.text(max_size=9)
NAMES = st.sampled_from(
    [
        "status",
        "Status",
        "error",
        "message",
        "data",
        "order",
        "id",
        "refill",
        "cancel",
        "remains",
        "71",
        "72",
        "balance",
    ]
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=4), inner, max_size=5),
    max_leaves=12,
)


def check(reading, action, asked):
    json.dumps(reading)
    assert reading["action"] == action
    if action in {"status", "cancel", "refill", "refill_status"}:
        spoken = reading.get("orders", reading.get("refills"))
        assert sorted([*spoken, *reading["missing"]]) == sorted(asked)
        assert not set(reading["not_asked"]) & set(asked)
        if reading["reply_error"]:
            assert spoken == {}
        assert all(said.get("remains") is None or said["remains"] >= 0 for said in spoken.values())
    if action == "add":
        assert (reading["outcome"] == "accepted") == (reading["order"] is not None)


@given(st.binary(max_size=200), ACTION, HTTP)
@example(b"[" * 200_000, "add", 200)
@example(b'{"balance":1e999999999999999999999}', "balance", 200)
@example(b'{"order":' + b"9" * 5000 + b"}", "add", 200)
def test_no_bytes_make_the_reading_raise(raw, action, http_status):
    check(read_reply(raw, action=action, asked=["71", "72"], http_status=http_status), action, ["71", "72"])


@settings(max_examples=400)
@given(JSON, ACTION, HTTP, st.sampled_from([["71"], ["71", "72"], []]))
def test_no_json_makes_the_reading_raise_or_speak_of_an_order_twice(body, action, http_status, asked):
    raw = json.dumps(body).encode("utf-8", "surrogatepass")
    check(read_reply(raw, action=action, asked=asked, http_status=http_status), action, asked)


@given(st.integers(1, 79))
def test_a_reply_cut_anywhere_touches_no_order(length):
    whole = b'{"71":{"charge":"0.27","status":"Canceled"},"72":{"status":"Partial","remains":"5"}}'
    reading = read_reply(whole[:length], action="status", asked=["71", "72"])
    assert reading["reply_error"]["code"] == "unreadable"
    assert reading["missing"] == ["71", "72"]


@given(JSON)
def test_a_flat_answer_never_pays_for_a_batch(extra):
    body = {"extra": extra, "status": "Canceled", "remains": "100"}
    reading = read_reply(json.dumps(body).encode("utf-8", "surrogatepass"), action="status", asked=["71", "72"])
    assert reading["orders"] == {}
    assert reading["reply_error"] is not None
