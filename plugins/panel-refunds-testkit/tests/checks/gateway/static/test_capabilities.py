"""The checks of capabilities catch what they are there for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from panel_refunds_testkit.checks.gateway.static.capabilities import CapabilityChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = CapabilityChecks()


def test_an_answer_that_changes_is_caught(spoilt):
    def capabilities(self, method):
        self.count = getattr(self, "count", 0) + 1
        return replace(TinyGateway.capabilities(self, method), max_refunds=self.count)

    with pytest.raises(BrokenContractError, match="differently"):
        CHECKS.test_capabilities_are_pure(spoilt(capabilities=capabilities))


def test_an_answer_that_is_asked_for_is_caught(spoilt):
    def capabilities(self, method):
        self.available_float("USD")
        return TinyGateway.capabilities(self, method)

    with pytest.raises(BrokenContractError, match=r"did something|asked the vendor"):
        CHECKS.test_capabilities_are_pure(spoilt(capabilities=capabilities))


def test_an_unknown_way_of_paying_that_is_automatic_is_caught(spoilt, able):
    def capabilities(self, method):
        return replace(TinyGateway.capabilities(self, "card"), disputes=method == "card")

    with pytest.raises(BrokenContractError, match="carrier_pigeon"):
        CHECKS.test_a_way_of_paying_that_it_does_not_know_is_not_automatic(spoilt(capabilities=capabilities))
    CHECKS.test_a_way_of_paying_that_it_does_not_know_is_not_automatic(able(destination="original_guaranteed"))


@pytest.mark.parametrize(
    "said",
    [
        {"lookup_lag": timedelta(-1)},
        {"refund_window": timedelta(0)},
        {"max_refunds": 0},
        {"dedupe": "none"},
        {"refund": "manual"},
        {"lookup": "by_name"},
    ],
)
def test_contradictions_are_caught(able, said):
    with pytest.raises(BrokenContractError):
        CHECKS.test_capabilities_agree_with_each_other(able(**said))
