"""A mailbox is one mailbox, and a list of tables tells every fault of every table."""

from __future__ import annotations

import pytest

from panel_refunds.tenants.brand_kinds import FONT_FILES, FOOTER_LINKS, Mailbox


@pytest.mark.parametrize("text", ["a@b.example", "Shop <refunds@shop.example>", "صدف <a@b.example>"])
def test_a_mailbox_may_have_a_name(written, text) -> None:
    assert Mailbox().read(written(f"x = '{text}'")) == text


@pytest.mark.parametrize(
    "text", ["nobody", "a@b, c@d", "a <b@c>, d <e@f>", "A <a@b.example", "a b@c.example", r"a\n@b.example", "x <a@b> y"]
)
def test_what_might_be_two_or_none_is_refused(written, faults_of, text) -> None:
    (fault,) = faults_of(Mailbox().read, written(f'x = "{text}"'))
    assert "not one mailbox" in fault.text


def test_a_table_of_a_list_has_its_defaults(written) -> None:
    ((values, _),) = FONT_FILES.read(written('x = [{ file = "a.woff2" }]'))
    assert values == {"file": "a.woff2", "weight": "400", "slant": "normal", "characters": None}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('["a.woff2"]', ["x[0]"]),
        ('[{ weight = "400" }, { file = "a", wieght = "1" }]', ["x[0]", "x[1].wieght"]),
        ('[{ file = "a", weight = "bold" }]', ["x[0].weight"]),
        ('[{ file = "a", characters = "U+0600; } body { }" }]', ["x[0].characters"]),
        ('[{ file = "a", slant = "steep" }]', ["x[0].slant"]),
    ],
)
def test_every_fault_of_every_table_is_told(written, faults_of, text, keys) -> None:
    assert [fault.key for fault in faults_of(FONT_FILES.read, written(f"x = {text}"))] == keys


def test_a_list_has_its_end(written, faults_of) -> None:
    many = ", ".join(['{ text = "a", url = "https://a.example" }'] * 21)
    (fault,) = faults_of(FOOTER_LINKS.read, written(f"x = [{many}]"))
    assert "20" in fault.advice
