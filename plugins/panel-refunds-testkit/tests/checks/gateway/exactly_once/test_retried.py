"""The checks of silent retries catch what they are there for."""

import pytest

from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_testkit.checks.gateway.exactly_once.retried import RetriedChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = RetriedChecks()


def test_a_second_try_after_a_lost_connection_is_caught(spoilt):
    def post(self, order, payment):
        try:
            return TinyGateway._post(self, order, payment)
        except NoAnswerError:
            return TinyGateway._post(self, order, payment)

    with pytest.raises(BrokenContractError, match="request_lost"):
        CHECKS.test_one_call_is_one_request(spoilt(_post=post))


def test_a_read_that_asks_again_is_caught(spoilt, stand):
    def read(self, path, **query):
        try:
            return TinyGateway._read(self, path, **query)
        except NoAnswerError:
            return TinyGateway._read(self, path, **query)

    CHECKS.test_a_read_that_fails_is_not_repeated(stand)
    with pytest.raises(BrokenContractError, match="get_payment needs 1 requests"):
        CHECKS.test_a_read_that_fails_is_not_repeated(spoilt(_read=read))
