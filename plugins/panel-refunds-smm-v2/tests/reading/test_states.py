"""``status`` and ``refill_status``: words, what remains, and whose answer it is."""

import json

import pytest

from panel_refunds_smm_v2.reading import read_reply

PARTIAL = {"charge": "0.3", "start_count": "88", "status": "Partial", "remains": "61", "currency": "EUR"}


def read(body, *asked, action="status", http_status=200, **more):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_reply(raw, action=action, asked=asked, http_status=http_status, **more)


def code(said):
    return said["error"]["code"]


def untouched(reading, *asked, field="orders"):
    return reading[field] == {} and reading["missing"] == sorted(asked) and reading["not_asked"] == []


# ---------------------------------------------------------------- shapes


@pytest.mark.parametrize(
    "body",
    [
        PARTIAL,
        {**PARTIAL, "order": 71},
        {**PARTIAL, "order": "71"},
        {"71": PARTIAL},
        [{**PARTIAL, "order": 71}],
        [{**PARTIAL, "id": "71"}],
        {"data": PARTIAL},
        {"data": {"71": PARTIAL}},
        {"data": [{**PARTIAL, "order": 71}]},
        {"status": True, "data": PARTIAL},
        {"success": True, "code": 200, "data": {"data": PARTIAL}},
        {name.upper(): value for name, value in PARTIAL.items()},
        {"Data": {"71": {"Status": "PARTIAL", "Remains": 61}}},
    ],
)
def test_one_order_may_be_answered_in_every_shape(body):
    reading = read(body, "71")
    assert reading["orders"] == {
        "71": {"status": "partial", "raw_status": reading["orders"]["71"]["raw_status"], "remains": 61}
    }
    assert (reading["reply_error"], reading["missing"], reading["not_asked"]) == (None, [], [])
    assert reading["action"] == "status"


def test_a_batch_is_answered_by_id_or_as_a_list():
    by_id = read({"71": PARTIAL, "72": {"status": "Completed"}}, "71", "72")
    as_list = read([{**PARTIAL, "order": 71}, {"order": "72", "status": "Completed"}], "71", "72")
    assert by_id == as_list
    assert by_id["orders"]["72"] == {"status": "completed", "raw_status": "Completed", "remains": None}


def test_ids_nobody_asked_for_are_reported_and_ignored():
    reading = read({"9": PARTIAL, "71": PARTIAL, "10": PARTIAL, "meta": {"page": 1}}, "71", "72")
    assert list(reading["orders"]) == ["71"]
    assert reading["not_asked"] == ["10", "9"]
    assert reading["missing"] == ["72"]


def test_ids_compare_exactly():
    assert read({"aB3": PARTIAL}, "Ab3", "x")["missing"] == ["Ab3", "x"]


def test_a_flat_reply_about_another_order_leaves_the_asked_one_missing():
    reading = read({**PARTIAL, "order": 72}, "71")
    assert reading["orders"] == {}
    assert (reading["not_asked"], reading["missing"], reading["reply_error"]) == (["72"], ["71"], None)


@pytest.mark.parametrize("beside", [{}, {"order": 71}])
def test_a_flat_reply_to_several_orders_touches_none(beside):
    reading = read({"status": "Canceled", "remains": "61", **beside}, "71", "72")
    assert reading["reply_error"]["code"] == "shape_mismatch"
    assert untouched(reading, "71", "72")


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        None,
        True,
        7,
        "Canceled",
        {"ok": True},
        [PARTIAL],
        ["Canceled"],
        {"order": 71},
        {"remains": "5"},
        {"status": None, "remains": "5"},
        {"status": True},
        {"status": {"name": "Canceled"}},
        {"orders": {"71": PARTIAL}},
        {"order": {"id": 71}, "status": "Canceled"},
        b'{"status":"Canceled","STATUS":"Completed"}',
    ],
)
def test_json_that_does_not_answer_is_a_shape_mismatch(body):
    reading = read(body, "71")
    assert reading["reply_error"]["code"] == "shape_mismatch"
    assert untouched(reading, "71")


def test_data_is_no_wrapping_where_order_fields_stand_beside_it():
    reading = read({**PARTIAL, "data": {"71": {"status": "Canceled"}}}, "72")
    assert reading["orders"]["72"]["status"] == "partial"
    assert read({**PARTIAL, "data": []}, "71")["orders"]["71"]["remains"] == 61


def test_a_status_word_beside_data_that_has_another_is_no_answer():
    reading = read({"status": "success", "data": PARTIAL}, "71")
    assert reading["reply_error"]["code"] == "shape_mismatch"
    assert untouched(reading, "71")


# ---------------------------------------------------------------- what is said of one order


@pytest.mark.parametrize(
    ("sent", "remains"),
    [
        ("61", 61),
        (61, 61),
        (61.0, 61),
        ("-2", 0),
        (-2, 0),
        ("0", 0),
        (None, None),
        ("", None),
        ("61.5", None),
        (61.5, None),
        ("many", None),
        (True, None),
        ([61], None),
        ("1,000", None),
        (10**30, None),
    ],
)
def test_remains_is_a_whole_number_from_zero_or_null(sent, remains):
    assert read({"status": "Partial", "remains": sent}, "71")["orders"]["71"]["remains"] == remains


