"""A shop through the real core, on SQLite: approved, sent, proved, and not proved when something is wrong."""

import pytest

from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.shop import Shop


def test_an_approved_refund_is_sent_once_and_proved(stand, peer):
    with Shop(stand, peer.url) as shop:
        wanted = shop.approve_one()
        assert (shop.refund(wanted).state, peer.refunds_of(wanted.payment)) == ("approved", ())
        shop.work()
        assert [attempt.state for attempt in shop.attempts(wanted)] == ["succeeded"]
        shop.finish(wanted)
        shop.prove(wanted)
        peer.refund_outside(wanted.payment, wanted.net)
        with pytest.raises(BrokenContractError, match="another amount"):
            shop.prove(wanted)


def test_nothing_is_left_of_it(stand, peer):
    with Shop(stand, peer.url) as shop:
        folder = shop.folder
        assert (folder / "books.db").exists()
    assert not folder.exists()


def test_a_pending_refund_ends(stand, peer):
    peer.next_refund("pending")
    with Shop(stand, peer.url) as shop:
        wanted = shop.approve_one()
        shop.work()
        assert shop.refund(wanted).state == "sent"
        shop.finish(wanted)
        shop.prove(wanted)
