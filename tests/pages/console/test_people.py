"""People: listed, and invited with an address that is shown once."""

from __future__ import annotations


def test_a_person_is_invited_with_an_address_that_is_shown_once(panel, olga):
    form = olga.open("/console/people")
    page = olga.press("Invite", login="ana", name="Ana Petrova", role="finance")
    assert page.heading == "Invitation for Ana Petrova"
    address = page.main.find("p", class_="secret-once").text
    assert "/staff/invitation/" in address

    again = olga.press("Invite", page=form, login="ana", name="Ana Petrova", role="finance")
    assert "The invitation was shown already." in again
    assert address not in again.html
    assert [each["person"] for each in panel.get("/staff")["items"]] == ["finance-ana"]
    assert "Ana Petrova" in olga.open("/console/people")
    assert "Invited" in olga.page


def test_a_wrong_name_is_said_at_its_field_and_nothing_typed_is_lost(olga):
    olga.open("/console/people")
    page = olga.press("Invite", login="Not A Login!", name="Ana", role="approver")

    assert page.status == 422
    assert page.errors == ["A login name is 1 to 32 small letters and digits, the first one a letter."]
    assert (page.value("login"), page.value("name"), page.value("role")) == ("Not A Login!", "Ana", "approver")
    assert olga.press("Invite", login="ana", role="boss").status == 422
