"""The balance page: what can go back, of which deposit, until when, and why not more."""

from tests.pages.browser import sign_in


def test_the_sum_is_spelled_out_for_each_deposit(panel):
    deposit = panel.deposit("50.00", display="Visa •••• 4242")
    panel.order("10.00")
    page = sign_in(panel).page

    assert page.heading == "You can take back $40.00 today"
    assert "$38.25 would arrive, after the fees" in page
    assert "Visa •••• 4242" in page
    assert "Paid in $50.00 Spent on orders − $10.00 Payment processor's fee − $1.75 Arrives $38.25" in page
    assert f"Transaction {deposit['payment']}" in page


def test_the_end_of_the_time_is_a_date_that_needs_no_script(panel):
    panel.deposit()
    page = sign_in(panel).page
    moments = [time["datetime"] for time in page.main.every("time")]
    (countdown,) = page.main.every("span", role="timer")

    assert "Ask until Sep 15, 2026, 10:00 AM EDT" in page
    assert moments == ["2026-09-15T14:00:00+00:00"]
    assert countdown.has("hidden")
    assert countdown["data-until"] == "2026-09-15T14:00:00+00:00"
    assert countdown["data-from"] == "2026-09-01T14:00:00+00:00"


def test_what_came_back_from_orders_has_no_limit_when_the_deposits_own_is_over(panel, installed):
    panel.deposit("50.00")
    order = panel.order("10.00")
    installed.passes(days=20)
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Canceled"}]})
    page = sign_in(panel).page

    assert page.heading == "You can take back $10.00 today"
    assert "No time limit" in page
    assert "Ask until" not in page


def test_figures_are_named(panel):
    deposit = panel.deposit("50.00")
    panel.deposit("20.00")
    panel.post("/bonuses", {"customer": "c1", "amount": "5.00", "tied_to": deposit["id"]})
    panel.request("20.00", of=deposit["id"])
    page = sign_in(panel).page

    # The bonus is out of use as long as the request stands.
    assert "Balance $50.00 Your own money $50.00 Bonus $0.00 Set aside for requests $20.00" in page


def test_a_bonus_that_would_be_cancelled_is_said_with_its_clause(panel):
    deposit = panel.deposit("50.00")
    panel.post("/bonuses", {"customer": "c1", "amount": "5.00", "tied_to": deposit["id"]})
    page = sign_in(panel).page

    assert "A bonus of $5.00 came with these deposits. It is cancelled when they go back. Clause 2.3" in page
    assert "$5.00 of it is bonus: you can order with it, and it is never paid out. Clause 2.3" in page


def test_what_cannot_go_back_says_why_with_the_clause(panel, installed):
    panel.deposit("50.00")
    installed.passes(days=15)
    page = sign_in(panel).page

    assert page.heading == "Nothing can go back today"
    assert "The time to ask for these $50.00 ended on Sep 15, 2026, 10:00 AM EDT. Clause 2.2a" in page
    assert "Ask anyway, and let a person look at it" in page.links


def test_a_fee_that_is_not_known_is_never_a_zero(panel):
    panel.deposit("50.00", fee=None)
    page = sign_in(panel).page

    assert "How much of it would arrive depends on a fee that we do not know yet." in page
    assert "Processor's fee, not known yet ? Arrives ?" in page


def test_a_deposit_that_is_asked_for_leads_to_its_request(panel):
    deposit = panel.deposit("50.00")
    request = panel.request("20.00", of=deposit["id"])
    browser = sign_in(panel)

    assert "Another request is open on this deposit already." in browser.page
    assert browser.follow("See that request").path == f"/requests/{request['id']}"


def test_several_currencies_are_never_added(panel):
    panel.deposit("50.00")
    panel.deposit("20.00", currency="EUR")
    panel.deposit("3000", currency="JPY", fee="75")
    page = sign_in(panel).page

    assert page.heading == "What you can take back today"
    headings = [heading.text for heading in page.main.every("h2")]
    assert headings == [f"You can take back {amount} today" for amount in ("$50.00", "€20.00", "¥3,000")]


def test_without_a_wallet_there_is_nothing_yet(panel):
    page = sign_in(panel, "nobody-yet").page

    assert page.heading == "There is nothing on your balance yet"
    assert "Ask for a refund" not in page.links


def test_every_button_says_which_deposit(panel):
    for card in ("Visa •••• 4242", "Visa •••• 0002"):
        panel.deposit("50.00", display=card)
    page = sign_in(panel).page
    buttons = [link for link in page.links if link.startswith("Ask for this one")]

    assert buttons == [f"Ask for this one Visa •••• {ending} , September 1, 2026" for ending in ("4242", "0002")]
