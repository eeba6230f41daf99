"""A colour that cannot be read is a fault of the file: line, key, both ratios, and the nearest colour that passes."""

from __future__ import annotations

import re

import pytest

from panel_refunds.tenants.contrast import READABLE, VISIBLE, contrast
from panel_refunds.tenants.directory import TenantDirectory
from panel_refunds.tenants.installation import load_installation
from panel_refunds.tenants.tenant_file import load_tenant


def brand(text: str) -> str:
    return f"[brand]\n{text}\n"


def proposed(fault) -> str:
    return re.search(r'passes is "(#[0-9a-f]{6})"', fault.advice)[1]


def test_the_fault_says_what_how_much_and_what_would_do(write_tenant, faults_of) -> None:
    (fault,) = faults_of(load_tenant, write_tenant(more=brand('support_url = "https://a.example"\ncolour = "#ffcc00"')))

    assert (fault.key, fault.place.line, fault.place.file.name) == ("brand.colour", 9, "tenant.toml")
    assert fault.text == ("on light pages a link in #ffcc00 against #ffffff has a contrast of 1.51:1 and needs 4.5:1.")
    assert contrast(proposed(fault), "#ffffff") >= READABLE
    assert not load_tenant(write_tenant(more=brand(f'colour = "{proposed(fault)}"'))).brand.dark.colour


@pytest.mark.parametrize(
    ("text", "key", "against", "needed"),
    [
        ('text = "#999999"', "text", "#ffffff", READABLE),
        ('ground = "#202020"', "ground", "#373c44", READABLE),
        ('surface = "#888888"', "surface", "#373c44", READABLE),
        ('colour = "#0b5fff"\nbutton_text = "#3366cc"', "button_text", "#0b5fff", READABLE),
        ('focus = "#dddddd"', "focus", "#ffffff", VISIBLE),
        ('accent = "#eeee00"', "accent", "#ffffff", VISIBLE),
        ('dark = { colour = "#223366" }', "dark.colour", "#181c25", READABLE),
        ('dark = { text = "#444444" }', "dark.text", "#181c25", READABLE),
        ('dark = { ground = "#777777" }', "dark.ground", "#ce7e7b", READABLE),
        ('dark = { focus = "#202020" }', "dark.focus", "#181c25", VISIBLE),
        ('dark = { colour = "#ffffff", button_text = "#ffffff" }', "dark.button_text", "#ffffff", READABLE),
    ],
)
def test_everything_that_is_read_or_seen_is_checked(write_tenant, faults_of, text, key, against, needed) -> None:
    (fault,) = faults_of(load_tenant, write_tenant(more=brand(text)))

    assert fault.key == f"brand.{key}"
    assert f"needs {needed:g}:1" in fault.text
    assert contrast(proposed(fault), against) >= needed


def test_the_proposal_is_taken_when_it_is_written_down(write_tenant, faults_of) -> None:
    bad = 'colour = "#ffcc00"\nground = "#fff8e7"\nsurface = "#ffffff"\n'
    (fault,) = faults_of(load_tenant, write_tenant(more=brand(bad)))
    load_tenant(write_tenant(more=brand(bad.replace("#ffcc00", proposed(fault)))))


def test_where_no_colour_would_do_it_says_so(write_tenant, faults_of) -> None:
    faults = faults_of(load_tenant, write_tenant(more=brand('colour = "#6699ff"\nbutton_text = "#555555"')))
    assert {fault.key: "passes beside the others" in fault.advice for fault in faults} == {
        "brand.colour": True,
        "brand.button_text": False,
    }


def test_a_site_answers_for_what_it_changes_itself(write_tenant, faults_of) -> None:
    hosts = '["shop.example"]\n[sites.brand]\nground = "#0b5fee"\n[brand]\nradius = 3'
    (fault,) = faults_of(load_tenant, write_tenant(hosts=hosts))
    assert (fault.key, fault.place.line) == ("sites[0].brand.ground", 8)


def test_a_reload_with_a_colour_that_cannot_be_read_keeps_the_old_one(write_tenant, tmp_path) -> None:
    write_tenant(more=brand('colour = "#123456"'))
    directory = TenantDirectory(load_installation(tmp_path))
    write_tenant(more=brand('colour = "#fefefe"'))

    report = directory.reload()

    assert [fault.key for fault in report.kept["shop"]] == ["brand.colour"]
    assert directory.current.get_tenant("shop").brand.light.colour == "#123456"
    write_tenant(more=brand('colour = "#654321"'))
    assert directory.reload().changed == ("shop",)
    assert directory.current.get_tenant("shop").sites[0].brand.light.colour == "#654321"
