"""The lines before the button are those of the request afterwards."""

import pytest
from tests.pages.browser import sign_in


@pytest.mark.parametrize("amount", ["all of it", "60.00", "20.00"])
def test_what_was_shown_is_what_was_made(panel, amount):
    panel.deposit("50.00", display="Visa •••• 4242")
    panel.deposit("30.00", display="Visa •••• 0002")
    browser = sign_in(panel)
    form = browser.open("/ask")
    shown = browser.press("Continue", form, **({} if amount == "all of it" else {"amount": amount}))
    total = next(line for line in shown.main.every("div", class_="total"))
    request = browser.press("Send the request")
    made = panel.get(request.path)

    assert total.text == f"Arrives ${made['decision']['net']}"
    assert [part.find("summary").text for part in shown.main.every("details")] == [
        f"To {card.find('h3').text}" for card in request.main.every("article")
    ]


def test_a_fee_that_is_not_known_is_said(panel):
    panel.deposit("50.00", fee=None)
    browser = sign_in(panel)
    browser.open("/ask")
    page = browser.press("Continue", amount="20.00")

    assert "Fees that are kept not known yet Arrives as soon as the fee is known" in page
    assert "To Deposit of $50.00" in page
