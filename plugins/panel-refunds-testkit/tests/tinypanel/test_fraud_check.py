"""The small adapter passes the kit: what a check calls wrong is wrong with the adapter, not with the check."""

from collections.abc import Iterator

import pytest

from panel_refunds_testkit import FraudCheckConformance
from panel_refunds_testkit.tinypanel.fraud_check_case import TinyCheckCase


class TestTinyCheck(FraudCheckConformance):
    certificate = False

    @pytest.fixture
    def case(self) -> Iterator[TinyCheckCase]:
        with TinyCheckCase() as case:
            yield case
