"""The first thing that is wrong with a body is named, and what was meant is guessed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.panel import Panel

from panel_refunds.errors import Refused
from panel_refunds.web.api.deposits import DepositGiven, DepositQuery
from panel_refunds.web.api.statuses import StatusesGiven
from panel_refunds.web.read_body import read_fields

GOOD = {"customer": "c1", "gateway": "manual", "payment": "p", "amount": "50.00"}


def refused(model: Any, given: dict[str, Any]) -> Refused:
    with pytest.raises(Refused) as told:
        read_fields(model, given)
    return told.value


def test_an_unknown_field_is_told_with_the_nearest_known_one() -> None:
    told = refused(DepositGiven, {**GOOD, "ammount": "1"})

    assert (told.code, told.field) == ("field_unknown", "ammount")
    assert "'amount'" in told.text


def test_an_unknown_field_explains_why_another_is_missing() -> None:
    given = {name: value for name, value in GOOD.items() if name != "payment"} | {"paymint": "p"}

    told = refused(DepositGiven, given)
    assert (told.code, told.field) == ("field_unknown", "paymint")
    assert "'payment'" in told.text


def test_an_unknown_field_that_resembles_nothing_is_told_without_a_guess() -> None:
    assert "mean" not in refused(DepositGiven, {**GOOD, "zzzzzz": 1}).text


def test_a_field_inside_of_a_list_is_told_with_its_place_and_its_own_neighbours() -> None:
    told = refused(StatusesGiven, {"statuses": [{"status": "x"}, {"status": "x", "remain": 1}]})

    assert (told.code, told.field) == ("field_unknown", "statuses.1.remain")
    assert "'remains'" in told.text


def test_a_missing_field_is_told() -> None:
    told = refused(DepositGiven, {"customer": "c1"})

    assert (told.code, told.field) == ("field_missing", "gateway")


@pytest.mark.parametrize("limit", ["0", "-1", "201", "x", "1.5", ""])
def test_a_limit_is_a_whole_number_that_makes_sense(limit: str) -> None:
    assert refused(DepositQuery, {"limit": limit}).field == "limit"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/deposits?custommer=c1", "field_unknown"),
        ("/deposits?limit=many", "field_invalid"),
        ("/deposits?limit=1&limit=2", "invalid_request"),
        ("/customers/c1/balance?x=1", "field_unknown"),
    ],
)
def test_a_query_is_read_as_strictly_as_a_body(panel: Panel, path: str, code: str) -> None:
    answer = panel.get(path)

    assert answer.code == code
    assert answer.status in (400, 422)


def test_a_write_takes_no_query(panel: Panel) -> None:
    assert panel.post("/deposits?dry_run=1", GOOD).code == "field_unknown"
    assert panel.get("/deposits")["items"] == []
