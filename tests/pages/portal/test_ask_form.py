"""What can be chosen in the form, and what each policy asks besides."""

import pytest
from tests.pages.browser import sign_in
from tests.pages.portal.installed_with import panel_with

from panel_refunds.errors import Refused
from panel_refunds.pages.portal.ask_form import read_target


def options(page, name="of"):
    return [option.text for option in page.field(name).every("option")]


def test_deposits_are_named_by_amount_day_and_card(panel, installed):
    panel.deposit("50.00", display="Visa •••• 4242")
    installed.passes(days=1)
    panel.deposit("20.00")
    order = panel.order("60.00")
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Canceled"}]})

    assert options(sign_in(panel).open("/ask")) == [
        "Everything that can go back, oldest deposit first",
        "$50.00 paid in on September 1, 2026 · Visa •••• 4242",
        "$20.00 paid in on September 2, 2026",
        "Only what orders gave back",
    ]


def test_a_policy_may_want_a_deposit_and_a_reason(tmp_path):
    panel = panel_with(tmp_path, '[tickets]\nrequired = ["amount", "deposit", "reason"]')
    deposit = panel.deposit("50.00")
    browser = sign_in(panel)
    page = browser.open("/ask")

    assert options(page) == ["$50.00 paid in on September 1, 2026"]
    assert "Why would you like it back?" in page
    page = browser.press("Continue")
    assert (page.status, page.errors) == (422, ["Please say why you want it back."])
    page = browser.press("Continue", text="I moved.")
    assert "Your words I moved." in page
    browser.press("Send the request")
    assert panel.get(browser.page.path)["asked"]["of"] == deposit["id"]
    panel.installed.close()


def test_a_policy_may_want_an_order(tmp_path):
    panel = panel_with(tmp_path, '[tickets]\nrequired = ["amount", "order"]')
    panel.deposit("50.00")
    panel.order("10.00", service="Likes")
    panel.deposit("50.00", customer="c2")
    panel.order("10.00", service="Theirs", customer="c2")

    assert options(sign_in(panel).open("/ask")) == ["Likes · September 1, 2026"]
    panel.installed.close()


def test_of_several_subjects_one_is_chosen(tmp_path):
    panel = panel_with(tmp_path, '[tickets]\nsubjects = ["Refund Request", "Withdrawal"]')
    panel.deposit("50.00")
    browser = sign_in(panel)
    assert options(browser.open("/ask"), "subject") == ["Refund Request", "Withdrawal"]
    browser.press("Continue", subject="Withdrawal")
    browser.press("Send the request")

    assert panel.get(browser.page.path)["asked"]["subject"] == "Withdrawal"
    panel.installed.close()


def test_what_a_request_is_about_is_read_from_one_word():
    deposit = "dep_0123456789abcdefghjkmnpqrs"

    assert read_target("") == ("everything", None)
    assert read_target("order_refunds") == ("order_refunds", None)
    assert read_target(deposit) == ("deposit", deposit)
    with pytest.raises(Refused, match="not_found"):
        read_target("rr_0123456789abcdefghjkmnpqrs")
