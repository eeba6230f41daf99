"""Texts for answers: the tenant's before ours, filled in once, and never more than what is known."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser

from panel_refunds.pages.desk.answer_texts import fill_in, load_texts, our_texts
from panel_refunds.pages.words import words_of

OWN = "Too late, {customer}\nDear {customer}, {amount} to {card} is too late: {request} {unknown} {{amount}}"


def test_a_tenants_own_text_is_offered_and_filled_in(house):
    installed = house(files={"answers/decline-too-late.txt": OWN, "answers/ask-mine.txt": "Mine\nWell?"})
    panel, ana = installed.panel(), staff_browser(installed)
    panel.deposit(display="Visa •••• 4242")
    request = panel.request("20.00")
    ana.open(f"/desk/requests/{request['id']}/decline")

    page = ana.follow("Too late, c1")

    assert (
        page.value("text") == f"Dear c1, $20.00 to Visa •••• 4242 is too late: {request['id']} {{unknown}} {{$20.00}}"
    )
    assert "Mine" not in page.links
    assert "Mine" in ana.open(f"/desk/requests/{request['id']}/ask").links


def test_what_stands_in_a_fact_is_not_filled_in_again():
    assert fill_in("{customer}", {"customer": "{amount}", "amount": "1"}) == "{amount}"


def test_a_file_that_is_no_text_is_left_out(tmp_path):
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "decline-bytes.txt").write_bytes(b"\xff\xfe")
    (folder / "decline-title.txt").write_text("Only a title", encoding="utf-8")
    (folder / "decline-good.txt").write_text("Good\n\nA text\nof two lines\n", encoding="utf-8")
    (folder / "other-good.txt").write_text("Other\nText", encoding="utf-8")

    assert [(each.name, each.title, each.text) for each in load_texts(tmp_path, "decline")] == [
        ("decline-good", "Good", "A text\nof two lines")
    ]
    assert load_texts(tmp_path / "nowhere", "decline") == []


@pytest.mark.parametrize("where", ["decline", "ask"])
def test_ours_are_there_for_everybody(where):
    texts = our_texts(words_of("en"), where)

    assert len({each.name for each in texts}) == len(texts) >= 3
    assert all(each.name.startswith(where) for each in texts)
