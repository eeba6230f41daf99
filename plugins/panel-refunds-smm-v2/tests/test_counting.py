"""How a panel counts becomes its capabilities; mistakes name their key."""

from datetime import timedelta
from decimal import Decimal

import pytest

from panel_refunds.errors import Refused
from panel_refunds_smm_v2.settings import parse_settings

GIVEN = {"url": "https://panel.example/api/v2", "key": "k-1"}
RUNS = {"runs": "runs", "runs_left": "left"}


def test_the_settings_become_capabilities(build):
    can = build(
        "http://unused.invalid", questions=30, per_seconds=10, over_order="2.5", drip_feed="run", fields=RUNS
    ).capabilities()
    assert (can.questions, can.per) == (30, timedelta(seconds=10))
    assert (can.over_order_percent, can.drip_feed) == (Decimal("2.5"), "run")


def test_by_default_nothing_is_counted_otherwise(build):
    can = build("http://unused.invalid").capabilities()
    assert (can.questions, can.over_order_percent, can.drip_feed) == (None, 0, "whole")
    assert build("http://unused.invalid", drip_feed="ask_person").capabilities().drip_feed == "unclear"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"questions": -1}, "questions"),
        ({"per_seconds": 0}, "per_seconds"),
        ({"per_seconds": 86_401}, "per_seconds"),
        ({"over_order": "ten"}, "over_order"),
        ({"over_order": "-1"}, "over_order"),
        ({"over_order": "1000.1"}, "over_order"),
        ({"drip_feed": "run"}, "drip_feed"),
        ({"drip_feed": "run", "fields": {"runs": "runs"}}, "drip_feed"),
        ({"fields": RUNS}, "fields.runs"),
        ({"drip_feed": "ask_person", "fields": {"runs_left": "left"}}, "fields.runs_left"),
    ],
)
def test_counting_that_makes_no_sense_is_refused_by_name(wrong, field):
    with pytest.raises(Refused) as caught:
        parse_settings({**GIVEN, **wrong})
    assert caught.value.field == field
