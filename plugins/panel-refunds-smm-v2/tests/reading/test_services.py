"""``services``: what is offered, with the flags a refund needs."""

import json

import pytest

from panel_refunds_smm_v2.reading import read_reply


def read(body):
    return read_reply(json.dumps(body).encode(), action="services", asked=())


def test_services_are_read_with_ids_and_rate_as_text():
    reading = read(
        [
            {"service": 7, "name": "Likes", "rate": "0.90", "min": "50", "max": 10000, "refill": True, "cancel": 0},
            {"Service": "8", "Rate": 1.50, "Min": "x"},
            {"name": "no id"},
            "noise",
        ]
    )
    assert reading["reply_error"] is None
    assert reading["services"] == [
        {"service": "7", "refill": True, "cancel": False, "rate": "0.90", "min": 50, "max": 10000},
        {"service": "8", "refill": None, "cancel": None, "rate": "1.5", "min": None, "max": None},
    ]


def test_a_list_under_data_and_one_keyed_by_id_are_lists_too():
    plain = read([{"service": 7, "rate": "1"}])
    assert read({"success": True, "data": [{"service": 7, "rate": "1"}]}) == plain
    assert read({"0": {"service": 7, "rate": "1"}}) == plain


def test_no_services_is_an_answer():
    assert read([]) == {"action": "services", "reply_error": None, "services": []}


@pytest.mark.parametrize("body", [{}, {"ok": True}, ["noise"], 5, None])
def test_what_is_no_list_of_services_is_no_answer(body):
    reading = read(body)
    assert reading["reply_error"]["code"] == "shape_mismatch"
    assert reading["services"] == []
