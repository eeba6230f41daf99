"""Rules in CEL pass the conformance kit; the certificate is in the package."""

import pytest

import panel_refunds_cel
from panel_refunds_testkit import RuleConformance
from panel_refunds_testkit.peer.case import RuleCase

TOLD = {"code": "large_share", "clause": "5", "text": "Not more than a half of the balance goes back at once."}


class TestCel(RuleConformance):
    @pytest.fixture
    def case(self) -> RuleCase:
        given = {**TOLD, "when": 'asked > money("10.00")', "effect": "cap", "cap": "cash / 2"}
        return RuleCase(panel_refunds_cel, "cel", given, stricter_with=("asked",))
