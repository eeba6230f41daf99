"""What a tenant may say, and what is refused with the name of the key."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_panel_db.settings import SETTINGS, parse_settings

GOOD = 'table = "orders"\nid = "id"\nstatus = "status"\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "panel-orders.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def given(**changes):
    return {"database": "mysql://reader:hunter2@h/panel", "mapping": "panel-orders.toml", **changes}


def test_the_defaults_stand_and_the_password_is_not_shown(folder):
    settings = parse_settings(given(), folder)

    assert (settings.timeout_seconds, settings.batch, settings.writing_role) == (5, 100, "warn")
    assert settings.mapping.table.name == "orders"
    assert "hunter2" not in repr(settings)
    assert SETTINGS["database"].secret


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"batch": 101}, "batch", "1 to 100 orders"),
        ({"timeout_seconds": 11}, "timeout_seconds", "1 to 10 seconds"),
        ({"mapping": ""}, "mapping", "Name the mapping file"),
        ({"mapping": "../other/panel-orders.toml"}, "mapping", "tenant's own folder"),
        ({"mapping": "/etc/passwd"}, "mapping", "tenant's own folder"),
        ({"mapping": "nothing.toml"}, "mapping", "it cannot be read (FileNotFoundError)"),
        ({"database": ""}, "database", "is empty"),
    ],
)
def test_what_makes_no_sense_is_refused(folder, changes, field, says):
    with pytest.raises(Refused) as caught:
        parse_settings(given(**changes), folder)

    assert caught.value.field == field
    assert says in caught.value.text


def test_every_fault_of_the_mapping_is_told_with_file_line_and_key(folder):
    (folder / "panel-orders.toml").write_text('tabel = "orders"\nid = "id"\nstatus = "st;atus"\n', encoding="utf-8")

    with pytest.raises(Refused) as caught:
        parse_settings(given(), folder)

    assert (
        f'{folder / "panel-orders.toml"}:1: tabel: this is not a known key. Did you mean "table"?' in caught.value.text
    )
    assert "panel-orders.toml:3: status: 'st;atus' cannot be the name of a column." in caught.value.text


def test_an_object_that_belongs_to_nobody_reads_no_file_and_has_no_address():
    settings = parse_settings({"database": "http://nobody.invalid", "mapping": "http://nobody.invalid"}, None)

    assert (settings.address, settings.mapping) == (None, None)
