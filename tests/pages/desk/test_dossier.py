"""The dossier is read in one look: deposits with their lots, bonuses that came with none, and a bounded past."""

from __future__ import annotations

from panel_refunds.pages.desk import dossier


def test_deposits_carry_their_lots_and_a_lone_bonus_stands_apart(panel, ana):
    deposit = panel.deposit()
    tied = panel.post("/bonuses", {"customer": "c1", "amount": "5.00", "tied_to": deposit["id"]})["id"]
    panel.post("/bonuses", {"customer": "c1", "amount": "7.00"})
    request = panel.request("20.00")

    page = ana.open(f"/desk/requests/{request['id']}")

    assert tied in page
    assert "bonuses that came with no deposit: $7.00" in page


def test_a_long_past_is_cut_and_says_so(panel, ana, monkeypatch):
    monkeypatch.setattr(dossier, "MOST_BEFORE", 1)
    panel.deposit()
    made = []
    for _ in range(3):
        made.append(panel.request("10.00")["id"])
        panel.post(f"/requests/{made[-1]}/withdraw", {"customer": "c1"})

    page = ana.open(f"/desk/requests/{made[-1]}")

    assert (made[1] in page, made[0] in page) == (True, False)
    assert page.links["All of them"] == "/desk/customers/c1"
