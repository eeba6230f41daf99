"""The list of orders: newest first, with status, charge and what came back."""

from tests.pages.browser import sign_in

from panel_refunds.pages.portal import orders


def test_each_says_what_it_cost_and_what_came_back(panel):
    panel.deposit()
    first = panel.order("10.00", service="Likes")
    panel.order("2.00", service="Views", customer="c1")
    panel.deposit(customer="c2")
    panel.order("3.00", service="Theirs", customer="c2")
    panel.post("/statuses", {"statuses": [{"order": first["id"], "status": "Partial", "remains": 250}]})
    page = sign_in(panel).open("/orders")
    rows = [item.text for item in page.main.every("li")]

    assert rows == [
        "Views 1,000 · September 1, 2026 Not started $2.00",
        "Likes 1,000 · September 1, 2026 Partly delivered $10.00 $2.50 came back",
    ]


def test_they_come_page_by_page(panel, monkeypatch):
    monkeypatch.setattr(orders, "MANY", 2)
    panel.deposit()
    made = [panel.order("1.00")["id"] for _ in range(3)]
    browser = sign_in(panel)
    browser.open("/orders")
    browser.follow("Older orders")

    assert [item.find("a")["href"] for item in browser.page.main.every("li")] == [f"/orders/{made[0]}"]
    assert browser.follow("Newest orders").path == "/orders"


def test_a_page_after_somebody_elses_order_is_not_there(panel):
    panel.deposit(customer="c2")
    theirs = panel.order(customer="c2")["id"]
    browser = sign_in(panel)

    assert browser.open(f"/orders?before={theirs}").status == 404
    assert browser.open("/orders?before=x").status == 404


def test_without_any_the_page_says_so(panel):
    assert "You have not ordered anything yet." in sign_in(panel).open("/orders")
