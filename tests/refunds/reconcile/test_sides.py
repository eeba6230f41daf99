"""Which refunds at a gateway are ours, and what the others come to."""

from __future__ import annotations

from tests.refunds.reconcile.two_sides import DEPOSIT, attempt, refund, there, usd

from panel_refunds.money import Money
from panel_refunds.refunds.reconcile.sides import RefundThere, external_units, whose


def test_a_refund_is_ours_by_what_it_carries_or_by_the_name_the_gateway_gave_it() -> None:
    mine = [attempt(1), attempt(2, gateway_ref=None)]

    assert whose(there(1), mine) == mine[0]
    assert whose(there(2), mine) == mine[1]
    assert whose(there(1, carries=None), mine) == mine[0]
    assert whose(there(2, carries=None), mine) is None
    assert whose(there(1, carries="att_9"), mine) is None


def test_what_others_paid_back_is_what_stands_in_the_currency_of_the_deposit_and_no_more_than_it() -> None:
    others = [there(8, "succeeded", "5", carries=None), there(9, "pending", "2", carries="att_9")]
    failed = there(7, "failed", "9", carries=None)
    euros = RefundThere("re_6", "succeeded", Money.of("3", "EUR"))
    by_hand = [refund(5, "4", reference="re_5")]

    def total(*listed: RefundThere) -> int:
        return external_units(DEPOSIT, by_hand, [attempt(1)], listed)

    assert total(*others, failed, euros, there(1), there(5, net="4", carries=None)) == usd("7").units
    assert total(there(8, net="60", carries=None)) == usd("50").units
