"""The check passes the conformance kit; its certificate is in the package."""

from collections.abc import Iterator

import pytest

from fake_check_service import CheckService
from panel_refunds_testkit import FraudCheckConformance


class TestHttpCheck(FraudCheckConformance):
    @pytest.fixture
    def case(self) -> Iterator[CheckService]:
        with CheckService() as case:
            yield case
