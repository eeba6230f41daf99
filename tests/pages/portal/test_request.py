"""The page of a request, in every state that flows can bring one into: where the money is and what comes next."""

import pytest
from tests.pages.browser import sign_in

ROOT = "Where your money is You asked (done) Sep 1, 2026, 10:00 AM EDT"


def page_of(panel, request):
    return sign_in(panel).open(f"/requests/{request['id']}")


def asked(panel, amount="20.00", **other):
    deposit = panel.deposit("50.00", display="Visa •••• 4242", **other)
    return panel.request(amount, of=deposit["id"])


def approved(panel, *words, **other):
    """Approved and worked on, the gateway saying ``words``."""
    request = asked(panel, **other)
    for word in words:
        panel.installed.gateway.script(word)
    assert panel.approve(request).status == 200
    panel.work()
    return request


def test_in_review_says_until_when_we_answer(panel):
    page = page_of(panel, asked(panel))

    assert page.heading == "Refund of $18.25"
    assert f"{ROOT} In review We answer by September 9, 2026. Sent (to come) Arrives (to come)" in page
    assert "Visa •••• 4242 Set aside" in page
    assert "Leaves your balance $20.00 Payment processor's fee − $1.75 Arrives $18.25" in page
    assert page.main.find(aria_current="step").text.startswith("In review")


def test_overdue_says_so(panel, installed):
    request = asked(panel)
    installed.passes(days=20)

    assert "We wanted to answer by September 9, 2026 and are late." in page_of(panel, request)


def test_waiting_for_a_fee_says_what_we_wait_for(panel):
    page = page_of(panel, asked(panel, fee=None))

    assert page.heading == "Your request"
    assert "The fee of this payment is not known yet." in page
    assert "Processor's fee, not known yet ?" in page


def test_an_offer_can_be_accepted(panel):
    page = page_of(panel, asked(panel, "80.00"))

    assert "Waiting for you" in page
    assert (
        "Our offer $50.00 can go back, $48.25 of it would arrive. The offer stands until Sep 8, 2026, 10:00 AM EDT"
        in page
    )
    assert "You asked for $80.00; $50.00 can go back. Clause 2.2b" in page
    assert "Accept $50.00" in page.buttons


def test_what_is_missing_has_its_field(panel):
    panel.deposit("50.00")
    page = page_of(panel, panel.request(None, subject="hello"))

    assert "Amount not said yet" in page
    assert "Something is missing. As soon as we have it, our time to answer begins." in page
    assert "Please say how much you want back. Clause 5" in page
    assert page.field("amount")["inputmode"] == "decimal"
    assert page.value("subject") == "Refund Request"


def test_asked_by_finance_it_waits_for_the_reply(panel):
    request = asked(panel)
    panel.post(f"/requests/{request['id']}/ask", {"by": "finance-ana", "text": "Is it still your card?"})
    page = page_of(panel, request)

    assert "We have asked you something. Our time to answer goes on when you reply." in page
    assert "SmmPanelUS · Sep 1, 2026, 10:00 AM EDT Is it still your card?" in page
    assert "finance-ana" not in page.html


def test_approved_and_not_sent_yet(panel):
    request = asked(panel)
    panel.approve(request)
    page = page_of(panel, request)

    assert "Approved (done) Sep 1, 2026, 10:00 AM EDT Being sent It is handed to the payment service" in page
    assert "Take the request back" in page.links


def test_held_for_the_gateways_balance(panel):
    page = page_of(panel, approved(panel, "rejected:insufficient_balance"))

    assert "The payment service is waiting for funds. Your money stays set aside" in page


def test_sending_while_nobody_knows_the_outcome(panel):
    page = page_of(panel, approved(panel, "unknown"))

    assert "We have handed it over and wait for the payment service to confirm. It is sent once" in page
    assert "Take the request back" not in page.links


@pytest.mark.parametrize("word", ["pending", "succeeded"])
def test_sent_says_when_it_arrives_and_under_which_reference(panel, word):
    page = page_of(panel, approved(panel, word))

    assert "Sent (done) Sep 1, 2026, 10:00 AM EDT Arrives It should arrive between September 4, 2026 and" in page
    assert "Reference for your bank REFERENCE-1" in page
    assert ("Paid" if word == "succeeded" else "Sent") in [pill.text for pill in page.main.every("span", class_="pill")]


