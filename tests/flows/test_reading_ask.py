"""What is asked is read against the customer's own money, and against what is asked for already."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds.flows.reading_ask import RefundAsked, find_money, read_ask


def asked(amount="20.00", **other):
    return RefundAsked(**{"customer_id": "c1", "site": "smmpanelus.com", "policy": "default", "amount": amount} | other)


def read(shop, asked):
    return read_ask(asked, shop.tenant.policy_at("default", shop.at), "USD")


def test_without_an_amount_it_is_everything_only_where_the_policy_does_not_want_one(shop):
    assert not read(shop, asked(None)).everything
    shop.with_rules(tickets={"required": ()})

    assert read(shop, asked(None)).everything
    assert read(shop, asked("all")).everything


@pytest.mark.parametrize(
    ("amount", "channel", "code"), [("0", "portal", "amount_invalid"), ("1", "fax", "wrong_channel")]
)
def test_what_cannot_be_read_is_refused(shop, amount, channel, code):
    with pytest.raises(Refused, match=code):
        read(shop, asked(amount, channel=channel))


def test_the_money_is_found_by_what_is_asked_about(shop):
    deposit = shop.deposit("50.00")

    assert find_money(shop.desk, asked(target="deposit", about=deposit.deposit_id)) == (deposit.wallet_id, "USD")
    with pytest.raises(Refused, match="not_found"):
        find_money(shop.desk, asked(customer_id="c2", target="deposit", about=deposit.deposit_id))
    with pytest.raises(Refused, match="not_found"):
        find_money(shop.desk, asked(currency="EUR"))
