"""Each kind of field refuses what it cannot be, with the code of its kind."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.web.panel import Panel

GOOD = {"customer": "c1", "gateway": "manual", "payment": "p", "amount": "50.00"}


@pytest.mark.parametrize(
    "amount",
    [
        *(50, 50.0, True, None, [], {}),
        *("", " ", "0", "0.00", "-1", "+1", "1e5", "NaN", "Infinity", "1,50", "1.", ".5", "1_000", " 1", "1 ", "٣"),
        *("0.000000001", "0.001", "99999999999.00", "1" * 30, "1" * 50, "0x10", "1.2.3"),
    ],
)
def test_what_is_no_amount_is_refused_before_anything_happens(panel: Panel, amount: Any) -> None:
    answer = panel.post("/deposits", {**GOOD, "amount": amount})

    assert answer.status == 422
    assert answer["code"] in ("amount_invalid", "field_invalid")
    assert answer["field"] == "amount"
    if not isinstance(amount, str) or len(amount) < 41:
        assert answer["code"] == "amount_invalid"
    assert panel.get("/deposits")["items"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("customer", bad) for bad in ("", " ", "a/b", "a?b", "a#b", "a b", "x" * 121, "a\x00", "a\n", 7, None)),
        *(("gateway", bad) for bad in ("", "\t", "x" * 65, 1)),
        *(("payment", bad) for bad in ("", "a\nb", "x" * 201)),
        *(("currency", bad) for bad in ("x" * 9, 1)),
        *(("display", bad) for bad in ("a\x07", "x" * 301, "\ud800")),
        ("method", "\ud800"),
    ],
)
def test_what_is_no_such_field_is_refused_and_named(panel: Panel, field: str, value: Any) -> None:
    body = {**GOOD, field: value}
    if isinstance(value, str) and "\ud800" in value:
        raw = json.dumps(body).encode()
        headers = {"content-type": "application/json", "idempotency-key": "key-surrogate"}
        answer = panel.call("POST", "/deposits", content=raw, headers=headers)
    else:
        answer = panel.post("/deposits", body)

    assert (answer.status, answer["code"], answer["field"]) == (422, "field_invalid", field)


@pytest.mark.parametrize("currency", ["usd", "XXX_", "ZZZ", "", "EURO"])
def test_a_currency_nobody_knows_is_refused(panel: Panel, currency: str) -> None:
    answer = panel.post("/deposits", {**GOOD, "currency": currency})

    assert (answer.status, answer["code"], answer["field"]) == (422, "currency_unknown", "currency")


@pytest.mark.parametrize("person", ["", "finance", "-", "a,b-1", "finance 1-x"])
def test_a_person_is_written_role_and_name(panel: Panel, person: str) -> None:
    answer = panel.post("/accounts/c1/terminate", {"cause": "x", "by": person})

    assert (answer.status, answer["code"], answer["field"]) == (422, "field_invalid", "by")
