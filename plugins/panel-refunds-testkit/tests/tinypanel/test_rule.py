"""The small rule passes the kit: what a check calls wrong is wrong with the rule, not with the check."""

import pytest

from panel_refunds_testkit import RuleConformance, tinypanel
from panel_refunds_testkit.peer.case import RuleCase


class TestTinyRule(RuleConformance):
    certificate = False

    @pytest.fixture
    def case(self) -> RuleCase:
        return RuleCase(tinypanel, "tinyrule", stricter_with=("asked",))
