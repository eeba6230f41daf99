"""What is paid by hand is a task, recorded once; the check goes all the way through the core."""

import sys
from dataclasses import replace
from types import ModuleType

import pytest

from panel_refunds_testkit.checks.gateway.exactly_once.by_hand import TaskChecks
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of


class ByHand(TinyGateway):
    def capabilities(self, method):
        return replace(super().capabilities(method), refund="payout", fee="reported")


@pytest.fixture
def by_hand(peer, monkeypatch):
    """A stand with a plugin that can be imported by name."""
    module = ModuleType("by_hand_only.plugin")
    module.gateways = hook_of(ByHand)
    monkeypatch.setitem(sys.modules, "by_hand_only", ModuleType("by_hand_only"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    peer.plugin = module
    stand = GatewayStand(peer)
    yield stand
    stand.close()


def test_an_operator_sends_it_and_records_it(by_hand):
    TaskChecks().test_what_is_paid_by_hand_is_recorded_once(by_hand)


def test_a_gateway_that_sends_has_no_such_task(stand):
    with pytest.raises(pytest.skip.Exception, match="capability: automatic"):
        TaskChecks().test_what_is_paid_by_hand_is_recorded_once(stand)
