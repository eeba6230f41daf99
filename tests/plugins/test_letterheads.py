"""Notifiers get the brand of their tenant, in this process and in one of their own; nobody else does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from panel_refunds.plugins.letterheads import letterhead_of
from panel_refunds.ports import Letterhead
from panel_refunds.tenants.brand import Brand, Shades
from panel_refunds.tenants.contrast import READABLE, contrast
from panel_refunds.tenants.tenant_file import load_tenant

TENANTS = Path(__file__).parents[2] / "tenants"


def test_it_says_what_the_brand_says() -> None:
    assert letterhead_of(load_tenant(TENANTS / "sadaf")) == Letterhead(
        name="صدف",
        sender="Sadaf <refunds@sadaf.example>",
        reply_to="help@sadaf.example",
        colour="#8c1d40",
        support_url="https://sadaf.example/help",
        footer="Sadaf Trading, Kuwait City",
    )


def test_a_colour_that_only_its_own_ground_bears_is_made_to_be_read_on_white() -> None:
    tenant = load_tenant(TENANTS / "lumenreach")
    pale = replace(tenant, brand=Brand("Pale", light=Shades(colour="#cccccc", ground="#202020")))
    found = letterhead_of(pale)
    assert (found.sender, found.reply_to) == ("", "")
    assert contrast(found.colour, "#ffffff") >= READABLE
