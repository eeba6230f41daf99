"""A fee becomes known, once; requests that waited for it are decided anew."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.record_fee import record_fee
from panel_refunds.money import Money


def test_a_fee_told_twice_is_one_and_another_is_refused(shop: Shop) -> None:
    deposit = shop.deposit("50.00", fee=None)
    record_fee(shop.desk, deposit.deposit_id, usd("1.75"))

    assert record_fee(shop.desk, deposit.deposit_id, usd("1.75")).fee == usd("1.75").units
    with pytest.raises(Refused) as refused:
        record_fee(shop.desk, deposit.deposit_id, usd("1.76"))
    assert refused.value.code == "fee_known_already"


@pytest.mark.parametrize(
    ("fee", "code"),
    [
        (usd("-0.01"), "amount_invalid"),
        (usd("50.01"), "amount_invalid"),
        (usd("1.755"), "amount_invalid"),
        (Money.of("1", "EUR"), "currency_mismatch"),
    ],
)
def test_what_cannot_be_a_fee_is_refused(shop: Shop, fee: Money, code: str) -> None:
    deposit = shop.deposit("50.00", fee=None)
    with pytest.raises(Refused) as refused:
        record_fee(shop.desk, deposit.deposit_id, fee)
    assert refused.value.code == code


def test_a_request_that_waited_is_declined_when_the_fee_eats_it(shop: Shop) -> None:
    deposit = shop.deposit("50.00", fee=None)
    request = shop.request("1.00", deposit)
    assert (request.recommend, shop.figures()[2]) == ("wait", "1.00 USD")
    with pytest.raises(Refused) as refused:
        shop.approve(request)
    assert refused.value.code == "fee_unknown"
    record_fee(shop.desk, deposit.deposit_id, usd("1.75"))

    with shop.desk.read() as books:
        assert books.get_request(request.request_id).recommend == "decline"
    assert shop.figures()[2] == "0.00 USD"
