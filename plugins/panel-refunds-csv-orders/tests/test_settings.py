"""Settings: defaults, and mistakes that name their key."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_csv_orders.settings import SETTINGS, parse_settings


def test_a_file_is_enough():
    settings = parse_settings({"file": "drop/orders.csv"})
    assert (str(settings.file), settings.quiet.seconds, settings.batch) == ("drop/orders.csv", 10, 100)
    assert settings.layout.columns == {"order": "order", "status": "status", "remains": "remains"}


def test_every_setting_says_what_it_is_for():
    assert all(setting.help for setting in SETTINGS.values())


def test_an_absolute_path_has_to_be_allowed():
    assert parse_settings({"file": "/srv/orders.csv", "allow_absolute": True}).file.is_absolute()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"file": ""}, "file"),
        ({"file": None}, "file"),
        ({"file": "a\0b"}, "file"),
        ({"file": "."}, "file"),
        ({"file": "/"}, "file"),
        ({"file": "/srv/orders.csv"}, "file"),
        ({"file": "../other/orders.csv"}, "file"),
        ({"file": "drop/../../other.csv"}, "file"),
        ({"file": "/srv/../orders.csv", "allow_absolute": True}, "file"),
        ({"columns": {"order": "id"}}, "columns.status"),
        ({"columns": {"status": "id"}}, "columns.order"),
        ({"columns": {"order": "id", "status": "s", "price": "p"}}, "columns.price"),
        ({"columns": {"order": "id", "status": 2}}, "columns.status"),
        ({"columns": {"order": "id", "status": " "}}, "columns.status"),
        ({"columns": {"order": "id", "status": "ID "}}, "columns"),
        ({"header": False}, "columns.order"),
        ({"header": False, "columns": {"order": 1, "status": 0}}, "columns.status"),
        ({"header": False, "columns": {"order": 1, "status": 1}}, "columns"),
        ({"delimiter": ""}, "delimiter"),
        ({"delimiter": "a"}, "delimiter"),
        ({"delimiter": "\n"}, "delimiter"),
        ({"quote": ","}, "quote"),
        ({"quote": "''"}, "quote"),
        ({"decimal_mark": ""}, "decimal_mark"),
        ({"decimal_mark": "-"}, "decimal_mark"),
        ({"thousands_mark": "."}, "thousands_mark"),
        ({"last_line": " #END"}, "last_line"),
        ({"quiet_seconds": -1}, "quiet_seconds"),
        ({"max_bytes": 0}, "max_bytes"),
        ({"max_bytes": 2**40}, "max_bytes"),
        ({"batch": 0}, "batch"),
        ({"batch": 101}, "batch"),
        ({"words": {"Completed": "canceled"}}, "words.Completed"),
        ({"words": {"Beendet": "completed", "beendet!": "canceled"}}, "words.beendet!"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_name(wrong, field):
    with pytest.raises(Refused) as caught:
        parse_settings({"file": "orders.csv", **wrong})
    assert caught.value.field == field
