"""Replies as panels send them, each with the reading we want: our own, and the shared ones where they are at hand."""

import json
from pathlib import Path

import pytest

from panel_refunds_smm_v2.reading import read_reply

OWN = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
SHARED_FILE = Path(__file__).parents[4] / "../shared/data/smm_api_cases.json"
SHARED = json.loads(SHARED_FILE.read_text(encoding="utf-8"))["cases"] if SHARED_FILE.is_file() else []


def faults(wanted, found, path="reading"):
    """What of ``wanted`` is not in ``found``: named fields must be there with that value, others are free."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return [
            fault
            for name, value in wanted.items()
            for fault in faults(value, found.get(name, "absent"), f"{path}.{name}")
        ]
    same = wanted == found and isinstance(wanted, bool) == isinstance(found, bool)
    return [] if same else [f"{path}: wanted {wanted!r}, found {found!r}"]


def check(case):
    reading = read_reply(case["body"].encode(), action=case["action"], asked=case["asked"], http_status=case["http"])
    wanted = case["reading"].get("any_of", [case["reading"]])
    assert min((faults(one, reading) for one in wanted), key=len) == [], case.get("why")


@pytest.mark.parametrize("case", OWN, ids=lambda case: case["id"])
def test_a_reply_is_read_as_wanted(case):
    check(case)


def test_the_cases_speak_of_every_action():
    assert len({case["action"] for case in OWN}) == 7


@pytest.mark.skipif(
    not SHARED, reason="../shared/data/smm_api_cases.json is not here; the cases beside this file stand in"
)
@pytest.mark.parametrize("case", SHARED or [{"id": "absent"}], ids=lambda case: case["id"])
def test_a_shared_reply_is_read_as_wanted(case):
    check(case)
