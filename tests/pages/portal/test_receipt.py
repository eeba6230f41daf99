"""The receipt: whole on paper, and only where something goes out."""

from tests.pages.browser import sign_in


def test_it_names_everything_that_a_bank_or_an_accountant_asks(panel):
    deposit = panel.deposit("50.00", display="Visa •••• 4242")
    request = panel.request("20.00", of=deposit["id"])
    panel.approve(request)
    panel.work()
    browser = sign_in(panel)
    browser.open(f"/requests/{request['id']}")
    page = browser.follow("Receipt to print")

    for words in (request["id"], deposit["payment"], "Visa •••• 4242", "REFERENCE-1", "default@2025-08-29", "c1"):
        assert words in page
    assert "Leaves your balance $20.00 Payment processor's fee − $1.75 Arrives $18.25" in page
    assert "Total that arrives $18.25" in page
    assert page.main.find("button", type="button").has("hidden")


def test_a_request_of_which_nothing_goes_out_has_none(panel):
    panel.deposit("50.00")
    request = panel.request("20.00")

    assert sign_in(panel).open(f"/requests/{request['id']}/receipt").path == f"/requests/{request['id']}"


def test_a_rule_that_two_people_set_aside_is_named(panel, installed):
    panel.deposit("50.00")
    installed.passes(days=15)
    request = panel.request("20.00")
    answer = panel.approve(request, "finance-1", "finance-2", text="The customer was in hospital.")
    assert answer.status == 200, answer
    page = sign_in(panel).open(f"/requests/{request['id']}/receipt")

    assert "The time limit was set aside for you by two people." in page
