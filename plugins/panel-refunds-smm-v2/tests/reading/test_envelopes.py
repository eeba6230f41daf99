"""Wrapping: when ``data`` is the reply and when it is an extra. (Errors are told in ``test_reply`` and ``test_states``.)"""

import json

import pytest

from panel_refunds_smm_v2.reading import read_reply


def read(body, action, *asked):
    return read_reply(json.dumps(body).encode(), action=action, asked=asked)


@pytest.mark.parametrize("status", [True, False, None])
def test_a_boolean_status_beside_data_is_no_word(status):
    reading = read({"status": status, "data": {"status": "Partial", "remains": 9}}, "status", "71")
    assert reading["orders"]["71"]["status"] == "partial"


@pytest.mark.parametrize("status", [True, "success", 1])
def test_where_no_status_was_asked_for_the_word_beside_data_only_says_it_was_heard(status):
    assert read({"status": status, "data": {"cancel": 1}}, "cancel", "71")["orders"]["71"]["outcome"] == "accepted"
    assert read({"status": status, "data": {"balance": "5"}}, "balance")["balance"] == "5"
    assert read({"status": status, "data": [{"service": 1}]}, "services")["services"][0]["service"] == "1"


@pytest.mark.parametrize("field", ["remains", "charge", "order", "start_count"])
def test_an_order_field_beside_data_makes_it_an_extra(field):
    body = {"status": "Partial", field: "71", "data": {"71": {"status": "Canceled"}}}
    assert read(body, "status", "71")["orders"]["71"]["status"] == "partial"


@pytest.mark.parametrize("status", ["success", "Canceled", 1, "200"])
def test_a_lone_status_word_beside_data_that_speaks_of_orders_is_no_answer(status):
    for inner in ({"71": {"status": "Canceled"}}, [{"order": 71, "status": "Canceled"}], {"status": "Canceled"}):
        reading = read({"status": status, "data": inner}, "status", "71")
        assert reading["reply_error"]["code"] == "shape_mismatch"
        assert reading["orders"] == {}


@pytest.mark.parametrize("inner", ["text", 5, None, True])
def test_only_an_object_or_a_list_under_data_is_a_reply(inner):
    assert read({"data": inner}, "status", "71")["reply_error"]["code"] == "shape_mismatch"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        ("Quux", "Quux"),
        ({"message": "Quux", "code": 5}, "Quux"),
        ({"link": ["Quux"]}, "Quux"),
        (["Quux", "Corge"], "Quux Corge"),
        (104, "104"),
    ],
)
def test_an_errors_text_is_found_in_every_form(error, text):
    assert read({"error": error}, "balance")["reply_error"] == {"code": "other", "text": text}


def test_an_error_without_words_takes_the_message_beside_it():
    assert read({"error": True, "message": "Invalid API key"}, "balance")["reply_error"]["code"] == "auth"
    assert read({"error": True}, "balance")["reply_error"] == {"code": "other", "text": ""}
