"""Which refunds at a gateway are ours, and what the others come to."""

from __future__ import annotations

from tests.refunds.reconcile.two_sides import DEPOSIT, attempt, refund, there, usd

from panel_refunds.money import Money
from panel_refunds.refunds.reconcile.sides import RefundThere, external_units, whose
from panel_refunds.refunds.refund import Refund


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


def test_what_a_person_recorded_by_a_name_of_the_gateways_is_ours_for_as_much_as_was_recorded() -> None:
    """F3, by hand: the whole payment went in the gateway's pages, and less of it was recorded here."""
    whole = RefundThere("inv_1", "succeeded", usd("50"), reference="txid 1")

    def total(*made: Refund) -> int:
        return external_units(DEPOSIT, made, [], [whole])

    assert total() == total(refund(5, "20", reference="txid 9")) == usd("50").units
    assert total(refund(5, "20", reference="inv_1")) == total(refund(5, "20", reference="txid 1")) == usd("30").units
    assert total(refund(5, "20", reference="inv_1"), refund(6, "30", reference="inv_1")) == 0
    assert total(refund(5, "20", reference=None)) == usd("50").units
