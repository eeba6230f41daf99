"""What is paid by hand is a task, recorded once; the check goes all the way through the core."""

from dataclasses import replace

import pytest

from panel_refunds_testkit.checks.gateway.exactly_once.by_hand import TaskChecks
from panel_refunds_testkit.tinypay.gateway import TinyGateway


class ByHand(TinyGateway):
    def capabilities(self, method):
        return replace(super().capabilities(method), refund="payout")


def test_an_operator_sends_it_and_records_it(imported):
    TaskChecks().test_what_is_paid_by_hand_is_recorded_once(imported(ByHand))


def test_a_gateway_that_sends_has_no_such_task(stand):
    with pytest.raises(pytest.skip.Exception, match="capability: automatic is on"):
        TaskChecks().test_what_is_paid_by_hand_is_recorded_once(stand)
