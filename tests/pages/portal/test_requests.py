"""The list of requests: newest first, page by page, each with what comes next."""

import pytest
from tests.pages.browser import sign_in

from panel_refunds.pages.portal import requests


def test_each_says_how_it_stands_and_what_comes_next(panel, installed):
    first = panel.request("20.00", of=panel.deposit()["id"])
    panel.request("80.00", of=panel.deposit()["id"])
    panel.post(f"/requests/{first['id']}/withdraw", {"customer": "c1"})
    panel.request("all", of=panel.deposit()["id"])
    page = sign_in(panel).open("/requests")
    rows = [item.text for item in page.main.every("li")]

    assert rows == [
        "Everything that can go back Asked on September 1, 2026 In review We answer by September 9, 2026.",
        "$80.00 Asked on September 1, 2026 Waiting for you We need your answer.",
        "$20.00 Asked on September 1, 2026 Withdrawn",
    ]


def test_a_late_answer_is_owned_up_to(panel, installed):
    panel.deposit()
    panel.request("20.00")
    installed.passes(days=20)

    assert "We are late with our answer." in sign_in(panel).open("/requests")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (None, "Approved The money is about to be sent."),
        ("unknown", "Being sent The money is about to be sent."),
        ("pending", "Sent The money is on its way."),
        ("rejected:account_closed", "Did not go through The money is on your balance again."),
        ("succeeded", "Paid"),
    ],
)
def test_the_next_step_follows_the_money(panel, word, said):
    panel.deposit()
    panel.approve(panel.request("20.00"))
    if word:
        panel.installed.gateway.script(word)
        panel.work()

    assert said in sign_in(panel).open("/requests")


def test_they_come_page_by_page(panel, monkeypatch):
    monkeypatch.setattr(requests, "MANY", 2)
    made = [panel.request("5.00", of=panel.deposit()["id"])["id"] for _ in range(3)]
    browser = sign_in(panel)
    browser.open("/requests")
    browser.follow("Older requests")

    assert [item.find("a")["href"] for item in browser.page.main.every("li")] == [f"/requests/{made[0]}"]
    assert "Older requests" not in browser.page.links
    assert browser.follow("Newest requests").path == "/requests"


def test_a_page_after_somebody_elses_request_is_not_there(panel):
    panel.deposit(customer="c2")
    theirs = panel.request("5.00", customer="c2")["id"]
    browser = sign_in(panel)

    assert browser.open(f"/requests?before={theirs}").status == 404
    assert browser.open("/requests?before=x").status == 404


def test_without_any_it_leads_to_the_balance(panel):
    browser = sign_in(panel)

    assert "You have not asked for anything yet." in browser.open("/requests")
    assert browser.follow("See what can go back").path == "/"
