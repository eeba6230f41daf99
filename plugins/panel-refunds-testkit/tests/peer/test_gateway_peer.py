"""What the kit asks of a peer."""

import pytest

from panel_refunds.money import Money
from panel_refunds_testkit.peer.gateway_peer import GatewayPeer, PeerRefund


def test_a_refund_counts_unless_it_failed():
    statuses = {"succeeded": True, "pending": True, "unheard_of": True, "failed": False, "canceled": False}
    for status, counts in statuses.items():
        assert PeerRefund("r", "p", Money.of("1", "USD"), status).counts is counts


def test_a_peer_with_fingerprints_has_to_change_payers(peer):
    with pytest.raises(RuntimeError, match="change_payer"):
        GatewayPeer.change_payer(peer)
