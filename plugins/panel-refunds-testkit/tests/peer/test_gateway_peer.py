"""What the kit asks of a peer."""

import pytest

from panel_refunds.money import Money
from panel_refunds_testkit.peer.gateway_peer import GatewayPeer, PeerRefund, leave_out


def test_a_refund_counts_unless_it_failed():
    statuses = {"succeeded": True, "pending": True, "unheard_of": True, "failed": False, "canceled": False}
    for status, counts in statuses.items():
        assert PeerRefund("r", "p", Money.of("1", "USD"), status).counts is counts


def test_a_peer_with_fingerprints_has_to_change_payers(peer):
    with pytest.raises(RuntimeError, match="change_payer"):
        GatewayPeer.change_payer(peer)


def test_a_peer_whose_vendor_has_a_word_for_later_has_to_say_it(peer):
    assert GatewayPeer.says_later.fget(peer)
    with pytest.raises(RuntimeError, match="says_later is False"):
        GatewayPeer.busy(peer, 2)


def test_a_word_that_the_vendor_does_not_have_is_left_out():
    assert "leave 'canceled' out of the peer's `words`" in leave_out("canceled")
