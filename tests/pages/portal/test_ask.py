"""Asking: the form has the most in it, keeps what was typed, and says what is wrong at its field."""

import pytest
from tests.pages.browser import sign_in


def test_the_most_is_filled_in_and_so_is_the_subject(panel):
    panel.deposit("50.00")
    panel.order("10.00")
    browser = sign_in(panel)
    page = browser.follow("Ask for a refund")

    assert page.heading == "Ask for a refund"
    assert page.value("amount") == "40.00"
    assert "At most $40.00 can go back." in page
    assert page.value("subject") == "Refund Request"


def test_for_one_deposit_it_is_what_is_left_of_it(panel):
    panel.deposit("50.00")
    second = panel.deposit("20.00", display="Visa •••• 0002")
    page = sign_in(panel).open(f"/ask?of={second['id']}")

    assert (page.value("amount"), page.value("of")) == ("20.00", second["id"])


def test_what_orders_gave_back_can_be_asked_for_alone(panel):
    panel.deposit("50.00")
    order = panel.order("10.00")
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Canceled"}]})
    browser = sign_in(panel)

    assert browser.open("/ask?of=order_refunds").value("amount") == "10.00"
    assert browser.open(f"/ask?of={order['id']}").value("amount") == "10.00"
    page = browser.press("Continue")
    assert page.heading == "Check your request"


@pytest.mark.parametrize("typed", ["", "abc", "0", "-3", "12.345", "1e3", "99999999999999999999", "\x00"])
def test_a_wrong_amount_stays_in_its_field_and_is_explained(panel, typed):
    panel.deposit("50.00")
    browser = sign_in(panel)
    browser.open("/ask")
    page = browser.press("Continue", amount=typed, text="Please hurry.")

    assert page.status == 422
    assert len(page.errors) == 1
    assert page.value("amount") == typed
    assert page.value("text") == "Please hurry."
    assert page.field("amount")["aria-invalid"] == "true"
    assert page.links[page.errors[0]] == "#amount"


def test_an_amount_is_read_as_the_language_writes_it(other):
    other.deposit("50.00")
    browser = sign_in(other, language="de")
    page = browser.open("/ask")

    assert page.value("amount") == "50,00"
    assert browser.press(browser.page.buttons[0], amount="12,5").status == 200
    assert "12,50\u00a0€".replace("\u00a0", " ") in browser.page


@pytest.mark.parametrize("of", ["dep_nothing", "x", "ord_00000000000000000000000000"])
def test_a_target_that_was_not_offered_is_not_there(panel, of):
    panel.deposit("50.00")
    browser = sign_in(panel)

    assert browser.open(f"/ask?of={of}").status == 404
    browser.open("/ask")
    page = browser.press("Continue", of=of)
    assert (page.status, page.errors) == (422, ["There is nothing here."])


def test_somebody_elses_deposit_is_not_shown(panel):
    panel.deposit("50.00")
    theirs = panel.deposit("77.00", customer="c2", display="Visa •••• 7777")
    browser = sign_in(panel)

    assert browser.open(f"/ask?of={theirs['id']}").status == 404
    browser.open("/ask")
    page = browser.press("Continue", of=theirs["id"])
    assert page.status == 422
    assert "7777" not in page.html


def test_who_has_nothing_yet_sees_the_balance(panel):
    browser = sign_in(panel)

    assert browser.open("/ask").path == "/"
    assert browser.open("/ask?currency=EUR").status == 404


def test_where_nothing_can_go_a_person_can_still_be_asked(panel, installed):
    panel.deposit("50.00")
    installed.passes(days=15)
    browser = sign_in(panel)
    page = browser.open("/ask")

    assert page.value("amount") == ""
    assert "As it stands, nothing of this can go back." in page
    page = browser.press("Continue", amount="20.00")
    assert "As it stands, this cannot go back." in page
    assert browser.press("Send the request").main.text.count("In review") >= 1


def test_the_live_quote_is_a_piece_of_the_page(panel):
    deposit = panel.deposit("50.00")
    panel.post("/bonuses", {"customer": "c1", "amount": "5.00", "tied_to": deposit["id"]})
    browser = sign_in(panel)
    page = browser.open("/ask")
    form = page.form_with("Continue")
    field = page.field("amount")
    values = {element["name"]: element.get("value") for element in form.every("input")}
    answer = browser.post(field["hx-post"], {**values, "amount": "20.00", "of": ""})

    assert "$20.00 leaves your balance, $18.25 arrives. Your bonus of $5.00 is cancelled." in answer
    assert "<html" not in answer.html
    assert "You asked for $60.00; $50.00 can go back." in browser.post(
        field["hx-post"], {**values, "amount": "60.00", "of": ""}
    )
    assert browser.post(field["hx-post"], {**values, "amount": "half", "of": ""}).text == ""
    assert panel.get("/requests")["items"] == []


def test_what_is_asked_for_already_leads_to_the_request(panel):
    deposit = panel.deposit("50.00")
    request = panel.request("20.00", of=deposit["id"])
    browser = sign_in(panel)
    page = browser.open("/ask")

    assert page.heading == "You have already asked for this"
    assert browser.follow("See your request").path == f"/requests/{request['id']}"


def test_a_form_of_another_session_is_refused(panel):
    panel.deposit("50.00")
    browser, second = sign_in(panel), sign_in(panel)
    page = browser.open("/ask")

    assert second.press("Continue", page).status == 403
