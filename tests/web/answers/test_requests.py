"""A request is shown with everything about it; what finance noted for itself is for the staff."""

from __future__ import annotations

from tests.web.panel import Installed, Panel

from panel_refunds.tickets.message import TicketMessage


def test_days_are_those_of_the_tenants_time_zone(panel: Panel) -> None:
    panel.deposit()
    # 03:00 in UTC is still the evening before in New York.
    panel.installed.passes(hours=13)
    request = panel.request("20.00")

    assert request["opened_at"] == "2026-09-02T03:00:00Z"
    assert request["due"] == "2026-09-09"


def test_a_note_is_for_the_staff(installed: Installed, panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    desk = installed.service.desk("smmpanelus")
    with desk.begin() as books:
        wallet_id = books.get_request(request["id"]).wallet_id
        note = TicketMessage(
            desk.new_id("message"), request["id"], wallet_id, "finance-1", "note", "Smells odd.", installed.at
        )
        books.add_message(note)

    assert "Smells odd." in str(panel.get(f"/requests/{request['id']}").body)
    assert "Smells odd." not in str(installed.panel("smmpanelus", "read").get(f"/requests/{request['id']}").body)


def test_what_a_later_decision_replaced_is_not_shown(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("60.00")
    done = panel.post(f"/requests/{request['id']}/confirm", {"customer": "c1"})

    assert [refund["gross"] for refund in done["refunds"]] == ["50.00"]


def test_several_approvers_are_listed_as_they_come(other: Panel) -> None:
    """The third tenant approves small requests by rule; large ones go to its people."""
    other.deposit("500.00")
    request = other.request("300.00")
    done = other.approve(request, "finance-1")

    assert [approval["person"] for approval in done["approvals"]] == ["finance-1"]
