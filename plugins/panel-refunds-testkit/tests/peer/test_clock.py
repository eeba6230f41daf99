"""A clock that goes on when it is told to, and never back."""

from datetime import timedelta

import pytest

from panel_refunds_testkit.peer.clock import START, PeerClock


def test_it_stands_until_it_is_told():
    clock = PeerClock()
    assert clock() == clock() == START
    assert clock.advance(timedelta(hours=1)) == clock() == START + timedelta(hours=1)
    with pytest.raises(ValueError, match="back"):
        clock.advance(timedelta(seconds=-1))
