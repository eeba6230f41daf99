"""The audit trail on a page: by person, kind and day, page by page, each act with what it changed."""

from __future__ import annotations

from tests.pages.desk.staff import staff_browser

from panel_refunds.pages.console import trail


def acts(page) -> list[str]:
    return [each.text for each in page.main.every("p", class_="who-what")]


def test_an_act_of_two_people_is_found_by_each(panel, olga):
    panel.deposit()
    panel.approve(panel.request(), "finance-ana", "finance-bo")

    for person in ("finance-ana", "finance-bo"):
        page = olga.open(f"/console/trail?person={person}")
        assert len(acts(page)) == 1
        assert acts(page)[0].startswith("finance-ana, finance-bo approved a request")
    assert "Before state in_review" in page
    assert "After state approved" in page
    assert "Nobody did anything like that." in olga.open("/console/trail?person=ana")


def test_filters_by_kind_and_day_and_pages(installed, panel, monkeypatch):
    monkeypatch.setattr(trail, "PAGE", 2)
    for name in ("ana", "bo", "cy"):
        panel.post("/staff", {"login": name, "name": name, "role": "support", "by": "operator-olga"})
    installed.passes(days=1)
    panel.post("/staff/bo/disable", {"by": "operator-olga"})
    olga = staff_browser(installed, "operator-olga")

    assert len(acts(olga.open("/console/trail"))) == 2
    assert len(acts(olga.follow("Older ones"))) == 2
    assert len(acts(olga.follow("The newest"))) == 2
    assert acts(olga.open("/console/trail?kind=disable_staff"))[0].startswith("operator-olga disabled a person")
    assert len(acts(olga.open("/console/trail?day=2026-09-02"))) == 1
    assert acts(olga.open("/console/trail?day=2026-09-02&kind=add_staff")) == []
    assert 'href="/console/people/bo"' in olga.open("/console/trail?kind=disable_staff").html


def test_a_day_that_is_none_is_said_and_shown_again(olga):
    page = olga.open("/console/trail?day=yesterday")

    assert "Write a day as 2026-03-02." in page
    assert page.value("day") == "yesterday"
    assert olga.open("/console/trail?before=nonsense&kind=%00").status == 200
