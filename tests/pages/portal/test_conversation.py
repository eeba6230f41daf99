"""Replying, accepting and taking back: once each, and never somebody else's."""

from tests.pages.browser import sign_in


def opened(panel, amount="20.00", **other):
    request = panel.request(amount, of=panel.deposit("50.00")["id"], **other)
    browser = sign_in(panel)
    browser.open(f"/requests/{request['id']}")
    return browser, request["id"]


def texts(panel, request):
    return [message["text"] for message in panel.get(f"/requests/{request}")["conversation"]]


def test_a_reply_stands_in_the_conversation_once(panel):
    browser, request = opened(panel)
    page = browser.page
    browser.press("Send reply", text="It is my card.\r\nYes.")
    browser.press("Send reply", page, text="It is my card.\r\nYes.")

    assert browser.page.path == f"/requests/{request}"
    assert texts(panel, request).count("It is my card.\nYes.") == 1
    assert "You · Sep 1, 2026, 10:00 AM EDT It is my card. Yes." in browser.page


def test_going_back_to_write_something_else_is_another_reply(panel):
    browser, request = opened(panel, "80.00")
    page = browser.page
    for text in ("First.", "Second."):
        browser.press("Send reply", page, text=text)
    browser.press("Accept $50.00", page)

    assert [text for text in texts(panel, request) if text in ("First.", "Second.")] == ["First.", "Second."]
    assert panel.get(f"/requests/{request}")["state"] == "in_review"


def test_an_empty_reply_is_a_fault_of_its_field(panel):
    browser, _request = opened(panel)
    page = browser.press("Send reply", text="  ")

    assert (page.status, page.errors) == (422, ["Write what you would like to say."])


def test_a_reply_that_cannot_be_kept_stays_in_its_field(panel):
    browser, _request = opened(panel)
    page = browser.press("Send reply", text="bell\x07")

    assert page.errors == ["This is too long, or holds characters that cannot be kept."]
    assert page.value("text") == "bell\x07"


def test_what_was_missing_is_added_and_the_request_is_complete(panel):
    panel.deposit("50.00")
    request = panel.request(None, subject="hello")["id"]
    browser = sign_in(panel)
    browser.open(f"/requests/{request}")
    page = browser.press("Send reply", amount="nothing")
    assert page.value("amount") == "nothing"
    page = browser.press("Send reply", amount="20.00", text="Here it is.")

    asked = panel.get(f"/requests/{request}")
    assert (asked["state"], asked["asked"]["amount"]) == ("in_review", "20.00")
    assert "We answer by September 9, 2026." in page


def test_an_offer_is_accepted_once(panel):
    browser, request = opened(panel, "80.00")
    page = browser.page
    first = browser.press("Accept $50.00")

    assert "In review We answer by September 9, 2026." in first
    assert browser.press("Accept $50.00", page).status == 200
    assert texts(panel, request).count("The offer is accepted.") == 1
    assert panel.get(f"/requests/{request}")["asked"]["amount"] == "50.00"


def test_an_offer_that_is_gone_is_said_on_the_page(panel):
    browser, request = opened(panel, "80.00")
    page = browser.page
    panel.post(f"/requests/{request}/confirm", {"customer": "c1"})
    answer = browser.press("Accept $50.00", page)

    assert answer.status == 409
    assert "This request is not waiting for you." in answer


def test_taking_back_asks_first(panel):
    browser, request = opened(panel)
    page = browser.follow("Take the request back")
    assert page.heading == "Take the request back?"
    assert panel.get(f"/requests/{request}")["state"] == "in_review"
    browser.press("Take it back")

    assert browser.page.path == f"/requests/{request}"
    assert panel.get(f"/requests/{request}")["state"] == "withdrawn"
    assert panel.figures() == ("50.00", "0.00", "0.00")


def test_what_was_sent_cannot_be_taken_back(panel):
    browser, request = opened(panel)
    page = browser.follow("Take the request back")
    panel.approve({"id": request})
    panel.installed.gateway.script("pending")
    panel.work()
    answer = browser.press("Take it back", page)

    assert answer.status == 409
    assert "It was sent already and cannot be taken back." in answer
    assert browser.open(f"/requests/{request}/withdraw").path == f"/requests/{request}"


def test_a_reply_to_a_closed_request_is_not_lost(panel):
    browser, request = opened(panel)
    page = browser.page
    panel.post(f"/requests/{request}/decline", {"by": "finance-1", "text": "No."})
    answer = browser.press("Send reply", page, text="But why?")

    assert answer.status == 409
    assert "This request is closed." in answer
    assert "But why?" in answer


def test_somebody_elses_request_takes_nothing(panel):
    _browser, request = opened(panel)
    panel.deposit(customer="c2")
    other = sign_in(panel, "c2")
    values = {"once": "", "text": "Hello"}
    mine = other.open("/ask").form_with("Continue")
    values["csrf_token"] = next(element["value"] for element in mine.every("input", name="csrf_token"))

    for what in ("reply", "accept", "withdraw"):
        assert other.post(f"/requests/{request}/{what}", values).status == 404
    assert panel.get(f"/requests/{request}")["state"] == "in_review"


def test_reloading_an_answer_shows_the_request(panel):
    browser, request = opened(panel)

    for what in ("reply", "accept"):
        assert browser.open(f"/requests/{request}/{what}").path == f"/requests/{request}"