def test_an_absent_or_contradicted_remains_is_null():
    assert read({"status": "Partial"}, "71")["orders"]["71"]["remains"] is None
    assert read(b'{"status":"Partial","remains":5,"remains":6}', "71")["orders"]["71"]["remains"] is None


@pytest.mark.parametrize(("sent", "ours"), [(0, "pending"), ("0", "pending"), (4, "canceled"), (5.0, "refunded")])
def test_numbers_are_words(sent, ours):
    assert read({"status": sent, "remains": "0"}, "71")["orders"]["71"]["status"] == ours


def test_an_unknown_word_is_kept_as_it_was_sent():
    said = read({"status": " Quux-Mode "}, "71")["orders"]["71"]
    assert (said["status"], said["raw_status"]) == ("unknown", "Quux-Mode")


def test_a_panels_own_words_are_read():
    reading = read({"status": "Отменён"}, "71", words={"отменён": "canceled"})
    assert reading["orders"]["71"]["status"] == "canceled"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"error": "Incorrect order ID"}, "order_not_found"),
        ({"error": "Incorrect order ID", "status": "Canceled"}, "order_not_found"),
        ({"error": "Order not found.", "status": "104"}, "order_not_found"),
        ({"status": "error", "message": "Order not found"}, "order_not_found"),
        ({"status": {"error": "Order not found"}}, "order_not_found"),
        ({"error": "Something new"}, "other"),
        ({"error": {"code": 7, "message": "Order does not exist"}}, "order_not_found"),
        ({"error": True, "message": "Order does not exist"}, "order_not_found"),
        ({"error": ["Order does not exist"]}, "order_not_found"),
        ("Incorrect order ID", "order_not_found"),
        ("Canceled", "shape_mismatch"),
        (None, "shape_mismatch"),
        (4, "shape_mismatch"),
        ({"charge": "1"}, "shape_mismatch"),
        ({"status": True}, "shape_mismatch"),
    ],
)
def test_an_error_of_one_order_in_a_batch_touches_only_that_one(said, expected):
    reading = read({"71": said, "72": PARTIAL}, "71", "72")
    assert reading["reply_error"] is None
    assert code(reading["orders"]["71"]) == expected
    assert reading["orders"]["72"]["status"] == "partial"
    assert reading["missing"] == []


def test_the_word_error_without_a_message_is_a_failed_order():
    assert read({"status": "Error", "remains": "0"}, "71")["orders"]["71"]["status"] == "failed"


@pytest.mark.parametrize("none", [None, False, "", 0, "0", [], {}])
def test_an_error_that_says_nothing_is_none(none):
    assert read({**PARTIAL, "error": none}, "71")["orders"]["71"]["status"] == "partial"


@pytest.mark.parametrize(
    "body",
    [
        b'{"71":{"status":"Canceled"},"71":{"status":"Completed"},"72":{"status":"Completed"}}',
        b'[{"order":71,"status":"Canceled"},{"order":72,"status":"Completed"},{"order":"71","status":"Completed"}]',
    ],
)
def test_an_order_spoken_of_twice_differently_is_an_error_of_that_order(body):
    reading = read(body, "71", "72")
    assert code(reading["orders"]["71"]) == "shape_mismatch"
    assert reading["orders"]["72"]["status"] == "completed"


def test_an_order_spoken_of_twice_alike_is_spoken_of_once():
    reading = read([{"order": 71, "status": "Canceled"}, {"order": "71", "status": "Canceled"}], "71", "72")
    assert reading["orders"]["71"]["status"] == "canceled"


# ---------------------------------------------------------------- refills


def test_a_refills_state_is_read_by_its_own_id():
    flat = read({"status": "Completed"}, "5", action="refill_status")
    assert flat["refills"] == {"5": {"status": "completed", "raw_status": "Completed"}}
    batch = read(
        [{"refill": 5, "status": "Rejected"}, {"refill": 6, "status": {"error": "Refill not found"}}],
        "5",
        "6",
        "7",
        action="refill_status",
    )
    assert batch["refills"]["5"]["status"] == "rejected"
    assert code(batch["refills"]["6"]) == "refill_not_found"
    assert batch["missing"] == ["7"]


def test_a_flat_reply_about_another_refill_leaves_the_asked_one_missing():
    reading = read({"refill": "6", "status": "Completed"}, "5", action="refill_status")
    assert (reading["refills"], reading["not_asked"], reading["missing"]) == ({}, ["6"], ["5"])


def test_an_error_to_a_single_refill_question_belongs_to_that_refill():
    reading = read({"error": "Refill not found"}, "5", action="refill_status")
    assert reading["reply_error"] is None
    assert code(reading["refills"]["5"]) == "refill_not_found"


def test_a_flat_reply_to_several_refills_touches_none():
    reading = read({"status": "Completed"}, "5", "6", action="refill_status")
    assert reading["reply_error"]["code"] == "shape_mismatch"
    assert untouched(reading, "5", "6", field="refills")
