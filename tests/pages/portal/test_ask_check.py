"""Checking and sending: the exact lines before the button, and one request however often it is pressed."""

from tests.pages.browser import sign_in


def check(panel, amount="20.00", **fields):
    browser = sign_in(panel)
    browser.open("/ask")
    browser.press("Continue", amount=amount, **fields)
    return browser


def requests(panel):
    return [item["id"] for item in panel.get("/requests")["items"]]


def test_the_exact_lines_stand_before_the_button(panel):
    deposit = panel.deposit("50.00", display="Visa •••• 4242")
    panel.post("/bonuses", {"customer": "c1", "amount": "5.00", "tied_to": deposit["id"]})
    page = check(panel, text="I am leaving.\n<b>Thanks</b>").page

    assert page.heading == "Check your request"
    assert "Amount $20.00" in page
    assert "Subject Refund Request" in page
    assert "<b>Thanks" not in page.html
    assert "Leaves your balance $20.00 Fees that are kept − $1.75 Arrives $18.25" in page
    assert "To Visa •••• 4242" in page
    assert "Your bonus of $5.00 is cancelled. Clause 2.3" in page
    assert "We answer by September 9, 2026" in page
    assert "It should arrive between September 4, 2026 and September 30, 2026" in page
    assert requests(panel) == []


def test_sending_opens_the_request_in_the_portal(panel):
    panel.deposit("50.00")
    browser = check(panel, text="I am leaving.")
    page = browser.press("Send the request")
    (request,) = requests(panel)

    assert page.path == f"/requests/{request}"
    asked = panel.get(page.path)["asked"]
    assert (asked["amount"], asked["channel"], asked["subject"]) == ("20.00", "portal", "Refund Request")
    assert "I am leaving." in page


def test_a_double_submit_is_one_request(panel):
    panel.deposit("50.00")
    browser = check(panel)
    page = browser.page
    first = browser.press("Send the request").path

    assert browser.press("Send the request", page).path == first
    assert len(requests(panel)) == 1


def test_going_back_and_sending_again_leads_to_the_same_request(panel):
    panel.deposit("50.00")
    browser = sign_in(panel)
    form = browser.open("/ask")
    browser.press("Continue", amount="20.00")
    first = browser.press("Send the request").path
    browser.press("Continue", form, amount="20.00")  # the form is still in the browser's history

    assert browser.page.status == 422
    assert browser.follow("See the request that is open").path == first
    assert len(requests(panel)) == 1


def test_going_back_for_another_deposit_is_another_request(panel):
    first, second = panel.deposit("50.00"), panel.deposit("30.00")
    browser = sign_in(panel)
    form = browser.open("/ask")
    for deposit in (first, second):
        browser.press("Continue", form, amount="20.00", of=deposit["id"])
        browser.press("Send the request")

    assert len(requests(panel)) == 2


def test_change_leads_back_with_everything_that_was_typed(panel):
    deposit = panel.deposit("50.00")
    browser = check(panel, of=deposit["id"], text="Two\nlines")
    page = browser.press("Change what you typed")

    assert page.heading == "Ask for a refund"
    assert (page.value("amount"), page.value("of"), page.value("text")) == ("20.00", deposit["id"], "Two\nlines")


def test_who_asks_for_more_than_can_go_back_is_told_before_sending(panel):
    panel.deposit("50.00")
    browser = check(panel, amount="80.00")

    assert (
        "You ask for $80.00; $50.00 can go back. If you send this, we offer you $50.00, and you decide." in browser.page
    )
    page = browser.press("Ask for $50.00 instead")
    assert "Amount $50.00" in page
    assert "That is more" not in page


def test_an_amount_that_the_fee_would_eat_up_is_explained(panel):
    panel.deposit("50.00")
    page = check(panel, amount="1.00").page

    assert "Of $1.00 the fees would keep $1.75, so nothing would arrive. Clause 2.4" in page


def test_what_was_sent_meanwhile_is_said_and_nothing_typed_is_lost(panel):
    panel.deposit("50.00")
    browser = check(panel, text="Please.")
    panel.request("10.00")
    page = browser.press("Send the request")

    assert (page.status, page.value("text")) == (422, "Please.")
    assert page.errors == ["You have already asked for this; that request is still open."]


def test_reloading_what_was_sent_begins_at_the_form(panel):
    panel.deposit("50.00")
    browser = sign_in(panel)

    for address in ("/ask/check", "/ask/send", "/ask/quote"):
        assert browser.open(address).heading == "Ask for a refund"


def test_an_ended_session_is_told_where_to_come_back_to(panel):
    panel.deposit("50.00")
    browser = check(panel)
    panel.post("/portal-sessions/end", {"customer": "c1"})
    page = browser.press("Send the request")

    assert (page.status, page.heading) == (401, "Please sign in again")
    assert requests(panel) == []
