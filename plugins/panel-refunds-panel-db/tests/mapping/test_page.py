"""A page collects everything that is wrong, with places."""

import pytest

from panel_refunds_panel_db.mapping.page import MappingFaultsError, Page, nearest


def test_faults_are_collected_and_told_together():
    page = Page("m.toml", 'table = "orders"\n[[where]]\ncolum = "x"\n')

    page.wrong(("table",), "one.")
    page.wrong(("where", 0, "colum"), "two.")
    page.wrong(("schema",), "three.")
    page.wrong((), "four.")

    with pytest.raises(MappingFaultsError) as caught:
        page.raise_any()
    assert caught.value.faults == (
        "m.toml:1: table: one.",
        "m.toml:3: where.1.colum: two.",
        "m.toml: schema: three.",
        "m.toml: four.",
    )


def test_a_text_that_is_no_toml_is_told_at_once():
    with pytest.raises(MappingFaultsError, match=r"m\.toml: it is no TOML: .*line 1"):
        Page("m.toml", "table = orders\n")


def test_a_table_is_one_and_its_keys_are_known():
    page = Page("m.toml", 'remains = 3\n[words]\nx = "y"\n')

    assert page.find_table(("remains",), 3, ("column",)) == {}
    assert page.find_table(("words",), {"x": "y"}) == {"x": "y"}
    assert page.faults == ["m.toml:1: remains: it has to be a table."]


def test_the_nearest_word_is_suggested_or_all_are_named():
    assert nearest("colum", ("column", "quantity")) == 'Did you mean "column"?'
    assert nearest("zzz", ("b", "a")) == "Known are: a, b."


def test_nothing_wrong_raises_nothing():
    Page("m.toml", "").raise_any()
