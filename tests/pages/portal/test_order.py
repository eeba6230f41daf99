"""One order: asking to cancel it where that is possible, and having what came back sent."""

from tests.pages.browser import sign_in


def opened(panel, **status):
    panel.deposit()
    order = panel.order("10.00", service="Likes")
    if status:
        panel.post("/statuses", {"statuses": [{"order": order["id"], **status}]})
    browser = sign_in(panel)
    browser.open(f"/orders/{order['id']}")
    return browser, order["id"]


def test_what_has_begun_cannot_be_cancelled(panel):
    browser, order = opened(panel, status="In progress")

    assert "Ask to cancel it" not in browser.page.links
    assert browser.open(f"/orders/{order}/cancel").path == f"/orders/{order}"


def test_cancelling_asks_first_and_says_that_the_money_follows(panel):
    browser, order = opened(panel)
    page = browser.follow("Ask to cancel it")

    assert page.heading == "Cancel this order?"
    assert "The money comes back to your balance by itself once that is confirmed" in page
    assert panel.get(f"/orders/{order}")["cancel_asked_at"] is None


def test_what_began_meanwhile_is_said(panel):
    browser, order = opened(panel)
    page = browser.follow("Ask to cancel it")
    panel.post("/statuses", {"statuses": [{"order": order, "status": "In progress"}]})
    answer = browser.press("Ask to cancel it", page)

    assert answer.status == 409
    assert "This order cannot be cancelled by you any more." in answer


def test_what_came_back_can_be_asked_for(panel):
    browser, order = opened(panel, status="Canceled")
    page = browser.follow("Have what came back sent to you")

    assert (page.value("amount"), page.value("of")) == ("10.00", order)
    browser.press("Continue")
    browser.press("Send the request")
    assert panel.get(browser.page.path)["asked"]["of"] == order


def test_a_completed_order_is_answered_by_its_status(panel):
    browser, _order = opened(panel, status="Completed")
    browser.follow("Ask for a refund of this order")
    page = browser.press("Continue", amount="10.00")

    assert "The order is completed. What is lost afterwards is not paid back. Clause 4" in page


def test_somebody_elses_order_is_not_there(panel):
    panel.deposit(customer="c2")
    theirs = panel.order(customer="c2")["id"]
    browser = sign_in(panel)

    for address in (f"/orders/{theirs}", f"/orders/{theirs}/cancel", f"/ask?of={theirs}", "/orders/x"):
        assert browser.open(address).status == 404
