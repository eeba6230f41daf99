"""The track of a request: what is done stays done, and one step at most is now."""

import pytest
from tests.pages.browser import sign_in


def marks(page):
    return [item.get("class") for item in page.main.find("ol", class_="track").every("li")]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ((), ["done", "done", "now", "next"]),
        (("unknown",), ["done", "done", "now", "next"]),
        (("pending",), ["done", "done", "done", "now"]),
        (("succeeded",), ["done", "done", "done", "now"]),
        (("rejected:account_closed",), ["done", "done", "stopped"]),
    ],
)
def test_the_steps_follow_the_money(panel, words, marked):
    panel.deposit()
    request = panel.request("20.00")
    browser = sign_in(panel)
    assert marks(browser.open(f"/requests/{request['id']}")) == ["done", "now", "next", "next"]
    panel.approve(request)
    for word in words:
        panel.installed.gateway.script(word)
        panel.work()

    assert marks(browser.open(f"/requests/{request['id']}")) == marked


def test_a_refund_that_fails_after_it_was_sent_turns_back(panel, installed):
    panel.deposit()
    request = panel.request("20.00")
    panel.approve(request)
    installed.gateway.script("pending")
    panel.work()
    (refund,) = panel.get(f"/requests/{request['id']}")["refunds"]
    installed.gateway.later(refund["attempts"][0]["id"], "failed")
    installed.passes(days=2)
    panel.work()
    page = sign_in(panel).open(f"/requests/{request['id']}")

    assert marks(page) == ["done", "done", "stopped"]
    assert "The money is on your balance again." in page


def test_everything_is_done_when_it_should_have_arrived(panel, installed):
    panel.deposit()
    request = panel.request("20.00")
    panel.approve(request)
    panel.work()
    installed.passes(days=40)

    assert set(marks(sign_in(panel).open(f"/requests/{request['id']}"))) == {"done"}
