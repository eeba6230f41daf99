"""The check of somebody else's pages looks at every read, and lets pass whoever says that nothing is known."""

from dataclasses import replace

import pytest

from panel_refunds.ports import MisconfiguredError
from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_testkit.checks.gateway.wire.pages import PageChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

check = PageChecks().test_a_page_of_somebody_else_is_neither_absence_nor_a_wrong_key
READS = ("get_dispute", "get_payment", "find_refunds", "get_refund", "list_changes", "available_float")


def mistaking(read, error):
    """An adapter in which this read takes what cannot be read for something that the vendor said."""

    def reading(self, *about):
        try:
            return getattr(TinyGateway, read)(self, *about)
        except NoAnswerError:
            raise error("it says") from None

    return {read: reading}


@pytest.mark.parametrize("read", READS)
def test_an_absence_that_nobody_proved_is_caught_in_every_read(spoilt, read):
    with pytest.raises(BrokenContractError, match=f"^{read}: GET .*an absence which nobody proved"):
        check(spoilt(**mistaking(read, LookupError)))


@pytest.mark.parametrize("read", READS)
def test_a_key_that_is_blamed_is_caught_in_every_read(spoilt, read):
    with pytest.raises(BrokenContractError, match=f"^{read}: .*only the vendor's own words say that a key is wrong"):
        check(spoilt(**mistaking(read, MisconfiguredError)))


def test_a_key_that_a_dictionary_does_not_have_is_an_absence_too(spoilt):
    with pytest.raises(BrokenContractError, match="a KeyError of your own is one, too"):
        check(spoilt(**mistaking("get_payment", KeyError)))


def test_a_list_that_says_that_it_is_not_complete_is_honest(spoilt):
    def find_refunds(self, payment, *, complete=False):
        try:
            return TinyGateway.find_refunds(self, payment)
        except NoAnswerError:
            return replace(TinyGateway.find_refunds(self, payment), refunds=(), complete=complete)

    check(spoilt(find_refunds=find_refunds))
    with pytest.raises(BrokenContractError, match="and it answered RefundsFound"):
        check(spoilt(find_refunds=lambda self, payment: find_refunds(self, payment, complete=True)))


def test_a_look_up_by_name_is_one_of_the_reads(able):
    def find_attempt(self, order):
        try:
            found = TinyGateway.find_refunds(self, order.payment).refunds
        except NoAnswerError:
            return None
        return next((each for each in found if each.attempt_id == order.attempt_id), None)

    with pytest.raises(BrokenContractError, match=r"find_attempt: GET /refunds .* answered None"):
        check(able(lookup="by_name", methods={"find_attempt": find_attempt}))
