"""The checks with killed workers: what cannot be recognised again is caught; ``tests/wrong`` has another."""

import pytest

from panel_refunds_testkit.checks.gateway.exactly_once.killed import KilledChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.shop import Nursery
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.wrong import forgets_whose_it_is


def test_a_refund_that_cannot_be_found_again_is_caught(peer):
    peer.plugin = forgets_whose_it_is
    stand = GatewayStand(peer)

    with Nursery() as workers, pytest.raises(BrokenContractError, match="2 requests to make one refund"):
        KilledChecks().test_killed_before_the_answer_is_written_down(stand, workers)
    stand.close()


def test_a_plugin_that_another_process_cannot_import_is_told(able):
    with Nursery() as workers, pytest.raises(BrokenContractError, match="no entry point"):
        KilledChecks().test_killed_before_anything_is_sent(able(), workers)
