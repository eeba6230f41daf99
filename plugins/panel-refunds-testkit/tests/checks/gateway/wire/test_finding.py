"""The checks of look-ups catch what they are there for."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, RefundStatus
from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_testkit.checks.gateway.wire.finding import FindingChecks, look_up
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = FindingChecks()


def changed(how):
    return lambda self, payment: how(TinyGateway.find_refunds(self, payment))


@pytest.mark.parametrize(
    ("how", "check", "told"),
    [
        (
            lambda found: replace(found, refunds=found.refunds[:50]),
            "more_refunds_than_fit_on_a_page_are_all_found",
            "missing",
        ),
        (lambda found: replace(found, complete=False), "nothing_is_found_where_nothing_was_made", "complete"),
        (
            lambda found: replace(found, refunds=tuple(replace(each, attempt_id=None) for each in found.refunds)),
            "an_attempt_is_found_again",
            "attempt's id is missing",
        ),
        (
            lambda found: replace(found, refunds=tuple(replace(each, attempt_id="att_1") for each in found.refunds)),
            "a_refund_made_elsewhere_is_nobodys_attempt",
            "Nobody here asked",
        ),
        (lambda found: replace(found, as_of=datetime.now(UTC)), "a_look_up_says_when_it_looked", "as_of"),
    ],
)
def test_a_look_up_that_lies_is_caught(spoilt, how, check, told):
    with pytest.raises(BrokenContractError, match=told):
        getattr(CHECKS, f"test_{check}")(spoilt(find_refunds=changed(how)))


def test_a_page_that_is_left_out_is_caught(spoilt):
    def find_refunds(self, payment):
        try:
            return TinyGateway.find_refunds(self, payment)
        except NoAnswerError:
            return replace(TinyGateway.find_refunds(self, "pay_000001"), refunds=())

    with pytest.raises(BrokenContractError, match="is called complete"):
        CHECKS.test_more_refunds_than_fit_on_a_page_are_all_found(spoilt(find_refunds=find_refunds))


def test_the_lag_of_a_look_up_is_waited_for(able, stand):
    from datetime import timedelta

    slow = able(lookup_lag=timedelta(hours=1))
    before = slow.peer.clock()
    look_up(slow, slow.pay())
    assert slow.peer.clock() - before == timedelta(hours=1)


def named(able, how=lambda refund: refund):
    """A stand whose adapter finds an attempt by its name; ``how`` spoils what it finds."""

    def find_attempt(self, order):
        found = TinyGateway.find_refunds(self, order.payment).refunds
        return how(next((each for each in found if each.attempt_id == order.attempt_id), None))

    return able(lookup="by_name", methods={"find_attempt": find_attempt})


def test_an_attempt_that_its_name_finds(able):
    CHECKS.test_an_attempt_is_found_by_its_name(named(able))


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (lambda _: None, "not the refund"),
        (lambda found: found and replace(found, attempt_id=None), "not the refund"),
        (lambda found: found or GatewayRefund("ref_1", RefundStatus.FAILED, Money.of("10", "USD")), "nothing was sent"),
    ],
)
def test_a_name_that_finds_something_else_is_caught(able, how, told):
    with pytest.raises(BrokenContractError, match=told):
        CHECKS.test_an_attempt_is_found_by_its_name(named(able, how))


def test_an_error_that_becomes_an_absence_is_caught(able):
    def find_attempt(self, order):
        try:
            found = TinyGateway.find_refunds(self, order.payment).refunds
        except NoAnswerError:
            return None
        return next((each for each in found if each.attempt_id == order.attempt_id), None)

    with pytest.raises(BrokenContractError, match="could not be read"):
        CHECKS.test_an_attempt_is_found_by_its_name(able(lookup="by_name", methods={"find_attempt": find_attempt}))
