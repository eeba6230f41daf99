"""A visit knows who comes; what needs somebody else is refused before it is done."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.pages.visit import Visit
from panel_refunds.store import Session


def a_visit(clock: Any, kind: Any = None, subject: str = "c1") -> Visit:
    session = kind and Session("d", "ses_1", kind, subject, "panel.example", "s", clock(), clock(), clock())
    desk: Any = SimpleNamespace(with_once=lambda once: once)
    nothing: Any = None
    return Visit(
        desk=desk,
        site=nothing,
        host="panel.example",
        session=session,
        words=nothing,
        figures=nothing,
        address_of=lambda name: name,
        here="/",
        wake=lambda: None,
    )


def test_a_customer_is_no_staff_and_the_other_way_round(clock: Any) -> None:
    customer, staff, nobody = a_visit(clock, "customer"), a_visit(clock, "staff", "finance-ana"), a_visit(clock)
    assert (customer.customer, staff.person) == ("c1", "finance-ana")
    assert (customer.for_staff, staff.for_staff, nobody.for_staff) == (False, True, False)
    for ask in (lambda: customer.person, lambda: staff.customer, lambda: nobody.customer, lambda: nobody.person):
        with pytest.raises(Refused, match="not_signed_in"):
            ask()


def test_the_key_of_a_form_is_one_of_this_visitor(clock: Any) -> None:
    def key_of(visit: Visit) -> Any:
        made: Desk = visit.desk_once("key", "what")
        return made

    assert key_of(a_visit(clock, "customer")).scope != key_of(a_visit(clock, "customer", "c2")).scope
    assert (key_of(a_visit(clock)).key, key_of(a_visit(clock)).request_hash) == ("key", "what")
