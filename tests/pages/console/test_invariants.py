"""Invariants, live: named, looked at a page at a time, broken ones with their ids, and totals that agree."""

from __future__ import annotations

from panel_refunds.pages.console.wording import INVARIANTS


def test_all_are_named_and_hold_once_the_books_were_looked_at(panel, olga):
    panel.deposit()
    panel.order()
    page = olga.open("/console/invariants")
    assert all(title in page and means in page for title, means in INVARIANTS.values())
    assert page.text.count("Not looked at") == len(INVARIANTS)

    page = olga.press("Look at the books")
    assert "Everything holds" in page
    assert "1 wallet was looked at" in page
    assert "They agree" in page
    assert page.text.count("Not looked at") == 0
    assert "Look again from the beginning" in page.buttons


def test_what_is_broken_is_named_with_its_ids(installed, panel, olga):
    panel.deposit()
    installed.damage("UPDATE wallet SET cash = cash + 700 WHERE tenant_id = ?")
    olga.open("/console/invariants")
    page = olga.press("Look at the books")

    assert "1 fault was found" in page
    assert "Balances are the sum of their lots balance_differs" in page
    assert "wal_" in page
    assert "They differ" in page


def test_it_goes_on_page_by_page_and_says_how_far_it_came(installed, panel, olga, monkeypatch):
    monkeypatch.setattr("panel_refunds.store.audit.WALLETS_AT_ONCE", 1)
    monkeypatch.setattr("panel_refunds.store.audit_by_page.MOST_ENTRIES", 1)
    for number in range(2):
        panel.deposit("10.00", f"c{number}")
    olga.open("/console/invariants")
    page = olga.press("Look at the books")
    assert "Everything holds so far" in page
    assert "1 wallet was looked at" in page
    assert "There is more: go on." in page
    pages = 1
    while "Go on" in page.buttons:
        page = olga.press("Go on")
        pages += 1
    assert pages > 2
    assert "2 wallets were looked at" in page
    assert page.text.count("They agree") == 5


def test_nobody_makes_up_how_far_it_came(olga):
    token = olga.open("/console/invariants").tree.find("input", name="csrf_token")["value"]

    assert olga.post("/console/invariants", {"csrf_token": token, "so_far": "forged"}).status == 403