def test_long_after_it_was_paid_the_track_is_done(panel, installed):
    request = approved(panel, "succeeded")
    installed.passes(days=40)

    assert "If you cannot see it, give your bank the reference." in page_of(panel, request)


def test_declined_by_a_person_gives_the_reason(panel):
    request = asked(panel)
    panel.post(f"/requests/{request['id']}/decline", {"by": "finance-ana", "text": "Please ask your bank first."})
    page = page_of(panel, request)

    assert (
        "Declined Sep 1, 2026, 10:00 AM EDT What was set aside is on your balance again. Our reason is below." in page
    )
    assert "Why Please ask your bank first." in page
    assert "$20.00 is on your balance again." in page
    assert "finance-ana" not in page.html
    assert "This request is closed." in page


def test_what_the_policy_says_against_it_stands_there_with_the_clause(panel, installed):
    panel.deposit("50.00")
    installed.passes(days=15)
    page = page_of(panel, panel.request("20.00"))

    assert "The time to ask for these $50.00 ended on Sep 15, 2026, 10:00 AM EDT. Clause 2.2a" in page


def test_stopped_with_the_account(panel):
    request = approved(panel, "not_executed")
    panel.post("/accounts/c1/terminate", {"cause": "abuse", "by": "owner-1"})
    page = page_of(panel, request)

    assert "Not sent The account was terminated." in page
    assert "is on your balance again" not in page.main.find("ol", class_="track").text


def test_stopped_because_the_bank_took_the_payment(panel):
    deposit = panel.deposit("50.00")
    request = panel.request("20.00", of=deposit["id"])
    panel.approve(request)
    for state in ("opened", "lost"):
        panel.post(f"/deposits/{deposit['id']}/dispute", {"state": state})

    assert "Not sent The payment is disputed at the bank." in page_of(panel, request)


def test_forfeited_with_the_account(panel):
    request = asked(panel)
    told = {"cause": "stolen cards", "evidence": "the bank's letter", "by": ["owner-1", "finance-2"]}
    assert panel.post("/accounts/c1/forfeit", told).status == 200

    assert "Not sent The balance of the account was forfeited." in page_of(panel, request)


def test_withdrawn(panel):
    request = asked(panel)
    panel.post(f"/requests/{request['id']}/withdraw", {"customer": "c1"})

    assert "Withdrawn What was set aside is on your balance again." in page_of(panel, request)


def test_failed_says_why_and_what_now(panel):
    page = page_of(panel, approved(panel, "rejected:account_closed"))

    assert "Did not go through The card or account that paid does not exist any more. The money is on your" in page
    assert "You can ask again, also when the time to ask is over since, or write to us below." in page
    assert "Ask again" in page.links
    assert "Send reply" in page.buttons


def test_of_two_deposits_each_shows_its_own_state(panel):
    panel.deposit("30.00", display="Visa •••• 4242")
    panel.deposit("30.00", display="Visa •••• 0002")
    request = panel.request("all")
    for word in ("rejected:account_closed", "succeeded"):
        panel.installed.gateway.script(word)
    panel.approve(request)
    panel.work()
    page = page_of(panel, request)
    cards = [card.text for card in page.main.every("article")]

    assert page.heading == "Refund of $28.25"
    assert sorted(card.split("•••• ")[1][5:24].strip() for card in cards) == [
        "Did not go through",
        "Paid Paid in $30.00"[:19],
    ]


def test_an_order_that_has_not_started_waits_for_the_providers_answer(panel):
    panel.deposit()
    order = panel.order()
    page = page_of(panel, panel.request("10.00", of=order["id"]))

    assert "The order has not started. We asked for it to be cancelled; the money follows the answer. Clause 4" in page


@pytest.mark.parametrize("path", ["", "/withdraw", "/receipt"])
def test_somebody_elses_request_is_not_there(panel, path):
    panel.deposit(customer="c2")
    theirs = panel.request("20.00", customer="c2")
    browser = sign_in(panel)

    for request in (theirs["id"], "rr_nothing", "x"):
        page = browser.open(f"/requests/{request}{path}")
        assert (page.status, page.heading) == (404, "There is no such page")


def test_what_the_staff_notes_for_itself_stays_there(panel):
    page = page_of(panel, asked(panel))

    assert [item.get("class") for item in page.main.find("ol", class_="talk").every("li")] == ["customer", "system"]
