"""Kinds read what they show, and take their words from the settings."""

from __future__ import annotations

import pytest

from panel_refunds.policy.settings import DepositRules, OrderRules, Spending, TicketRules
from panel_refunds.tenants.kinds import Flag, ListOf, OneOf, Text, Whole, words_of


def test_words_come_from_the_types_of_the_settings() -> None:
    assert words_of(DepositRules, "refundable") == ("right", "discretion", "never")
    assert words_of(Spending, "first") == ("bonus", "cash")
    assert words_of(OrderRules, "reasons") == ("nothing", "ask_person", "by_status")
    with pytest.raises(TypeError, match=r"TicketRules\.subjects"):
        words_of(TicketRules, "subjects")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (OneOf(("a", "b")), "b"),
        (Flag(), True),
        (Flag(), False),
        (Whole(0, 9), 7),
        (Text(), "some text"),
        (ListOf(Text()), ("x", "y")),
        (ListOf(OneOf(("a", "b")), every=True), ("b", "a")),
    ],
)
def test_what_a_kind_shows_it_reads_again(written, kind, value) -> None:
    assert kind.read(written(f"x = {kind.shows(value)}")) == value
    assert kind.says()


def test_a_list_tells_every_bad_item(written, faults_of) -> None:
    faults = faults_of(ListOf(OneOf(("a", "b"))).read, written('x = ["a",\n"c",\n5]'))
    assert [(fault.key, fault.place.line) for fault in faults] == [("x[1]", 2), ("x[2]", 3)]


def test_text_of_another_shape_is_refused_with_the_shape(written, faults_of) -> None:
    (fault,) = faults_of(Text("a colour", "#[0-9]{3}").read, written('x = "red"'))
    assert fault.advice == "Write a colour."
    (control,) = faults_of(Text().read, written(r'x = "a\u0007b"'))
    assert "not allowed" in control.text
