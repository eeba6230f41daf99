"""Which tenant a command means, and that an installation is closed again."""

import pytest
import typer

from panel_refunds.cli.opening import open_desk, pick_tenant


def test_the_only_tenant_need_not_be_named():
    assert pick_tenant({"shop": None}, None) == "shop"


@pytest.mark.parametrize(
    ("known", "wanted", "said"),
    [
        ({"a": None, "b": None}, None, "name one of the tenants: a, b"),
        ({"a": None}, "b", "there is no tenant 'b'; known: a"),
        ({}, None, "name one of the tenants: none"),
    ],
)
def test_otherwise_it_is_a_usage_error_that_names_them(known, wanted, said):
    with pytest.raises(typer.BadParameter, match=said):
        pick_tenant(known, wanted)


def test_a_desk_that_calls_nobody_needs_no_secret(root, monkeypatch):
    monkeypatch.delenv("MY_PANEL_PROVIDER_KEY")

    with open_desk(root, None, None, calls_out=False) as desk:
        assert desk.tenant.slug == "my-panel"


def test_another_database_can_be_named(root, tmp_path):
    with open_desk(root, f"sqlite:///{tmp_path / 'other.sqlite3'}", "my-panel", calls_out=False):
        assert (tmp_path / "other.sqlite3").exists()
    assert not (root / "panel-refunds.sqlite3").exists()
