"""A customer's page: balance, deposits, orders, requests; somebody unknown is not there."""

from __future__ import annotations


def test_everything_of_one_customer_is_shown(panel, ana):
    panel.deposit(display="Visa •••• 4242", fingerprint="card-1")
    panel.deposit("30.00", "c2", fingerprint="card-1")
    order = panel.order()
    request = panel.request("20.00")

    page = ana.open("/desk/customers/c1")

    for words in ("$10.00", "$20.00", "Visa •••• 4242", order["id"], request["id"], "Account open", "c2"):
        assert words in page, words


def test_a_customer_nobody_has_heard_of_is_not_there(ana):
    page = ana.open("/desk/customers/nobody")

    assert page.status == 404
    assert page.links["Back to the queue"] == "/desk"
