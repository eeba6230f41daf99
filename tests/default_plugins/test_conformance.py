"""Our own checks and rule pass the conformance kit; they come with the product and need no certificate.

The manual gateway and the notifier ``log`` have files of their own beside this one.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from panel_refunds.default_plugins import (
    NAMES,
    bonus_abuse,
    country_mismatch,
    fraud_warning,
    new_account,
    refund_loop,
    review_above,
    shared_account,
    velocity,
)
from panel_refunds_testkit import FraudCheckConformance, RuleConformance
from panel_refunds_testkit.peer.case import Aspect, FraudCheckCase, RuleCase

CHECKS: Mapping[str, tuple[Any, Sequence[Aspect]]] = {
    "velocity": (velocity, ("requests",)),
    "bonus_abuse": (bonus_abuse, ()),
    "new_account": (new_account, ()),
    "country_mismatch": (country_mismatch, ()),
    "refund_loop": (refund_loop, ()),
    "fraud_warning": (fraud_warning, ("warnings", "disputes")),
    "shared_account": (shared_account, ("shared_accounts",)),
}


class TestOurChecks(FraudCheckConformance):
    certificate = False

    @pytest.fixture(params=CHECKS)
    def case(self, request: pytest.FixtureRequest) -> FraudCheckCase:
        plugin, stricter_with = CHECKS[request.param]
        return FraudCheckCase(plugin, request.param, stricter_with=stricter_with)


class TestReviewAbove(RuleConformance):
    certificate = False

    @pytest.fixture
    def case(self) -> RuleCase:
        return RuleCase(review_above, "review_above", {"amount": "20.00"}, stricter_with=("asked",))


def test_none_of_ours_is_left_out():
    elsewhere = {"manual", "log"}
    there = {name for name in elsewhere if (Path(__file__).parent / f"test_{name}_conformance.py").is_file()}

    assert {*CHECKS, "review_above", *there} == set(NAMES)
