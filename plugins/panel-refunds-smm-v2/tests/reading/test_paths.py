"""Ways to where things stand, and what is no way."""

import json

import pytest

from panel_refunds_smm_v2.reading.body import CONTRADICTION, read_body
from panel_refunds_smm_v2.reading.paths import Paths, find_path_fault


def tree(value):
    return read_body(value.encode() if isinstance(value, str) else json.dumps(value).encode())


@pytest.mark.parametrize(
    ("way", "reply", "found"),
    [
        ("state", {"state": "Done"}, "Done"),
        ("Data.State", {"data": {"STATE": "Done"}}, "Done"),
        ("data.state", {"data": None}, None),
        ("data.state", {"data": ["Done"]}, None),
        ("data.state", "[]", None),
        ("state", {"other": 1}, None),
        ("data.state", '{"data": {"state": 1}, "Data": {"state": 2}}', CONTRADICTION),
    ],
)
def test_a_way_is_followed_through_objects(way, reply, found):
    assert Paths.of({"status": way}).find("status", tree(reply)) == found


def test_a_name_nobody_told_the_way_to_is_not_found():
    assert Paths.of(None).find("status", tree({"status": "Done"})) is None
    assert Paths.of({"status": "a", "error": "b"}).of_an_order == {"status"}


@pytest.mark.parametrize(("name", "way"), [("status", 5), ("status", ""), ("remains", "a..b"), ("status", "1.state")])
def test_what_is_no_way_is_told(name, way):
    assert find_path_fault(name, way)


@pytest.mark.parametrize(("name", "way"), [("status", "data.state"), ("orders", "0"), ("error", "err.msg")])
def test_what_is_a_way_passes(name, way):
    assert find_path_fault(name, way) is None
