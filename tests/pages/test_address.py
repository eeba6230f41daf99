"""An address answers the methods it has functions for."""

from __future__ import annotations

from panel_refunds.pages.address import Address
from panel_refunds.pages.answer import Answer, GoTo
from panel_refunds.pages.visit import Visit


def somewhere(_visit: Visit) -> Answer:
    return GoTo("/")


def test_its_methods_are_those_it_has_functions_for() -> None:
    assert Address("a", "/a", "anyone", show=somewhere).methods == ["GET"]
    assert Address("a", "/a", "anyone", send=somewhere).methods == ["POST"]
    assert Address("a", "/a", "anyone", show=somewhere, send=somewhere).methods == ["GET", "POST"]
