"""The payment as its gateway has it: whatever the gateway does, there is a page, and the request's never waits for it."""

from __future__ import annotations

from panel_refunds.money import Money


def test_it_says_what_the_gateway_says(installed, panel, ana):
    deposit = panel.deposit(display="Visa •••• 4242")
    installed.gateway.refund_outside(deposit["payment"], Money.of("5.00", "USD"))

    page = ana.open(f"/desk/deposits/{deposit['id']}/payment")

    assert "Paid back there $5.00" in page
    assert "somebody else" in page


def test_a_gateway_that_does_not_answer_or_know_it_is_a_sentence(installed, panel, ana, monkeypatch):
    deposit = panel.deposit()
    path = f"/desk/deposits/{deposit['id']}/payment"

    def broken(_ref):
        raise TimeoutError

    monkeypatch.setattr(installed.gateway, "get_payment", broken)
    assert "does not answer at the moment" in ana.open(path)

    def unknown(ref):
        raise LookupError(ref)

    monkeypatch.setattr(installed.gateway, "get_payment", unknown)
    assert "has no payment of that name" in ana.open(path)


def test_the_requests_page_asks_no_gateway_and_says_where_to_look(installed, panel, ana, monkeypatch):
    deposit = panel.deposit()
    request = panel.request("20.00")
    asked = []
    monkeypatch.setattr(installed.gateway, "get_payment", asked.append)

    page = ana.open(f"/desk/requests/{request['id']}")

    assert asked == []
    part = next(each for each in page.main.every("div") if each.has("hx-get"))
    assert part["hx-get"] == f"/desk/deposits/{deposit['id']}/payment"
    assert page.links["See the payment as the gateway has it now"] == part["hx-get"]
